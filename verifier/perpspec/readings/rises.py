"""Does a formula never fall while some of its inputs rise, by its form alone?

Sums, minima, maxima, medians and clamps of parts that never fall never fall; nor does such a part times a factor that is
never negative and does not move. What is not seen to be so is not said to be so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..language.domains import Variable
from ..language.tree import Binary, Choice, Clamp, Clause, Expr, If, Name, Neg, Pick, Window, children
from .bounds import never_negative
from .exact import window_name

LAW = "sums, minima, maxima, medians and clamps of parts that never fall never fall"
STILL, RISES, FALLS = 0, 1, -1


Sign = Callable[[Expr], bool]


def never_falls(expr: Expr, moving: frozenset[str], known: Mapping[str, Variable]) -> bool:
    """Return whether ``expr`` is seen never to fall while the ``moving`` inputs rise and the others stand still."""
    return _way(expr, moving, lambda factor: never_negative(factor, known), {}) in (STILL, RISES)


def never_falls_by_positive_factors(expr: Expr, moving: frozenset[str]) -> bool:
    """Return the same under the assumption that no factor that stands still is ever negative."""
    return _way(expr, moving, lambda _: True, {}) in (STILL, RISES)


def _way(expr: Expr, moving: frozenset[str], positive: Sign, memo: dict[int, int | None]) -> int | None:
    if id(expr) not in memo:
        memo[id(expr)] = _of(expr, moving, positive, memo)
    return memo[id(expr)]


def _of(expr: Expr, moving: frozenset[str], positive: Sign, memo: dict[int, int | None]) -> int | None:
    def way(part: Expr) -> int | None:
        return _way(part, moving, positive, memo)

    match expr:
        case Name(ident=ident):
            return RISES if ident in moving else STILL
        case Window():
            return RISES if window_name(expr) in moving else STILL
        case _ if all(way(part) == STILL for part in children(expr)):
            return STILL
        case Clause(body=body):
            return way(body)
        case Neg(body=body):
            return _turned(way(body))
        case Binary(op="+", left=left, right=right):
            return _joined((way(left), way(right)))
        case Binary(op="-", left=left, right=right):
            return _joined((way(left), _turned(way(right))))
        case Binary(op="*", left=left, right=right) if way(left) == STILL:
            return _scaled(way(right), left, positive)
        case Binary(left=left, right=right) if way(right) == STILL:
            return _scaled(way(left), right, positive)
        case If(cond=cond, then=then, other=other) if way(cond) == STILL:
            return _joined((way(then), way(other)))
        case Pick(parts=parts) | Choice(options=parts):
            return _joined(way(part) for part in parts)
        case Clamp(body=body, low=low, high=high):
            return _joined(way(part) for part in (body, low, high))
        case _:
            return None


def _turned(way: int | None) -> int | None:
    return None if way is None else -way


def _joined(ways: Iterable[int | None]) -> int | None:
    found = STILL
    for way in ways:
        if way is None or found * way < 0:
            return None
        found = way or found
    return found


def _scaled(way: int | None, factor: Expr, positive: Sign) -> int | None:
    if positive(factor):
        return way
    return _turned(way) if positive(Neg(factor)) else None
