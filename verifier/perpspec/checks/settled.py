"""What does a check say when it has settled its question by itself, or could not ask it?"""

from __future__ import annotations

from ..claims.finding import Evidence, Outcome, Verdict


def skipped(check: str, subject: str, reason: str, markets: tuple[str, ...] = ()) -> Outcome:
    """Return that a question was not asked, and why."""
    return _settled(check, subject, Verdict.SKIPPED, Evidence("none", reason), markets)


def proved(check: str, subject: str, detail: str, markets: tuple[str, ...] = ()) -> Outcome:
    """Return that a question over what is written was decided by going through all of it."""
    return _settled(check, subject, Verdict.PROVED, Evidence("by inspection", detail), markets)


def _settled(check: str, subject: str, verdict: Verdict, evidence: Evidence, markets: tuple[str, ...]) -> Outcome:
    return Outcome(f"{check}:{subject}", check, "", verdict, evidence, markets=markets)
