"""Do two conditions mean the same, so that a rule is chosen in the same states?"""

from __future__ import annotations

from dataclasses import dataclass

from ..language.domains import Variable
from ..language.faults import FormulaError
from ..language.kinds import TRUTH
from ..source.text import Place
from .equal import Formulas, compare
from .versions import Versions


@dataclass(frozen=True, slots=True)
class Guards:
    """The old and the new text of one condition of a section."""

    section: str
    old: str
    new: str
    place: Place


def guards_agree(versions: Versions, guards: Guards) -> bool:
    """Return whether both conditions hold in the same states, asked without a market; False where it cannot be told."""
    if guards.old == guards.new:
        return True
    before, after = versions.old.resolver(), versions.new.resolver()
    try:
        old, new = before.formula(guards.old, guards.section), after.formula(guards.new, guards.section)
        found: dict[str, Variable] = {v.name: v for v in (*before.variables(old), *after.variables(new))}
    except FormulaError:
        return False
    given = Formulas("when", old, new, tuple(found.values()), TRUTH, guards.place, versions.new.venue.units)
    return compare(given, "incomparable").order == "equal"
