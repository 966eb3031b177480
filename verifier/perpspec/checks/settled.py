"""What does a check say when it has settled its question by itself, or could not ask it?"""

from __future__ import annotations

from collections.abc import Iterable

from ..claims.claim import Wording
from ..claims.finding import Evidence, Finding, Line, Mark, Outcome, Verdict, Witness


def skipped(check: str, subject: str, reason: str, markets: tuple[str, ...] = ()) -> Outcome:
    """Return that a question was not asked, and why."""
    return _settled(check, subject, Verdict.SKIPPED, Evidence("none", reason), markets)


def proved(check: str, subject: str, detail: str, markets: tuple[str, ...] = ()) -> Outcome:
    """Return that a question over what is written was decided by going through all of it."""
    return _settled(check, subject, Verdict.PROVED, Evidence("by inspection", detail), markets)


def refuted(check: str, subject: str, wording: Wording, marks: Iterable[Mark], lines: Iterable[Line] = ()) -> Finding:
    """Return the finding of a question over what is written; the first mark is its place."""
    witness = tuple(lines)
    return Finding(
        check, wording.kind, wording.severity, Verdict.REFUTED, "", subject, wording.message, tuple(marks), wording.help,
        Witness(witness) if witness else None, question=wording.question, basis="refuted by inspection of what is printed",
    )  # fmt: skip


def _settled(check: str, subject: str, verdict: Verdict, evidence: Evidence, markets: tuple[str, ...]) -> Outcome:
    return Outcome(f"{check}:{subject}", check, "", verdict, evidence, markets=markets)
