"""How is a formula put together by a check, short enough to read?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..language.kinds import NUMBER, Kind
from ..language.tree import Abs, Binary, Compare, Expr, If, Logic, Name, Neg, Not, Num, Truth, Window, children
from ..readings.exact import window_name
from ..readings.rebuild import rebuilt


def num(value: Fraction | int, kind: Kind = NUMBER) -> Num:
    """Return a number of that kind."""
    return Num(value if isinstance(value, Fraction) else Fraction(value), kind)


def add(left: Expr, right: Expr) -> Expr:
    """Return ``left + right``."""
    return Binary("+", left, right)


def sub(left: Expr, right: Expr) -> Expr:
    """Return ``left - right``."""
    return Binary("-", left, right)


def mul(left: Expr, right: Expr) -> Expr:
    """Return ``left * right``."""
    return Binary("*", left, right)


def div(left: Expr, right: Expr) -> Expr:
    """Return ``left / right``."""
    return Binary("/", left, right)


def lt(left: Expr, right: Expr) -> Expr:
    """Return ``left < right``."""
    return Compare("<", left, right)


def le(left: Expr, right: Expr) -> Expr:
    """Return ``left <= right``."""
    return Compare("<=", left, right)


def eq(left: Expr, right: Expr) -> Expr:
    """Return ``left == right``."""
    return Compare("==", left, right)


def both(*parts: Expr) -> Expr:
    """Return the conjunction of ``parts``."""
    return Truth(True) if not parts else parts[0] if len(parts) == 1 else Logic("and", parts)


def either(*parts: Expr) -> Expr:
    """Return the disjunction of ``parts``."""
    return Truth(False) if not parts else parts[0] if len(parts) == 1 else Logic("or", parts)


def implies(first: Expr, second: Expr) -> Expr:
    """Return ``not first or second``."""
    return Logic("or", (Not(first), second))


def size(body: Expr) -> Expr:
    """Return the absolute value."""
    return Abs(body)


def minus(body: Expr) -> Expr:
    """Return ``-body``."""
    return Neg(body)


def when(cond: Expr, then: Expr, other: Expr) -> Expr:
    """Return ``then if cond else other``."""
    return If(cond, then, other)


def renamed(expr: Expr, names: Mapping[str, Expr], memo: dict[int, Expr] | None = None) -> Expr:
    """Return ``expr`` with free names replaced by trees, as one formula asked at two points needs."""
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(expr) in seen:
        return seen[id(expr)]
    match expr:
        case Name(ident=ident):
            found = names.get(ident, expr)
        case Window():
            found = names.get(window_name(expr), expr)  # opaque: only the name of its value can be replaced
        case _:
            parts = children(expr)
            fresh = tuple(renamed(part, names, seen) for part in parts)
            same = all(a is b for a, b in zip(parts, fresh, strict=True))
            found = expr if same else rebuilt(expr, fresh)
    seen[id(expr)] = found
    return found
