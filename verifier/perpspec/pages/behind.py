"""Which claim lies behind a finding, and how is its witness worked out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..claims.claim import Claim
from ..claims.finding import Finding, Verdict
from ..engine.ask import Answered, ask, open_choices
from ..engine.options import Options, Reading
from ..engine.replay import environment
from ..engine.verify import Asked
from ..load.load import Spec
from ..report.steps import Worked
from .arithmetic import worked_steps


@dataclass(frozen=True, slots=True)
class Behind:
    """What was asked, and the arithmetic of the witness in the failing and in the holding reading."""

    claim: Claim
    fails: tuple[Worked, ...] = ()
    holds: tuple[Worked, ...] = ()


@dataclass(frozen=True)
class Claims:
    """The claims that a spec was asked, by their checks, and their answers."""

    spec: Spec
    asked: tuple[Asked, ...]

    @cached_property
    def known(self) -> Mapping[str, list[Claim]]:
        """Return the claims of each check."""
        found: dict[str, list[Claim]] = {}
        for one in self.asked:
            for claim in one.claims:
                found.setdefault(claim.check, []).append(claim)
        return found

    @cached_property
    def answers(self) -> Mapping[int, Answered]:
        """Return the answer to each claim that was itself asked; another's may have other names for the same inputs."""
        return {id(one.claims[0]): one.answered for one in self.asked}

    def behind(self, finding: Finding) -> Behind | None:
        """Return what lies behind a finding, None where a check settled it by looking."""
        claim = claim_behind(finding, self.known.get(finding.id, ()))
        if claim is None:
            return None
        answered = self.answers.get(id(claim))
        return _worked(claim, ask(claim, Options()) if answered is None else answered, self.spec)


def claim_behind(finding: Finding, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim whose answer a finding reports: the gravest of those that hang on its clauses."""
    if finding.verdict is not Verdict.DEPENDS:
        return next((claim for claim in claims if claim.subject == finding.subject), None)
    hinges = set(finding.subject.split("+"))
    hanging = [c for c in claims if hinges <= {*open_choices(c), *(v.name for v in c.variables if v.silent)}]
    return min(hanging, key=lambda claim: (-claim.gravity, claim.id), default=None)


def _worked(claim: Claim, answered: Answered, spec: Spec) -> Behind:
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
