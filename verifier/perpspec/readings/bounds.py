"""Between which bounds does a formula stay, by the domains of its inputs alone: a rough answer that is never too narrow?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..language.domains import Finite, Variable
from ..language.tree import Abs, Binary, Choice, Clamp, Clause, Expr, If, Name, Neg, Num, Pick, Steps, Window
from .exact import window_name

End = Fraction | None
Bounds = tuple[End, End]
ANYTHING: Bounds = (None, None)


def bounds(expr: Expr, known: Mapping[str, Variable]) -> Bounds:
    """Return a lower and an upper bound of ``expr``; a missing one is not known."""
    match expr:
        case Num(value=value):
            return value, value
        case Name(ident=ident):
            return _domain(known.get(ident))
        case Window():
            return _domain(known.get(window_name(expr)))
        case Clause(body=body):
            return bounds(body, known)
        case Neg(body=body):
            low, high = bounds(body, known)
            return _less(high), _less(low)
        case Abs():
            return Fraction(0), None
        case Binary(op=op, left=left, right=right):
            return _binary(op, bounds(left, known), bounds(right, known))
        case If(then=then, other=other):
            return _hull([bounds(then, known), bounds(other, known)])
        case Choice(options=parts) | Pick(parts=parts):
            return _hull([bounds(part, known) for part in parts])
        case Steps(rows=rows):
            return _hull([bounds(row.value, known) for row in rows])
        case Clamp(body=body, low=low_, high=high_):
            return _hull([bounds(part, known) for part in (body, low_, high_)])
        case _:
            return ANYTHING


def never_negative(expr: Expr, known: Mapping[str, Variable]) -> bool:
    """Return whether ``expr`` is seen to be zero or more for all inputs."""
    low = bounds(expr, known)[0]
    return low is not None and low >= 0


def _domain(variable: Variable | None) -> Bounds:
    if variable is None:
        return ANYTHING
    if isinstance(variable.domain, Finite):
        numbers = [value for value in variable.domain.values if isinstance(value, Fraction)]
        return (min(numbers), max(numbers)) if numbers else ANYTHING
    return variable.domain.low, variable.domain.high


def _less(end: End) -> End:
    return None if end is None else -end


def _hull(parts: list[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in parts if low is not None], [high for _, high in parts if high is not None]
    return min(lows) if len(lows) == len(parts) else None, max(highs) if len(highs) == len(parts) else None


def _binary(op: str, left: Bounds, right: Bounds) -> Bounds:
    match op:
        case "+":
            return _plus(left[0], right[0]), _plus(left[1], right[1])
        case "-":
            return _plus(left[0], _less(right[1])), _plus(left[1], _less(right[0]))
        case "*":
            return _times(left, right)
        case _:
            return _divided(left, right)


def _plus(left: End, right: End) -> End:
    return None if left is None or right is None else left + right


def _times(left: Bounds, right: Bounds) -> Bounds:
    if _positive(left) and _positive(right):
        return (left[0] or Fraction(0)) * (right[0] or Fraction(0)), None if left[1] is None or right[1] is None else left[
            1
        ] * right[1]
    ends = [a * b for a in left for b in right if a is not None and b is not None]
    return (min(ends), max(ends)) if len(ends) == 4 else ANYTHING


def _divided(left: Bounds, right: Bounds) -> Bounds:
    low, high = right
    if low is not None and low > 0:
        return _times(left, (Fraction(0) if high is None else 1 / high, 1 / low))
    return (Fraction(0), None) if _positive(left) and _positive(right) else ANYTHING


def _positive(part: Bounds) -> bool:
    return part[0] is not None and part[0] >= 0
