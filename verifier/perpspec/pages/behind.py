"""Which claim lies behind a finding, and how is its witness worked out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..claims.claim import Claim
from ..claims.finding import Finding, Verdict
from ..engine.ask import Answered, ask, open_choices
from ..engine.options import Options, Reading
from ..engine.plan import plan
from ..engine.replay import environment
from ..load.load import Spec
from ..report.steps import Worked
from .arithmetic import worked_steps


@dataclass(frozen=True, slots=True)
class Behind:
    """What was asked, and the arithmetic of the witness in the failing and in the holding reading."""

    claim: Claim
    fails: tuple[Worked, ...] = ()
    holds: tuple[Worked, ...] = ()


@dataclass
class Claims:
    """The claims that a spec is asked, by their checks."""

    spec: Spec
    known: dict[str, list[Claim]] = field(default_factory=dict)

    def of(self, check: str) -> Sequence[Claim]:
        """Return the claims of one check."""
        if not self.known:
            for group in plan(self.spec, Options()).claims:
                for claim in group:
                    self.known.setdefault(claim.check, []).append(claim)
        return self.known.get(check, [])

    def behind(self, finding: Finding) -> Behind | None:
        """Return what lies behind a finding, None where a check settled it by looking."""
        claim = claim_behind(finding, self.of(finding.id))
        return None if claim is None else _worked(claim, self.spec)


def claim_behind(finding: Finding, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim whose answer a finding reports: the gravest of those that hang on its clauses."""
    if finding.verdict is not Verdict.DEPENDS:
        return next((claim for claim in claims if claim.subject == finding.subject), None)
    hinges = set(finding.subject.split("+"))
    hanging = [c for c in claims if hinges <= {*open_choices(c), *(v.name for v in c.variables if v.silent)}]
    return min(hanging, key=lambda claim: (-claim.gravity, claim.id), default=None)


def _worked(claim: Claim, spec: Spec) -> Behind:
    answered = ask(claim, Options())
    if answered.decided.witness is None:
        return Behind(claim)
    holding = answered.holding if answered.verdict is Verdict.DEPENDS else None
    return Behind(claim, tuple(_steps(claim, answered, answered.failing, spec)), tuple(_steps(claim, answered, holding, spec)))


def _steps(claim: Claim, answered: Answered, reading: Reading | None, spec: Spec) -> Iterator[Worked]:
    if reading is None:
        return
    env = environment(answered.decided.witness or {}, reading)
    kinds = {variable.name: variable.kind for variable in claim.variables}
    for given in claim.given:
        yield from worked_steps("assumed", given, env, spec, kinds)
    yield from worked_steps("to be shown", claim.shown, env, spec, kinds)
