"""What is a claim under one reading, made ready for testing, and what comes of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..claims.claim import Claim
from ..language.domains import Value, Variable
from ..language.tree import Expr
from ..readings.exact import Env, exact
from ..readings.rebuild import chosen
from .equations import solved
from .pools import Pool, Raw, pools


@dataclass(frozen=True, slots=True)
class Hunt:
    """How many cases were tried, how many met the assumptions, and the first that broke the claim."""

    cases: int
    met: int
    witness: Mapping[str, Value] | None
    method: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The formulas of a claim with the reading's choices in place, its free inputs, and how they are drawn.

    ``bound`` has the trees of the inputs that follow from these.
    """

    given: tuple[Expr, ...]
    shown: Expr
    variables: tuple[Variable, ...]
    pools: tuple[Pool, ...]
    scales: Mapping[str, int]
    bound: Mapping[str, Expr]


def prepared(claim: Claim, choices: Mapping[str, int], values: Mapping[str, Value]) -> Ground:
    """Return the claim with the reading's choices and values in place."""
    memo: dict[int, Expr] = {}
    given = tuple(chosen(part, choices, values, memo) for part in claim.given)
    shown = chosen(claim.shown, choices, values, memo)
    variables = tuple(variable for variable in claim.variables if variable.name not in values)
    free = solved(given, shown, variables)
    made, scales = pools(free.variables, (*free.given, free.shown))
    return Ground(free.given, free.shown, free.variables, made, scales, free.bound)


def witness(ground: Ground, raw: Sequence[Raw]) -> dict[str, Value]:
    """Return raw values as the inputs they stand for."""
    drawn = {v.name: _value(item, ground.scales.get(v.name)) for v, item in zip(ground.variables, raw, strict=True)}
    return drawn | {name: exact(tree, Env(drawn)) for name, tree in ground.bound.items()}


def _value(raw: Raw, scale: int | None) -> Value:
    return Fraction(int(raw), scale) if scale is not None else bool(raw) if isinstance(raw, int) else raw
