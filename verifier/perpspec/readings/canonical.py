"""Which one tree stands for all spellings of a formula that differ only in order, grouping or constants?

Used as the key under which equal questions are asked once, and by comparison of versions. It changes no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from ..language.tree import (
    Binary,
    Call,
    Choice,
    Clause,
    Compare,
    Each,
    Expr,
    Logic,
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
)
from ..language.tree import children as parts_of
from .exact import Env, Undefined, exact
from .kinds import kind_in
from .plain import plain
from .rebuild import rebuilt

_FLIPPED = {">": "<", ">=": "<="}


def canonical(expr: Expr) -> Expr:
    """Return the canonical tree of ``expr``: same value everywhere, idempotent, without marks of clauses."""
    if isinstance(expr, Clause):
        return canonical(expr.body)
    if isinstance(expr, Window):
        return expr  # opaque: its text is the name under which its value is given
    small = rebuilt(expr, tuple(canonical(part) for part in parts_of(expr)))
    folded = _folded(small)
    return folded if folded is not None else _ordered(small)


def key(exprs: Iterable[Expr]) -> str:
    """Return a text that two lists of formulas share only if they mean the same."""
    return " ; ".join(repr(canonical(expr)) for expr in exprs)


def _folded(expr: Expr) -> Expr | None:
    if isinstance(expr, (Choice, Steps)) or not all(isinstance(part, (Num, Truth)) for part in parts_of(expr)):
        return None
    if not parts_of(expr) or not isinstance(expr, (Binary, Compare, Logic, Neg, Not, Pick)):
        return replace(expr, shown="") if isinstance(expr, Num) else None
    try:
        value = exact(expr, Env({}))
    except Undefined:
        return None
    if isinstance(value, bool):
        return Truth(value)
    return Num(value, kind_in(expr, {})) if isinstance(value, Fraction) else None


def _ordered(expr: Expr) -> Expr:
    match expr:
        case Compare(op=op, left=left, right=right) if op in _FLIPPED:
            return Compare(_FLIPPED[op], right, left)
        case Compare(op=op, left=left, right=right) if op in ("==", "!="):
            first, second = _sorted((left, right))
            return Compare(op, first, second)
        case Binary(op=op, left=left, right=right) if op in "+*":
            return _chain(op, _sorted((*_flat(op, left), *_flat(op, right))))
        case Logic(op=op, parts=parts):
            flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Logic) and part.op == op else (part,)))
            distinct = tuple(dict.fromkeys(flat))
            return Logic(op, _sorted(distinct) if all(map(_always_defined, distinct)) else distinct)
        case Pick(how=how, parts=parts):
            return Pick(how, _sorted(parts))
        case _:
            return expr


def _always_defined(expr: Expr) -> bool:
    """Return whether ``expr`` surely has a value, so that its place among the parts of a truth does not matter."""
    match expr:
        case Steps() | Root() | Call() | Each():
            return False
        case Binary(op="/", right=right) if not (isinstance(right, Num) and right.value):
            return False
        case Round(step=step, mode=mode) if not (isinstance(step, Num) and step.value > 0 and isinstance(mode, Word)):
            return False
        case _:
            return all(map(_always_defined, parts_of(expr)))


def _flat(op: str, expr: Expr) -> tuple[Expr, ...]:
    if isinstance(expr, Binary) and expr.op == op:
        return (*_flat(op, expr.left), *_flat(op, expr.right))
    return (expr,)


def _chain(op: str, parts: tuple[Expr, ...]) -> Expr:
    found = parts[0]
    for part in parts[1:]:
        found = Binary(op, found, part)
    return found


def _sorted(parts: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return tuple(sorted(parts, key=lambda part: (plain(part), repr(part))))
