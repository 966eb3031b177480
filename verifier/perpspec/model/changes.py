"""What does a venue promise about changes of its own rules: how long before, and what becomes of what is open?"""

from __future__ import annotations

from .clause import Clause, Formulas


class ChangesSection(Formulas):
    """``notice`` is the time between publication and effect that the venue promises."""

    notice: Clause | None = None
    open_positions: Clause | None = None
    resting_orders: Clause | None = None
    effective_window: Clause | None = None
