"""How do columns of whole numbers add, multiply and round without ever losing a digit?

A column knows the least and the greatest of its numbers. What surely fits in 64 bits is computed there; everything
else on Python's own integers. A product that does not fit waits as two factors, because rounding it needs only the
quotient of one factor and its remainder. This file knows operators alone; what arrays are is known to ``arrays``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from .wholes import whole

Array = Any  # an array of 64-bit or of Python integers or of truths, or one of these for all rows
LIMIT = 2**62


def in_64_bits(low: int, high: int) -> bool:
    """Return whether all numbers from ``low`` to ``high`` fit in 64 bits, with room to double them."""
    return low > -LIMIT and high < LIMIT


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Whole numbers between ``low`` and ``high``; ``factors`` stand in for ``made`` until it is needed."""

    made: Array
    low: int
    high: int
    factors: tuple[Column, Column] | None = None

    @property
    def fixed(self) -> int | None:
        """Return the one value of all rows, where there is one."""
        return self.low if self.low == self.high else None

    @property
    def fits(self) -> bool:
        """Return whether every number fits in 64 bits, with room to double it."""
        return in_64_bits(self.low, self.high)

    @property
    def data(self) -> Array:
        """Return the numbers themselves: 64-bit where they fit, else Python's."""
        if self.fixed is not None:
            return self.fixed
        if self.factors is None:
            return self.made
        left, right = self.factors
        return wide(left) * wide(right)

    def __add__(self, other: Column) -> Column:
        return combined(lambda a, b: a + b, self, other, (self.low + other.low, self.high + other.high))

    def __sub__(self, other: Column) -> Column:
        return combined(lambda a, b: a - b, self, other, (self.low - other.high, self.high - other.low))

    def __mul__(self, other: Column | int) -> Column:
        right = same(other) if isinstance(other, int) else other
        if self.fixed == 1 or right.fixed == 1:
            return right if self.fixed == 1 else self
        low, high = _ends(self, right, lambda a, b: a * b)
        if in_64_bits(low, high) and self.fits and right.fits:
            return combined(lambda a, b: a * b, self, right, (low, high))
        return Column(None, low, high, _factors(self, right))

    def __neg__(self) -> Column:
        if self.factors is not None:
            left, right = self.factors
            return Column(None, -self.high, -self.low, (left, -right))
        return Column(None if self.fixed is not None else -self.made, -self.high, -self.low)


def same(value: int) -> Column:
    """Return a column of one number."""
    return Column(None, value, value)


def wide(column: Column) -> Array:
    """Return the numbers as Python's integers, which have no end."""
    data = column.data
    return data if isinstance(data, int) else data.astype(object)


def combined(op: Callable[[Array, Array], Array], left: Column, right: Column, ends: tuple[int, int]) -> Column:
    """Return ``op`` of two columns, whose result lies within ``ends``: in 64 bits where all three fit."""
    low, high = ends
    narrow = in_64_bits(low, high)
    if low == high:
        return same(low)
    if narrow and left.fits and right.fits:
        return Column(op(left.data, right.data), low, high)
    made = op(wide(left), wide(right))
    return Column(made.astype("int64") if narrow else made, low, high)


def _ends(left: Column, right: Column, op: Callable[[int, int], int]) -> tuple[int, int]:
    corners = [op(a, b) for a, b in product((left.low, left.high), (right.low, right.high))]
    return min(corners), max(corners)


def _factors(left: Column, right: Column) -> tuple[Column, Column]:
    """Return two factors of the product, such that a third one is drawn into the smaller of the first two."""
    for pair, third in ((left, right), (right, left)):
        if pair.factors is not None and third.factors is None:
            first, second = sorted(pair.factors, key=lambda factor: factor.high - factor.low)
            drawn = first * third
            if drawn.factors is None and drawn.fits:
                return drawn, second
    return left, right


def to_whole(above: Column, below: Column, mode: str) -> Column:
    """Return ``above / below`` as whole numbers in a rounding mode; every number of ``below`` is above zero."""
    ends = _ends(above, below, lambda a, b: whole(a, b, mode) or 0)
    if ends[0] == ends[1]:
        return same(ends[0])
    floor, rest = _split(above, below)
    divisor = below.data
    if not isinstance(divisor, int) and floor.dtype == object:
        divisor = divisor.astype(object)
    made = floor + _carry(floor, rest, divisor, mode)
    narrow = in_64_bits(*ends)
    return Column(made.astype("int64") if narrow and made.dtype == object else made, *ends)


def _carry(floor: Array, rest: Array, below: Array, mode: str) -> Array:
    """Return the truth that the quotient goes up from ``floor``; ``floor`` is negative where the quotient is."""
    match mode:
        case "floor":
            return 0
        case "ceil":
            return rest > 0
        case "toward zero":
            return (rest > 0) & (floor < 0)
        case "away from zero":
            return (rest > 0) & (floor >= 0)
        case "half up":
            return 2 * rest >= below
        case "half even":
            return (2 * rest > below) | ((2 * rest == below) & (floor % 2 == 1))
        case _:
            return (2 * rest > below) | ((2 * rest == below) & (floor >= 0))


def _split(above: Column, below: Column) -> tuple[Array, Array]:
    """Return the floor of the quotient and the remainder, in 64 bits where they fit."""
    divisor = below.fixed
    if divisor is not None and above.factors is not None:
        for factor, other in (above.factors, above.factors[::-1]):
            found = _split_product(factor, other, divisor)
            if found is not None:
                return found
    narrow = above.fits and below.fits
    dividend, by = (above.data, below.data) if narrow else (wide(above), wide(below))
    floor = dividend // by
    return floor, dividend - floor * by


def _split_product(factor: Column, other: Column, divisor: int) -> tuple[Array, Array] | None:
    """Return quotient and remainder of ``factor * other``: the quotient of ``factor`` first, then of what remains."""
    if not factor.fits or not other.fits:
        return None
    size = max(abs(other.low), abs(other.high))
    hops = max(abs(factor.low), abs(factor.high)) // divisor + 1
    if divisor * max(size, 2) >= LIMIT or hops * size >= LIMIT:
        return None
    high = factor.data // divisor
    low = factor.data - high * divisor
    rest = low * other.data
    floor = rest // divisor
    return high * other.data + floor, rest - floor * divisor
