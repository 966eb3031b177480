"""Does a formula scale with prices: twice every price, twice the value?

Where it does, a claim about shares of a price holds at one level of prices if and only if it holds at all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
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
)  # fmt: skip
from .exact import window_name

ANY = 99  # the degree of zero, which is that of whatever it stands beside


def scales(expr: Expr, prices: frozenset[str]) -> bool:
    """Return whether twice the ``prices`` give twice the value of ``expr``, by its form; False where not seen."""
    return degree(expr, prices) == 1


def degree(expr: Expr, prices: frozenset[str], memo: dict[int, int | None] | None = None) -> int | None:
    """Return the power of the ``prices`` that ``expr`` grows with, or None where it has none."""
    seen: dict[int, int | None] = {} if memo is None else memo
    if id(expr) not in seen:
        seen[id(expr)] = _degree(expr, prices, seen)
    return seen[id(expr)]


def _degree(expr: Expr, prices: frozenset[str], memo: dict[int, int | None]) -> int | None:
    def of(part: Expr) -> int | None:
        return degree(part, prices, memo)

    match expr:
        case Num(value=value):
            return 0 if value else ANY
        case Truth() | Word():
            return 0
        case Name(ident=ident):
            return int(ident in prices)
        case Window():
            return int(window_name(expr) in prices)
        case Neg(body=body) | Abs(body=body) | Clause(body=body):
            return of(body)
        case Binary(op=op, left=left, right=right) if op in "*/":
            return _product(op, of(left), of(right))
        case Binary() | Pick() | Clamp() | Choice():
            return _same(of(part) for part in children(expr))
        case Compare() | Logic() | Not():
            return None if _same(of(part) for part in children(expr)) is None else 0
        case If(cond=cond, then=then, other=other):
            return _same((of(then), of(other))) if of(cond) == 0 else None
        case Round() | Steps() | Root():
            return 0 if _same(of(part) for part in children(expr)) in (0, ANY) else None
        case Call() | Each():
            return None
        case _:
            assert_never(expr)


def _product(op: str, left: int | None, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    if ANY in (left, right):
        return ANY
    return left + right if op == "*" else left - right


def _same(degrees: Iterable[int | None]) -> int | None:
    found = ANY
    for here in degrees:
        if here is None or (here != ANY and found not in (ANY, here)):
            return None
        found = here if here != ANY else found
    return found
