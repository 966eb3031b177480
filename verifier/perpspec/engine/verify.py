"""What has the catalogue to say about some specs?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from .. import __version__
from ..claims.claim import Claim
from ..claims.finding import Evidence, Finding, Outcome, Report, Verdict
from ..claims.machine_claim import MachineClaim
from ..load.load import Spec
from . import machine_findings, machines
from .ask import Answered, ask
from .causes import one_for_each_cause
from .collect import finding_of, grouped, outcome_of
from .options import Options
from .parallel import answers
from .plan import plan
from .silences import unnamed

WORTH_A_SEARCH = 4  # a search through all states takes longer than a process to start
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was asked, with the claims that it stands for, and its answer."""

    claims: tuple[Claim, ...]
    answered: Answered


def verify(specs: Sequence[Spec], options: Options, progress: Progress | None = None) -> Report:
    """Return the findings and outcomes of every selected check on every spec, in an order fixed by their content."""
    return reported(specs, options, progress)[0]


def reported(
    specs: Sequence[Spec], options: Options, progress: Progress | None = None
) -> tuple[Report, tuple[Asked, ...]]:  # fmt: skip
    """Return the same report, and each question about numbers with its answer, for who shows how a witness is worked out."""
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    asked: list[Asked] = []
    for spec in specs:
        found, answered, questions = _one(spec, options, progress)
        findings += found
        outcomes += answered
        asked += questions
    described = tuple({"id": spec.venue.id, "path": spec.venue.folder, "as_of": spec.venue.as_of} for spec in specs)
    ordered = tuple(sorted(findings, key=_order))
    named = tuple(sorted(outcomes, key=_name))
    return Report(f"perpspec {__version__}", described, ordered, named, options.seed, options.budget), tuple(asked)


def _one(spec: Spec, options: Options, progress: Progress | None) -> tuple[list[Finding], list[Outcome], list[Asked]]:
    planned = plan(spec, options)
    findings, outcomes = list(planned.findings), list(planned.outcomes)
    outcomes += [outcome_of_finding(finding) for finding in planned.findings]
    hanging: list[tuple[Claim, Answered]] = []
    asked: list[Asked] = []
    claims = [_merged(group) for group in planned.claims]
    for index, (answered, seconds) in enumerate(answers(partial(_timed, options), claims)):
        claim = claims[index]
        asked.append(Asked(planned.claims[index], answered))
        if progress:
            progress(f"{spec.venue.id} {claim.check}", index + 1, len(claims))
        outcomes.append(replace(outcome_of(claim, answered, spec, options), seconds=seconds))
        if answered.verdict == Verdict.DEPENDS:
            hanging.append((claim, answered))
        elif answered.verdict in (Verdict.REFUTED, Verdict.VACUOUS):
            findings.append(finding_of(claim, answered, spec))
    moved, played = _machines(planned.machines, spec, options)
    return unnamed(one_for_each_cause(findings + grouped(hanging, spec) + moved)), outcomes + played, asked


def _machines(claims: Sequence[MachineClaim], spec: Spec, options: Options) -> tuple[list[Finding], list[Outcome]]:
    findings, outcomes = [], []
    timed = answers(partial(_searched, options), claims, WORTH_A_SEARCH, together=1)
    for claim, (answered, seconds) in zip(claims, timed, strict=True):
        outcomes.append(replace(machine_findings.outcome_of(claim, answered), seconds=seconds))
        if answered.verdict in (Verdict.DEPENDS, Verdict.REFUTED):
            findings.append(machine_findings.finding_of(claim, answered, spec))
    return findings, outcomes


def _searched(options: Options, claim: MachineClaim) -> tuple[machines.Answered, float]:
    start = perf_counter()
    return machines.answer(claim, options.budget), perf_counter() - start


def _timed(options: Options, claim: Claim) -> tuple[Answered, float]:
    start = perf_counter()
    return ask(claim, options), perf_counter() - start


def outcome_of_finding(finding: Finding) -> Outcome:
    """Return the outcome that stands for a finding which a check settled by itself."""
    evidence = Evidence("by inspection", finding.basis)
    return Outcome(
        f"{finding.id}:{finding.subject}", finding.id, finding.venue, finding.verdict, evidence, markets=finding.markets
    )


def _merged(group: tuple[Claim, ...]) -> Claim:
    markets = tuple(dict.fromkeys(market for claim in group for market in claim.markets))
    return replace(group[0], markets=markets)


_RANK = {"error": 0, "warning": 1, "note": 2}


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.spans[0].place if finding.spans else None
    at = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (finding.venue, _RANK[finding.severity], -finding.gravity, finding.id, at, finding.subject)


def _name(outcome: Outcome) -> tuple[str, str]:
    return (outcome.venue, outcome.claim)
