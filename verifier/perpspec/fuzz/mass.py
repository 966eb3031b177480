"""Can random inputs break a claim? (first version: over the exact interpreter)"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..claims.claim import Claim
from ..language.domains import Finite, Value, Variable
from ..readings.exact import Env, Undefined, exact


@dataclass(frozen=True, slots=True)
class Hunt:
    """How many cases were tried, how many met the assumptions, and the first that broke the claim."""

    cases: int
    met: int
    witness: Mapping[str, Value] | None
    method: str


def hunt(claim: Claim, choices: Mapping[str, int], values: Mapping[str, Value], cases: int, seed: int) -> Hunt:
    """Return the first of ``cases`` seeded inputs that meets the assumptions and makes the claim false."""
    dice = random.Random(seed)
    met = 0
    for case in range(min(cases, 200)):
        inputs = {v.name: _draw(v, dice) for v in claim.variables if v.name not in values}
        env = Env({**inputs, **values}, choices)
        try:
            if all(exact(given, env) is True for given in claim.given):
                met += 1
                if exact(claim.shown, env) is False:
                    return Hunt(case + 1, met, inputs, "exact")
        except Undefined:
            continue
    return Hunt(min(cases, 200), met, None, "exact")


def _draw(variable: Variable, dice: random.Random) -> Value:
    domain = variable.domain
    if isinstance(domain, Finite):
        return dice.choice(domain.values)
    low = domain.low if domain.low is not None else Fraction(-1_000_000)
    high = domain.high if domain.high is not None else low + 2_000_000
    found = low + (high - low) * Fraction(dice.randint(0, 1000), 1000)
    return found if domain.holds(found) else (low + high) / 2
