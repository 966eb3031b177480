"""How much was found and asked, and which finding comes first?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..claims.claim import FindingKind, Severity
from ..claims.finding import Finding, Outcome, Report, Verdict

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
KINDS: tuple[FindingKind, ...] = ("contradiction", "undocumented", "hazard", "fault")
KIND_WORDS: dict[FindingKind, str] = {
    "contradiction": "contradiction",
    "undocumented": "undocumented failure mode",
    "hazard": "hazard",
    "fault": "fault",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts; those by kind and severity leave accepted findings out."""

    findings: int
    accepted: int
    kinds: dict[FindingKind, int]
    severities: dict[Severity, int]
    verdicts: dict[Verdict, int]


def summary(report: Report) -> Summary:
    """Return the counts of a report, with a zero for everything that did not occur."""
    counted = open_findings(report)
    kinds = Counter(finding.kind for finding in counted)
    severities = Counter(finding.severity for finding in counted)
    verdicts = Counter(outcome.verdict for outcome in report.outcomes)
    return Summary(
        len(report.findings),
        len(report.findings) - len(counted),
        {kind: kinds[kind] for kind in KINDS},
        {severity: severities[severity] for severity in SEVERITIES},
        {verdict: verdicts[verdict] for verdict in Verdict},
    )


def open_findings(report: Report) -> tuple[Finding, ...]:
    """Return the findings that nobody has accepted."""
    return tuple(finding for finding in report.findings if finding.accepted is None)


def undecided(report: Report) -> tuple[Outcome, ...]:
    """Return the questions that were asked and not answered."""
    return tuple(outcome for outcome in report.outcomes if outcome.verdict is Verdict.UNKNOWN)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by venue, the gravest first, then by id and by place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    places = tuple(mark.place for mark in finding.spans[:1])
    return (finding.venue, SEVERITIES.index(finding.severity), -finding.gravity, finding.id, places, finding.subject)


def counted(number: int, word: str, words: str = "") -> str:
    """Return ``number`` with the word for that many."""
    return f"{number:_} {word if number == 1 else words or word + 's'}"
