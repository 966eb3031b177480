"""Which changes has nobody accepted yet?"""

from __future__ import annotations

from collections.abc import Sequence

from ..load.accepted import Entry
from .change import Change


def open_changes(changes: Sequence[Change], entries: Sequence[Entry], today: str) -> tuple[Change, ...]:
    """Return the changes without an entry of their fingerprint and id that is still in its term on ``today``."""
    terms = {(entry.fingerprint, entry.id) for entry in entries if not entry.until or today[:10] <= entry.until}
    return tuple(change for change in changes if (change.fingerprint, change.id) not in terms)
