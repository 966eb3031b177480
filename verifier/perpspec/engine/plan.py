"""Which questions are asked of a spec, and which of them are the same question?"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from ..checks.catalogue import catalogue
from ..checks.info import Check
from ..claims.claim import Claim
from ..claims.finding import Evidence, Finding, Outcome, Verdict
from ..claims.machine_claim import MachineClaim
from ..load.load import Spec
from ..readings.rebuild import unmarked
from .options import Options


@dataclass(frozen=True, slots=True)
class Plan:
    """The distinct claims of a spec, each with the claims it stands for, and what checks have already settled."""

    claims: tuple[tuple[Claim, ...], ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    machines: tuple[MachineClaim, ...] = ()


def plan(spec: Spec, options: Options) -> Plan:
    """Return every question of the catalogue about ``spec``; equal claims of one check are asked once."""
    groups: dict[tuple[str, Hashable], list[Claim]] = {}
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    machines: list[MachineClaim] = []
    for check in selected(options):
        asked = 0
        for question in check.questions(spec):
            asked += 1
            match question:
                case Claim():
                    groups.setdefault((check.info.id, _content(question)), []).append(_of(question, spec))
                case MachineClaim():
                    machines.append(replace(question, venue=spec.venue.id, as_of=spec.venue.as_of))
                case Finding():
                    findings.append(replace(question, venue=spec.venue.id, as_of=spec.venue.as_of))
                case Outcome():
                    outcomes.append(replace(question, venue=spec.venue.id))
        if not asked:
            outcomes.append(_skipped(check, spec))
    return Plan(tuple(tuple(group) for group in groups.values()), tuple(findings), tuple(outcomes), tuple(machines))


def selected(options: Options) -> Iterator[Check]:
    """Yield the checks of a run: all, or those whose id or topic was named."""
    for check in catalogue():
        if not options.only or any(check.info.id == name or check.info.id.startswith(f"{name}.") for name in options.only):
            yield check


def _of(claim: Claim, spec: Spec) -> Claim:
    return replace(claim, venue=spec.venue.id, as_of=spec.venue.as_of)


def _content(claim: Claim) -> Hashable:
    """Return what two claims share exactly when one answer serves both, finding and all."""
    if claim.content:
        return claim.content
    bare = tuple(unmarked(expr) for expr in (*claim.given, claim.shown))
    return (bare, claim.variables, claim.wording.message)


def _skipped(check: Check, spec: Spec) -> Outcome:
    evidence = Evidence("none", "the spec says nothing that this check asks about")
    return Outcome(check.info.id, check.info.id, spec.venue.id, Verdict.SKIPPED, evidence)
