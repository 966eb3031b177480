"""Does a witness really break a claim: worked out again by the exact reading, and nothing else?"""

from __future__ import annotations

from collections.abc import Mapping

from ..claims.claim import Claim
from ..language.domains import Value
from ..readings.exact import Env, Undefined, exact
from .options import Reading


def environment(values: Mapping[str, Value], reading: Reading) -> Env:
    """Return inputs and reading as one environment."""
    return Env({**values, **reading.values}, reading.choices)


def in_domain(claim: Claim, values: Mapping[str, Value]) -> bool:
    """Return whether every input lies in its declared domain."""
    return all(variable.domain.holds(values[variable.name]) for variable in claim.variables if variable.name in values)


def meets(claim: Claim, env: Env) -> bool:
    """Return whether all assumptions of the claim hold; an undefined one does not."""
    try:
        return all(exact(given, env) is True for given in claim.given)
    except Undefined:
        return False


def breaks(claim: Claim, values: Mapping[str, Value], reading: Reading) -> bool:
    """Return whether the inputs are in their domains, meet the assumptions, and make the claim false."""
    env = environment(values, reading)
    if not in_domain(claim, env.values) or not meets(claim, env):
        return False
    try:
        return exact(claim.shown, env) is False
    except Undefined:
        return False
