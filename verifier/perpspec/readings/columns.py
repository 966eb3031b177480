"""How do columns of whole numbers add, multiply and round without ever losing a digit?

A column knows the least and the greatest of its numbers. What surely fits in 64 bits is computed there; everything
else on Python's own integers. A sum of products that does not fit waits as its factors, because rounding it needs only
quotients and remainders of factors. This file knows operators alone; what arrays are is known to ``arrays``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from .wholes import whole

Array = Any  # an array of 64-bit or of Python integers or of truths, or one of these for all rows
LIMIT = 2**62
MOST_TERMS = 8
TERM_LIMIT = LIMIT // MOST_TERMS


def in_64_bits(low: int, high: int) -> bool:
    """Return whether all numbers from ``low`` to ``high`` fit in 64 bits, with room to double them."""
    return low > -LIMIT and high < LIMIT


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Whole numbers between ``low`` and ``high``; the sum of the products ``terms`` stands in for ``made``."""

    made: Array
    low: int
    high: int
    terms: tuple[tuple[Column, Column], ...] = ()

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
        return sum(wide(left) * wide(right) for left, right in self.terms) if self.terms else self.made

    def __add__(self, other: Column) -> Column:
        low, high = self.low + other.low, self.high + other.high
        if in_64_bits(low, high):
            return combined(operator.add, self, other, (low, high))
        return _waiting((*_terms(self), *_terms(other)), low, high)

    def __sub__(self, other: Column) -> Column:
        low, high = self.low - other.high, self.high - other.low
        if in_64_bits(low, high):
            return combined(operator.sub, self, other, (low, high))
        return _waiting((*_terms(self), *_terms(-other)), low, high)

    def __mul__(self, other: Column | int) -> Column:
        right = same(other) if isinstance(other, int) else other
        if self.fixed == 1 or right.fixed == 1:
            return right if self.fixed == 1 else self
        low, high = _ends(self, right, operator.mul)
        if in_64_bits(low, high):
            return combined(operator.mul, self, right, (low, high))
        return _product(self, right, low, high)

    def __neg__(self) -> Column:
        terms = tuple((left, -right) for left, right in self.terms)
        made = None if self.fixed is not None or terms else -self.made
        return Column(made, -self.high, -self.low, terms)


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


def _terms(column: Column) -> tuple[tuple[Column, Column], ...]:
    return column.terms or ((column, same(1)),)


def _waiting(terms: tuple[tuple[Column, Column], ...], low: int, high: int) -> Column:
    """Return a sum that waits as its terms, unless there are too many of them."""
    waiting = Column(None, low, high, terms)
    return waiting if len(terms) <= MOST_TERMS else Column(waiting.data, low, high)


def _product(left: Column, right: Column, low: int, high: int) -> Column:
    """Return a product that waits as terms: a third factor is drawn into the smaller of two."""
    if not left.terms and not right.terms:
        return Column(None, low, high, ((left, right),))
    several, one = (left, right) if left.terms else (right, left)
    drawn = [_drawn(term, one) for term in several.terms]
    known = tuple(term for term in drawn if term is not None)
    if one.terms or len(known) < len(drawn):
        return Column(wide(left) * wide(right), low, high)
    return Column(None, low, high, known)


def _drawn(term: tuple[Column, Column], factor: Column) -> tuple[Column, Column] | None:
    """Return the term times ``factor`` as two factors that fit in 64 bits, if there are such."""
    for one, other in (term, term[::-1]):
        if other.fits and in_64_bits(*_ends(one, factor, operator.mul)):
            return one * factor, other
    return None


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
    if divisor is not None and not above.fits:
        parts = [_split_term(term, divisor) for term in _terms(above)]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            return _added_up(known, divisor)
    narrow = above.fits and below.fits
    dividend, by = (above.data, below.data) if narrow else (wide(above), wide(below))
    floor = dividend // by
    return floor, dividend - floor * by


def _split_term(term: tuple[Column, Column], divisor: int) -> tuple[Array, Array] | None:
    """Return quotient and remainder of a product: of one factor first, then of what remains of it times the other."""
    for one, other in (term, term[::-1]):
        size = max(abs(other.low), abs(other.high), 2)
        hops = max(abs(one.low), abs(one.high)) // divisor + 1
        if one.fits and divisor * size < TERM_LIMIT and hops * size < TERM_LIMIT:
            high = one.data // divisor
            rest = (one.data - high * divisor) * other.data
            floor = rest // divisor
            return high * other.data + floor, rest - floor * divisor
    return None


def _added_up(parts: list[tuple[Array, Array]], divisor: int) -> tuple[Array, Array]:
    floor, rest = parts[0]
    if len(parts) == 1:
        return floor, rest
    for more_floor, more_rest in parts[1:]:
        floor, rest = floor + more_floor, rest + more_rest
    carry = rest // divisor
    return floor + carry, rest - carry * divisor
