"""Which findings have one root cause, and which of them tells it?

A root cause is a set of open clauses. The gravest finding that hangs on it tells it, the others become its
consequences. A finding which only says that an outcome is open goes where another shows what comes of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..claims.finding import Finding

OPEN = "orders.open_outcome"
_RANK = {"error": 0, "warning": 1, "note": 2}


def one_for_each_cause(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with one for each set of open clauses; what hangs on nothing open is left as it is."""
    told = [finding for finding in findings if finding.id != OPEN]
    causes: dict[frozenset[str], list[Finding]] = {}
    for finding in told:
        if finding.clauses:
            causes.setdefault(frozenset(finding.clauses), []).append(finding)
    shown = {clause for cause in causes for clause in cause}
    bare = [finding for finding in findings if finding.id == OPEN]
    alone = [finding for finding in bare if not set(finding.clauses) <= shown]
    tellers = [_teller(members, bare) for members in causes.values()]
    return [*(finding for finding in told if not finding.clauses), *tellers, *alone]


def _teller(members: Sequence[Finding], bare: Sequence[Finding]) -> Finding:
    """Return the gravest finding of one cause, as grave as anything that is said of its clauses."""
    first, *others = sorted(members, key=_gravity)
    same = [finding for finding in bare if set(finding.clauses) <= set(first.clauses)]
    severity = min((finding.severity for finding in (*members, *same)), key=_RANK.__getitem__)
    also = dict.fromkeys(f"{other.id}: {other.message}" for other in others)
    return replace(first, severity=severity, consequences=(*first.consequences, *also))


def _gravity(finding: Finding) -> tuple[int, int, str, str]:
    return (_RANK[finding.severity], -finding.gravity, finding.id, finding.subject)
