"""How is a report written for machines: one JSON text, equal for equal reports apart from ``seconds``?

Numbers are texts, so that none passes through a float. ``report/schema.py`` says what each field is.
"""

from __future__ import annotations

import json
from typing import Any

from ..claims.finding import Accepted, Evidence, Finding, Line, Mark, Outcome, Report, Witness
from .numbers import for_machines
from .summary import ordered, summary

SCHEMA = "perpspec.report/1"


def render(report: Report) -> str:
    """Return the report as JSON text that ``specs/schema/report.schema.json`` describes."""
    return as_text(document(report))


def as_text(value: Any) -> str:
    """Return JSON text with two spaces of indentation and a line end, in ASCII."""
    return json.dumps(value, indent=2) + "\n"


def document(report: Report) -> dict[str, Any]:
    """Return the report as plain data, in the order in which it is written."""
    counts = summary(report)
    return {
        "schema": SCHEMA,
        "tool": report.tool,
        "specs": [dict(spec) for spec in report.specs],
        "findings": [_finding(finding) for finding in ordered(report.findings)],
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
        "summary": {
            "findings": counts.findings,
            "accepted": counts.accepted,
            "kinds": dict(counts.kinds),
            "severities": dict(counts.severities),
            "verdicts": {verdict.value: number for verdict, number in counts.verdicts.items()},
            "seed": report.seed,
            "budget": report.budget,
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "verdict": finding.verdict.value,
        "venue": finding.venue,
        "message": finding.message,
        "help": finding.help,
        "spans": [_span(mark) for mark in finding.spans],
        "witness": _witnesses(finding),
        "readings": list(finding.readings),
        "question": finding.question,
        "fingerprint": finding.fingerprint,
        "accepted": _accepted(finding.accepted),
        "subject": finding.subject,
        "markets": list(finding.markets),
        "basis": finding.basis,
        "consequences": list(finding.consequences),
        "clauses": list(finding.clauses),
        "as_of": finding.as_of,
    }


def _span(mark: Mark) -> dict[str, Any]:
    return {
        "file": mark.place.file,
        "line": mark.place.line,
        "column": mark.place.column,
        "label": mark.label,
        "end_line": mark.place.end_line,
        "end_column": mark.place.end_column,
    }


def _witnesses(finding: Finding) -> dict[str, Any] | None:
    if finding.witness is None:
        return None
    other = finding.other_witness
    return {"fails": _witness(finding.witness), "holds": None if other is None else _witness(other)}


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "reading": dict(witness.reading),
        "given": [_line(line) for line in witness.lines if line.given],
        "follows": [_line(line) for line in witness.lines if not line.given],
        "events": list(witness.events),
        "replay": witness.replay,
    }


def _line(line: Line) -> dict[str, str]:
    return {"name": line.name, "value": for_machines(line.value), "kind": str(line.kind), "text": line.text}


def _accepted(accepted: Accepted | None) -> dict[str, str] | None:
    return None if accepted is None else {"reason": accepted.reason, "until": accepted.until}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "claim": outcome.claim,
        "check": outcome.check,
        "verdict": outcome.verdict.value,
        "evidence": _evidence(outcome.evidence),
        "clauses": list(outcome.clauses),
        "seconds": round(outcome.seconds, 6),
        "venue": outcome.venue,
        "markets": list(outcome.markets),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "method": evidence.method,
        "detail": evidence.detail,
        "budget": evidence.budget,
        "cases": evidence.cases,
        "met_by": evidence.met_by,
    }
