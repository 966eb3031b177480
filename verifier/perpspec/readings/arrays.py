"""Which operations on whole columns of exact numbers does numpy do for us?

The one place that imports numpy. Nothing here rounds: a column that may not fit in 64 bits holds Python's integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, Literal

import numpy as np

from ..language.domains import Value
from .columns import LIMIT, Array, Column, combined, in_64_bits, same, wide
from .written import OPERATORS

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of one formula: whole numbers over ``scale`` and ``below``, truths or words; undefined where ``bad``."""

    data: Array
    bad: Array
    scale: int | None = None
    below: Array = 1

    def value(self, row: int) -> Value | None:
        """Return the exact value in a row, None where it is undefined."""
        if item(self.bad, row):
            return None
        data = item(self.data, row)
        if self.scale is None:
            assert isinstance(data, (bool, str)), "an amount has a scale"
            return data
        return Fraction(data, item(self.below, row) * self.scale)


def item(column: Array, row: int) -> Any:
    """Return what stands in a row, as a value of Python's own."""
    found = column[row] if isinstance(column, np.ndarray) else column
    return found.item() if isinstance(found, np.generic) else found


def as_column(numbers: Any) -> Array:
    """Return whole numbers as 64-bit integers where they fit, else as Python's."""
    known = numbers if isinstance(numbers, np.ndarray) else np.array(numbers, dtype=object)
    narrow = in_64_bits(int(known.min()), int(known.max()))
    return known.astype(np.int64 if narrow else object, copy=False)


def whole_column(numbers: Any) -> Column:
    """Return a column of whole numbers with its least and its greatest."""
    known = as_column(numbers)
    return Column(known, int(known.min()), int(known.max()))


def truth_column(truths: Any) -> Array:
    """Return a column of truths."""
    return np.asarray(truths, dtype=bool)


def word_column(words: Any) -> Array:
    """Return a column of words."""
    return np.asarray(words, dtype=object)


def random_column(octets: bytes) -> Array:
    """Return one whole number from 0 to 2^63 - 1 for each eight octets."""
    return (np.frombuffer(octets, dtype="<u8") >> np.uint64(1)).astype(np.int64)


def first_true(truths: Array) -> int | None:
    """Return the first row in which a truth holds."""
    if not isinstance(truths, np.ndarray):
        return 0 if truths else None
    row = int(truths.argmax())
    return row if truths[row] else None


def how_many(truths: Array, rows: int) -> int:
    """Return in how many of the first ``rows`` rows a truth holds."""
    return int(np.count_nonzero(truths[:rows])) if isinstance(truths, np.ndarray) else rows * bool(truths)


def compared(op: str, left: Column, right: Column) -> Array:
    """Return in which rows the comparison holds."""
    if left.fixed is not None and right.fixed is not None:
        return OPERATORS[op](left.fixed, right.fixed)
    if left.fits and right.fits:
        return OPERATORS[op](left.data, right.data)
    return OPERATORS[op](wide(left), wide(right))


def either(cond: Array, left: Column, right: Column) -> Column:
    """Return ``left`` where ``cond`` holds and ``right`` elsewhere."""
    if isinstance(cond, bool):
        return left if cond else right
    ends = min(left.low, right.low), max(left.high, right.high)
    return combined(lambda a, b: np.where(cond, a, b), left, right, ends)


def either_mark(cond: Array, left: Array, right: Array) -> Array:
    """Return truths or words: ``left`` where ``cond`` holds and ``right`` elsewhere."""
    if isinstance(cond, bool):
        return left if cond else right
    if isinstance(left, (bool, str)) and isinstance(right, (bool, str)) and left == right:
        return left
    if _is_words(left) or _is_words(right):
        return np.where(cond, np.asarray(left, dtype=object), np.asarray(right, dtype=object))
    return np.where(cond, left, right)


def _is_words(marks: Array) -> bool:
    return isinstance(marks, str) or (isinstance(marks, np.ndarray) and marks.dtype.kind == "O")


def least(left: Column, right: Column) -> Column:
    """Return the smaller of two numbers in each row."""
    if left.high <= right.low or right.high <= left.low:
        return left if left.high <= right.low else right
    return combined(np.minimum, left, right, (min(left.low, right.low), min(left.high, right.high)))


def greatest(left: Column, right: Column) -> Column:
    """Return the larger of two numbers in each row."""
    if left.low >= right.high or right.low >= left.high:
        return left if left.low >= right.high else right
    return combined(np.maximum, left, right, (max(left.low, right.low), max(left.high, right.high)))


def ranked(parts: Sequence[Column], ranks: Sequence[int]) -> list[Column]:
    """Return the numbers of the given ranks, from 0 for the smallest, in each row."""
    low, high = min(part.low for part in parts), max(part.high for part in parts)
    if low == high:
        return [same(low) for _ in ranks]
    narrow = all(part.fits for part in parts)
    rows = np.broadcast_arrays(*(part.data if narrow else wide(part) for part in parts))
    stacked = np.sort(np.stack(rows), axis=0)
    return [Column(stacked[rank], low, high) for rank in ranks]


def root_column(column: Column) -> Column:
    """Return the largest whole number whose square is not above each number; all are zero or more."""
    ends = isqrt(column.low), isqrt(column.high)
    if ends[0] == ends[1]:
        return same(ends[0])
    if not column.fits:
        made = np.array([isqrt(number) for number in column.data], dtype=object)
        return Column(made.astype(np.int64) if ends[1] < LIMIT else made, *ends)
    near = np.sqrt(column.data.astype(np.float64)).astype(np.int64)
    near -= near * near > column.data
    near += (near + 1) * (near + 1) <= column.data
    return Column(near, *ends)


def searched(x: Column, bounds: Sequence[int], side: Side, values: Sequence[int]) -> Column:
    """Return the value that belongs to ``x`` by its place among ``bounds``; the last one beyond all of them."""
    narrow = x.fits and all(in_64_bits(bound, bound) for bound in bounds)
    ends = np.array(bounds, dtype=np.int64 if narrow else object)
    place = np.searchsorted(ends, x.data if narrow else wide(x), side=side)
    found = as_column(list(values))[np.minimum(place, len(values) - 1)]
    return Column(found, min(values), max(values))


def chained(parts: Sequence[Array]) -> Array:
    """Return columns one after the other as one column."""
    return np.concatenate(parts)


def bounded(numbers: Array, low: int, high: int) -> Array:
    """Return 64-bit numbers brought between ``low`` and ``high``."""
    return np.clip(numbers, low, high)
