"""What do the sources of a disputed clause say, and may it be no disagreement at all?"""

from __future__ import annotations

from ..claims.claim import FindingKind, Severity
from ..load.venue import Stated
from .told import joined


def statements(stated: Stated) -> str:
    """Return in words which source says what: ``refuse`` by one page and ``clip`` by another."""
    return joined(f"`{option.value}` by {_by(option.source)}" for option in stated.clause.alternatives)


def _by(sources: list[str]) -> str:
    return joined(f"`{source}`" for source in sources)


def grade(stated: Stated) -> tuple[FindingKind, Severity]:
    """Return how grave a disagreement is: a contradiction, or a doubt where the author sees how both may be true."""
    return ("undocumented", "note") if stated.clause.doubt else ("contradiction", "warning")


def doubt(stated: Stated) -> str:
    """Return why a disputed clause may be no disagreement, to be put behind a message."""
    return f"; perhaps no disagreement: {' '.join(stated.clause.doubt.split())}" if stated.clause.doubt else ""


def why_open(stated: Stated) -> str:
    """Return in words why an outcome is open: what the sources say, or that none says it."""
    return statements(stated) if stated.clause.status == "disputed" else "no page says which"
