"""For which inputs has a formula a value: no division by zero, a tier for every size, no root of a negative?"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from ..language.tree import (
    Abs,
    Binary,
    Call,
    Choice,
    Clamp,
    Clause,
    Compare,
    Each,
    Expr,
    If,
    Logic,
    Name,
    Neg,
    Not,
    Num,
    Pick,
    Root,
    Round,
    Steps,
    Truth,
    Window,
    Word,
    children,
)

YES = Truth(True)
ZERO = Num(Fraction(0))


def defined(expr: Expr, memo: dict[int, Expr] | None = None) -> Expr:
    """Return a truth that holds if and only if the exact reading gives ``expr`` a value, branches not taken aside."""
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(expr) not in seen:
        seen[id(expr)] = _defined(expr, seen)
    return seen[id(expr)]


def _defined(expr: Expr, memo: dict[int, Expr]) -> Expr:
    def parts() -> Expr:
        return _all([defined(part, memo) for part in children(expr)])

    match expr:
        case Num() | Truth() | Word() | Name() | Window():
            return YES
        case Binary(op="/", right=right) if not (isinstance(right, Num) and right.value):
            return _all([parts(), Compare("!=", right, ZERO)])
        case Root(body=body):
            return _all([parts(), Compare(">=", body, ZERO)])
        case Round(step=step) if not (isinstance(step, Num) and step.value > 0):
            return _all([parts(), Compare(">", step, ZERO)])
        case If(cond=cond, then=then, other=other):
            return _all([defined(cond, memo), _either(cond, defined(then, memo), defined(other, memo))])
        case Logic(op=op, parts=terms):
            return _in_order(op, terms, memo)
        case Steps(x=x):
            return _all([defined(x, memo), _in_some_row(expr)])
        case Choice(id=ident, labels=labels, options=options):
            found = tuple(defined(option, memo) for option in options)
            return YES if all(part == YES for part in found) else Choice(ident, labels, found)
        case Neg() | Binary() | Compare() | Not() | Pick() | Abs() | Clamp() | Round() | Clause() | Call() | Each():
            return parts()
        case _:
            assert_never(expr)


def _in_order(op: str, terms: tuple[Expr, ...], memo: dict[int, Expr]) -> Expr:
    """Return when a conjunction or disjunction has a value, which is looked for from the left until it is settled."""
    rest: Expr = YES
    for term in reversed(terms):
        after = rest if op == "or" else YES
        otherwise = YES if op == "or" else rest
        rest = _all([defined(term, memo), _either(term, otherwise, after)])
    return rest


def _in_some_row(steps: Steps) -> Expr:
    inside: list[Expr] = []
    for row in steps.rows:
        lower, upper = (">", "<=") if row.upper_inclusive else (">=", "<")
        sides = [Compare(lower, steps.x, Num(row.over))] if row.over is not None else []
        sides += [Compare(upper, steps.x, Num(row.up_to))] if row.up_to is not None else []
        inside.append(_all([*sides]))
    return inside[0] if len(inside) == 1 else Logic("or", tuple(inside))


def _either(cond: Expr, then: Expr, other: Expr) -> Expr:
    return YES if then == YES and other == YES else If(cond, then, other)


def _all(parts: list[Expr]) -> Expr:
    needed = [part for part in parts if part != YES]
    if not needed:
        return YES
    return needed[0] if len(needed) == 1 else Logic("and", tuple(needed))
