"""Which silent clauses has no other finding named?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..claims.finding import Finding
from ..source.text import Place

SILENT = "documents.silent"


def unnamed(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings; those that list silent clauses keep what no other one marks, and go where nothing is left."""
    marked = {mark.place for finding in findings if finding.id != SILENT for mark in finding.spans}
    kept = [finding if finding.id != SILENT else _without(finding, marked) for finding in findings]
    return [finding for finding in kept if finding.spans or finding.id != SILENT]


def _without(finding: Finding, marked: set[Place]) -> Finding:
    spans = tuple(mark for mark in finding.spans if mark.place not in marked)
    return replace(finding, spans=spans, question=spans[0].label if spans else "")
