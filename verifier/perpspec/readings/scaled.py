"""How do amounts add, multiply and compare when each is a whole number over a known denominator?

One arithmetic for every carrier of whole numbers: the text of a generated function, and columns of an array. An
amount is ``above / scale``, or ``above / (scale * below)`` where it was divided by something that is not constant;
``scale`` and ``below`` are above zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Generic, Protocol, Self, TypeVar

from ..language.tree import Step


class Whole(Protocol):
    """A whole number that is not known yet; ``fixed`` is its value where it is known after all."""

    @property
    def fixed(self) -> int | None: ...
    def __add__(self, other: Self) -> Self: ...
    def __sub__(self, other: Self) -> Self: ...
    def __mul__(self, other: Self | int) -> Self: ...
    def __neg__(self) -> Self: ...


W = TypeVar("W", bound=Whole)


@dataclass(frozen=True, slots=True)
class Scaled(Generic[W]):
    """The amount ``above / (scale * below)``; a missing ``below`` is one."""

    above: W
    scale: int = 1
    below: W | None = None


def constant(amount: Scaled[W]) -> Fraction | None:
    """Return the value of an amount that depends on nothing, else None."""
    known = amount.above.fixed
    return None if known is None or amount.below is not None else Fraction(known, amount.scale)


def times(amount: Scaled[W], factor: Fraction) -> Scaled[W]:
    """Return ``amount * factor`` over the smallest denominator that needs no division."""
    common = math.gcd(factor.numerator, amount.scale)
    above = amount.above * (factor.numerator // common)
    return Scaled(above, amount.scale // common * factor.denominator, amount.below)


def negated(amount: Scaled[W]) -> Scaled[W]:
    """Return ``-amount``."""
    return Scaled(-amount.above, amount.scale, amount.below)


def added(left: Scaled[W], right: Scaled[W]) -> Scaled[W]:
    """Return ``left + right``."""
    (first, second), scale, below = aligned((left, right))
    return Scaled(first + second, scale, below)


def subtracted(left: Scaled[W], right: Scaled[W]) -> Scaled[W]:
    """Return ``left - right``."""
    (first, second), scale, below = aligned((left, right))
    return Scaled(first - second, scale, below)


def multiplied(left: Scaled[W], right: Scaled[W]) -> Scaled[W]:
    """Return ``left * right``."""
    for one, other in ((left, right), (right, left)):
        factor = constant(other)
        if factor is not None:
            return times(one, factor)
    return Scaled(left.above * right.above, left.scale * right.scale, _product(left.below, right.below))


def aligned(parts: Sequence[Scaled[W]]) -> tuple[list[W], int, W | None]:
    """Return whole numbers for ``parts`` over one denominator, and that denominator as scale and below."""
    scale = math.lcm(*(part.scale for part in parts))
    belows = _distinct([part.below for part in parts])
    found = []
    for part in parts:
        above = part.above * (scale // part.scale)
        for below in belows:
            above = above if below is part.below else above * below
        found.append(above)
    shared: W | None = None
    for below in belows:
        shared = _product(shared, below)
    return found, scale, shared


def _distinct(belows: Sequence[W | None]) -> list[W]:
    found: list[W] = []
    for below in belows:
        if below is not None and not any(below is known for known in found):
            found.append(below)
    return found


def _product(left: W | None, right: W | None) -> W | None:
    if left is None or right is None:
        return right if left is None else left
    return left * right


def quotient(left: Scaled[W], right: Scaled[W]) -> tuple[Scaled[W], W]:
    """Return ``top`` and ``divisor`` such that ``left / right`` is ``top / divisor``; its sign is not known."""
    common = math.gcd(left.scale, right.scale)
    above = left.above * (right.scale // common)
    if right.below is not None:
        above = above * right.below
    return Scaled(above, left.scale // common, left.below), right.above


def threshold(op: str, bound: Fraction) -> int | None:
    """Return the whole number ``t`` for which ``n op t`` says ``n op bound`` of every whole ``n``.

    None where ``bound`` is not whole and ``op`` is ``==`` or ``!=``: no whole number equals it.
    """
    match op:
        case ">" | "<=":
            return math.floor(bound)
        case ">=" | "<":
            return math.ceil(bound)
        case _:
            return bound.numerator if bound.denominator == 1 else None


FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def ladder(rows: Sequence[Step]) -> tuple[Fraction, ...] | None:
    """Return the upper bounds of rows that follow on each other without hole or overlap, else None.

    The last row may be without a bound; then there is one bound less than there are rows.
    """
    for before, after in pairwise(rows):
        if before.up_to is None or before.up_to != after.over or before.upper_inclusive != after.upper_inclusive:
            return None
    bounds = tuple(row.up_to for row in rows if row.up_to is not None)
    rising = all(low < high for low, high in pairwise(bounds))
    first = rows[0].over if rows else None
    return bounds if rows and rising and (first is None or not bounds or first < bounds[0]) else None
