"""Which small, round inputs break a claim as well as the ones that were found?

One input after the other is replaced by the plainest value that still breaks the claim: an end of its domain, a
constant of the claim, one step beside one, a round number, or its own value with fewer digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..claims.claim import Claim
from ..language.domains import Finite, Range, Value, Variable
from ..language.tree import Num
from ..readings.exact import rounded
from .options import Reading
from .replay import breaks

_ROUND = tuple(Fraction(d) * Fraction(10) ** e for e in range(8) for d in (1, 2, 5))
_SMALL = tuple(Fraction(d, 10**e) for e in (4, 3, 2, 1) for d in (1, 2, 5))


def plain_witness(claim: Claim, values: Mapping[str, Value], reading: Reading) -> dict[str, Value]:
    """Return inputs that break the claim, each as plain as the others allow; ``values`` must break it."""
    found = dict(values)
    constants = constants_of(claim)
    for _ in range(2):
        for variable in claim.variables:
            if variable.name in found and not variable.silent:
                found[variable.name] = _plainest(claim, found, reading, variable, constants)
    return found


def _plainest(claim: Claim, values: Mapping[str, Value], reading: Reading, variable: Variable, constants: list[Num]) -> Value:
    old = values[variable.name]
    for candidate in candidates(variable, old, constants):
        if candidate == old or (
            variable.domain.holds(candidate) and breaks(claim, {**values, variable.name: candidate}, reading)
        ):
            return candidate
    return old


def candidates(variable: Variable, old: Value, constants: list[Num]) -> Iterator[Value]:
    """Yield values for an input, the plainest first; some may lie outside its domain."""
    match variable.domain:
        case Finite(values=values):
            yield from values
        case Range(low=low, high=high):
            yield from _numbers(variable, low, high, constants)
            if isinstance(old, Fraction):
                yield from _fewer_digits(old, variable.step)


def _numbers(variable: Variable, low: Fraction | None, high: Fraction | None, constants: list[Num]) -> Iterator[Fraction]:
    step = variable.step or Fraction(1)
    yield Fraction(0)
    for end in (low, high):
        if end is not None:
            yield from (end, end + step, end - step)
    for literal in constants:
        if literal.kind == variable.kind:
            yield from (literal.value, -literal.value, literal.value + step, literal.value - step)
    for number in _ROUND:
        yield from (number, -number)
    if variable.step is None:
        for number in reversed(_SMALL):
            yield from (number, -number)


def _fewer_digits(old: Fraction, step: Fraction | None) -> Iterator[Fraction]:
    if step is not None:
        yield from (rounded(old, step, "half up"), rounded(old, step, "floor"), rounded(old, step, "ceil"))
    size = 0
    while abs(old) >= Fraction(10) ** (size + 1):
        size += 1
    while old and abs(old) < Fraction(10) ** size and size > -12:
        size -= 1
    for digits in range(1, 9):
        grid = Fraction(10) ** (size - digits + 1)
        yield from (rounded(old, grid, "half up"), rounded(old, grid, "floor"), rounded(old, grid, "ceil"))


def constants_of(claim: Claim) -> list[Num]:
    """Return the numbers written in a claim, the smallest first, at most 60 of them."""
    return sorted(claim.parts.numbers, key=lambda literal: (abs(literal.value), literal.value))[:60]
