"""How is it said without a division that a price is the quotient of two sums: multiplied out, and so linear?"""

from __future__ import annotations

from ..claims.build import both, eq, mul, num, when
from ..language.tree import Binary, Clause, Compare, Expr, If, Num


def is_value(price: Expr, of: Expr) -> Expr:
    """Return the truth that ``price`` has a value and ``of`` is it."""
    match price:
        case Clause(body=body):
            return is_value(body, of)
        case If(cond=cond, then=then, other=other):
            return when(cond, is_value(then, of), is_value(other, of))
        case Binary(op="/", left=left, right=right) if not isinstance(right, Num):
            return both(Compare("!=", right, num(0)), eq(left, _times(right, of)))
        case _:
            return eq(price, of)


def is_quotient(price: Expr) -> bool:
    """Return whether some branch of ``price`` divides by more than a number."""
    match price:
        case Clause(body=body):
            return is_quotient(body)
        case If(then=then, other=other):
            return is_quotient(then) or is_quotient(other)
        case _:
            return isinstance(price, Binary) and price.op == "/" and not isinstance(price.right, Num)


def _times(total: Expr, factor: Expr) -> Expr:
    """Return ``total * factor`` with the factor brought to every number of the sum."""
    match total:
        case Clause(body=body):
            return _times(body, factor)
        case Binary(op="+" | "-" as op, left=left, right=right):
            return Binary(op, _times(left, factor), _times(right, factor))
        case If(cond=cond, then=then, other=other):
            return when(cond, _times(then, factor), _times(other, factor))
        case _:
            return mul(total, factor)
