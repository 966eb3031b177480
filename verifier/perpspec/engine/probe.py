"""Does the exact reading agree with a closed form at a few telling inputs?

The closed form is complete; this asks an independent reading of the same claim at ends of domains, at constants of
the claim and beside them, so that a fault of ours shows itself in every run.
"""

from __future__ import annotations

from itertools import islice
from random import Random

from ..claims.claim import Claim
from ..language.domains import Value, Variable
from ..language.tree import Num
from .options import Reading, ToolFault
from .plain import candidates, constants_of
from .replay import breaks

PROBES = 6
MOST = 24


def probed(claim: Claim, reading: Reading, seed: int) -> int:
    """Return how many inputs were tried; raise ``ToolFault`` if one of them breaks a claim that was proved."""
    dice = Random(f"{seed} {claim.id}")
    constants = constants_of(claim)
    inputs = [v for v in claim.variables if v.name not in reading.values]
    drawn = {variable.name: _drawn(variable, constants) for variable in inputs}
    tried = 0
    for probe in range(PROBES if all(drawn.values()) else 0):
        plainest = probe < PROBES // 2
        values: dict[str, Value] = {
            name: found[probe % len(found)] if plainest else dice.choice(found) for name, found in drawn.items()
        }
        tried += 1
        if breaks(claim, values, reading):
            raise ToolFault(f"{claim.id}: the closed form proves what {values} refutes")
    return tried


def _drawn(variable: Variable, constants: list[Num]) -> list[Value]:
    inside = (value for value in candidates(variable, "", constants) if variable.domain.holds(value))
    return list(islice(inside, MOST))
