"""How does a check put into words what it found by reading alone?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..claims.claim import FindingKind, Severity
from ..claims.finding import Finding, Mark, Verdict, Witness
from ..load.venue import Stated
from ..source.text import Place

MOST_NAMED = 4
MOST_MARKS = 12
Places = Iterable[tuple[Place, str]]


def told(  # noqa: PLR0913  one argument for each field of a finding
    info: str, subject: str, message: str, places: Places, grade: tuple[FindingKind, Severity], *,
    verdict: Verdict = Verdict.REFUTED, help: str = "", question: str = "", basis: str = "", gravity: int = 0,
    readings: tuple[str, ...] = (), witness: Witness | None = None, markets: tuple[str, ...] = (), most: int = MOST_MARKS,
) -> Finding:  # fmt: skip
    """Return a finding that needs no claim; the first place is where it stands."""
    marks = tuple(Mark(place, label) for place, label in places)[:most]
    kind, severity = grade
    return Finding(
        info, kind, severity, verdict, "", subject, message, marks, help, witness, None, readings, question, markets,
        basis or "settled by reading what is written", gravity=gravity,
    )  # fmt: skip


UNDOCUMENTED: tuple[FindingKind, Severity] = ("undocumented", "warning")
SILENT: tuple[FindingKind, Severity] = ("undocumented", "note")
UNSAID: tuple[FindingKind, Severity] = ("fault", "note")


def named(words: Sequence[str]) -> str:
    """Return names in backticks as a list: all of a few, or the first and how many others."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) > MOST_NAMED + 1:
        return f"{', '.join(quoted[:MOST_NAMED])} and {len(quoted) - MOST_NAMED} others"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def joined(words: Iterable[str]) -> str:
    """Return plain words as a list."""
    known = list(words)
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def question_of(stated: Iterable[Stated]) -> str:
    """Return the first question that clauses put to the venue."""
    return next((s.clause.question for s in stated if s.clause.question), "")
