"""How are the operations on columns of amounts done that may be undefined or differ from row to row?

Each gives its values and the rows in which they are undefined; the values of such rows mean nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..language.tree import MODES, Step
from .arrays import compared, either, either_mark, greatest, least, ranked, root_column, searched
from .columns import Array, Column, same, to_whole
from .scaled import FLIPPED, Scaled, aligned, constant, ladder, quotient, threshold, times
from .written import OPERATORS

Amount = Scaled[Column]
ONE, ZERO = same(1), same(0)


@dataclass(frozen=True, slots=True)
class Marks:
    """Truths or words: one for each row, or one for all of them."""

    data: Array


Term = Amount | Marks
Found = tuple[Term, Array]


def ordered(op: str, left: Amount, right: Amount) -> Array:
    """Return in which rows the comparison of two amounts holds."""
    if constant(left) is not None:
        op, left, right = FLIPPED[op], right, left
    bound = constant(right)
    if bound is None or left.below is not None:
        (first, second), _, _ = aligned((left, right))
        return compared(op, first, second)
    limit = threshold(op, bound * left.scale)
    return op == "!=" if limit is None else compared(op, left.above, same(limit))


def both_ways(cond: Array, yes: Found, no: Found) -> Found:
    """Return ``yes`` in the rows where ``cond`` holds and ``no`` in the others."""
    if isinstance(cond, bool):
        return yes if cond else no
    (left, left_bad), (right, right_bad) = yes, no
    bad = either_mark(cond, left_bad, right_bad)
    if isinstance(left, Marks) or isinstance(right, Marks):
        assert isinstance(left, Marks), "kinds were checked"
        assert isinstance(right, Marks), "kinds were checked"
        return Marks(either_mark(cond, left.data, right.data)), bad
    scale = math.lcm(left.scale, right.scale)
    above = either(cond, left.above * (scale // left.scale), right.above * (scale // right.scale))
    if left.below is None and right.below is None:
        return Scaled(above, scale), bad
    return Scaled(above, scale, either(cond, left.below or ONE, right.below or ONE)), bad


def divided(left: Amount, right: Amount) -> tuple[Amount, Array]:
    """Return ``left / right``; undefined where ``right`` is zero."""
    top, divisor = quotient(left, right)
    if divisor.fixed is not None:
        return (left, True) if divisor.fixed == 0 else (times(top, Fraction(1, divisor.fixed)), False)
    if divisor.low > 0:
        return Scaled(top.above, top.scale, _under(divisor, top)), False
    minus = compared("<", divisor, ZERO)
    size = greatest(either(minus, -divisor, divisor), ONE)
    above = either(minus, -top.above, top.above)
    return Scaled(above, top.scale, _under(size, top)), compared("==", divisor, ZERO)


def _under(divisor: Column, top: Amount) -> Column:
    return divisor if top.below is None else divisor * top.below


def absolute(body: Amount) -> Amount:
    """Return ``abs(body)``."""
    return replace(body, above=greatest(body.above, -body.above))


def picked(how: str, parts: Sequence[Amount]) -> Amount:
    """Return the least, the greatest or the median of ``parts`` in each row."""
    tops, scale, below = aligned(parts)
    if how == "median":
        middle = len(tops) // 2
        if len(tops) % 2:
            return Scaled(ranked(tops, [middle])[0], scale, below)
        first, second = ranked(tops, [middle - 1, middle])
        return Scaled(first + second, 2 * scale, below)
    found = tops[0]
    for top in tops[1:]:
        found = (least if how == "min" else greatest)(found, top)
    return Scaled(found, scale, below)


def clamped(body: Amount, low: Amount, high: Amount) -> Amount:
    """Return ``max(low, min(body, high))``."""
    (top, lowest, highest), scale, below = aligned((body, low, high))
    return Scaled(greatest(lowest, least(top, highest)), scale, below)


def rounded_to(body: Amount, step: Amount, mode: Array) -> tuple[Amount, Array]:
    """Return ``body`` brought to a multiple of ``step``; undefined where ``step`` is not above zero."""
    bad = compared("<=", step.above, ZERO)
    step = replace(step, above=greatest(step.above, ONE))
    top, divisor = quotient(body, step)
    below = _under(divisor * top.scale, top)
    if isinstance(mode, str):
        found, unknown = (to_whole(top.above, below, mode), False) if mode in MODES else (ZERO, True)
    else:
        found, unknown = _in_modes(top.above, below, mode)
    return Scaled(found * step.above, step.scale, step.below), bad | unknown


def _in_modes(above: Column, below: Column, modes: Array) -> tuple[Column, Array]:
    found = ZERO
    unknown: Array = True
    for mode in MODES:
        found = either(modes == mode, to_whole(above, below, mode), found)
        unknown = unknown & (modes != mode)
    return found, unknown


def rooted(body: Amount) -> tuple[Amount, Array]:
    """Return the largest whole number whose square is not above ``body``; undefined below zero."""
    bad = compared("<", body.above, ZERO)
    below = same(body.scale) if body.below is None else body.below * body.scale
    return Scaled(root_column(to_whole(greatest(body.above, ZERO), below, "floor"))), bad


def looked_up(x: Amount, rows: Sequence[Step], values: Sequence[Found]) -> Found:
    """Return the value of the first row that ``x`` belongs to; undefined where there is none."""
    bounds = ladder(rows)
    constants = [constant(term) if isinstance(term, Scaled) else None for term, _ in values]
    known = [value for value in constants if value is not None]
    if bounds is None or len(known) < len(rows) or x.below is not None:
        return _by_rows(x, rows, values)
    inclusive = rows[0].upper_inclusive
    bad: Array = False
    if rows[0].over is not None:
        bad = bad | ordered("<=" if inclusive else "<", x, _known(rows[0].over))
    if len(bounds) == len(rows):
        bad = bad | ordered(">" if inclusive else ">=", x, _known(bounds[-1]))
    scale = math.lcm(*(value.denominator for value in known))
    tops = [value.numerator * (scale // value.denominator) for value in known]
    ends = [threshold("<=" if inclusive else "<", bound * x.scale) or 0 for bound in bounds]
    return Scaled(searched(x.above, ends, "left" if inclusive else "right", tops), scale), bad


def _known(bound: Fraction) -> Amount:
    return Scaled(same(bound.numerator), bound.denominator)


def _by_rows(x: Amount, rows: Sequence[Step], values: Sequence[Found]) -> Found:
    found: Found = (Scaled(ZERO), True)
    for row, value in zip(reversed(rows), reversed(values), strict=True):
        lower, upper = (">", "<=") if row.upper_inclusive else (">=", "<")
        here: Array = True
        if row.over is not None:
            here = here & ordered(lower, x, _known(row.over))
        if row.up_to is not None:
            here = here & ordered(upper, x, _known(row.up_to))
        found = both_ways(here, value, found)
    return found


def alike(op: str, left: Array, right: Array) -> Array:
    """Return in which rows two truths or two words are equal, or differ."""
    return OPERATORS[op](left, right)


def opposite(truths: Array) -> Array:
    """Return ``not truths`` in each row."""
    return not truths if isinstance(truths, bool) else ~truths
