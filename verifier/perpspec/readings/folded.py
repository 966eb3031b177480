"""What is left of a formula once parts of it are settled: known conditions and branches that are not taken go?"""

from __future__ import annotations

from ..language.tree import Abs, Binary, Clause, Compare, Expr, If, Logic, Name, Neg, Not, Num, Pick, Truth, Word, children
from .exact import Env, Undefined, exact
from .rebuild import literal, rebuilt

Known = Num | Truth | Word


def folded(expr: Expr, memo: dict[int, Expr] | None = None) -> Expr:
    """Return ``expr`` without settled conditions and branches never taken; clauses keep their marks in what is left."""
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(expr) in seen:
        return seen[id(expr)]
    parts = children(expr)
    fresh = tuple(folded(part, seen) for part in parts)
    same = all(a is b for a, b in zip(parts, fresh, strict=True))
    seen[id(expr)] = _settled(expr if same else rebuilt(expr, fresh))
    return seen[id(expr)]


def _settled(expr: Expr) -> Expr:
    match expr:
        case If(cond=cond, then=then, other=other):
            known = _known(cond)
            return expr if known is None else then if known == Truth(True) else other
        case Logic(op=op, parts=parts):
            return _logic(expr, op, parts)
        case Compare() | Not() if all(_known(part) is not None for part in children(expr)):
            return _worked_out(expr)
        case Binary() | Neg() if all(isinstance(part, Num) for part in children(expr)):
            return _worked_out(expr)
        case Pick(how=how, parts=parts):
            return _picked(how, parts)
        case Compare(op="==" | "!=" as op, left=Name() as left, right=Name() as right) if left.ident == right.ident:
            return Truth(op == "==")
        case _:
            return expr


def _logic(expr: Expr, op: str, parts: tuple[Expr, ...]) -> Expr:
    deciding = Truth(op == "or")
    if any(_known(part) == deciding for part in parts):
        return deciding
    open_ = tuple(part for part in parts if _known(part) is None)
    if not open_:
        return Truth(op == "and")
    return expr if len(open_) == len(parts) else open_[0] if len(open_) == 1 else Logic(op, open_)


def _picked(how: str, parts: tuple[Expr, ...]) -> Expr:
    """Return a choice among amounts without the ends that stand for those that do not count, which are never chosen."""
    ends = {end: 0 for part in parts if (end := _end(part)) is not None}
    for end in ends:
        beyond = {"min": (end,), "max": (Neg(end),), "median": (end, Neg(end))}[how]
        inside = [part for part in parts if part not in beyond]
        lone = how == "median" and parts.count(end) != parts.count(Neg(end))
        if inside and not lone and _is_beyond(end, inside):
            parts = tuple(inside)
    if how == "median" and all(parts.count(part) == 2 for part in parts):
        parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else Pick(how, parts)


def _end(part: Expr) -> Expr | None:
    inner = part.body if isinstance(part, Neg) else part
    return inner if isinstance(inner, (Abs, Binary)) and _sizes(inner) is not None else None


def _sizes(expr: Expr) -> list[Expr] | None:
    """Return the amounts of whose sizes ``expr`` is the sum, or None where it is no such sum."""
    if isinstance(expr, Abs):
        return [expr.body]
    if isinstance(expr, Binary) and expr.op == "+":
        left, right = _sizes(expr.left), _sizes(expr.right)
        return None if left is None or right is None else left + right
    return None


def _is_beyond(end: Expr, inside: list[Expr]) -> bool:
    """Return whether the sum of sizes holds each of the amounts, so that none of them is beyond it."""
    sizes = _sizes(end) or []
    return all(part in sizes for part in inside)


def _known(expr: Expr) -> Known | None:
    while isinstance(expr, Clause):
        expr = expr.body
    return expr if isinstance(expr, Known) else None


def _worked_out(expr: Expr) -> Expr:
    try:
        return literal(exact(expr, Env({})))
    except Undefined:
        return expr
