"""Which kind has a closed tree, whose parts are already known to fit together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from ..language.kinds import NUMBER, TRUTH, WORD, Kind
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
)


def kind_in(expr: Expr, kinds: Mapping[str, Kind]) -> Kind:
    """Return the kind of ``expr`` where each free name has the kind given; an unknown name counts as a number."""
    match expr:
        case Num(kind=kind):
            return kind
        case Truth() | Compare() | Logic() | Not():
            return TRUTH
        case Word():
            return WORD
        case Name(ident=ident):
            return kinds.get(ident, NUMBER)
        case Root():
            return NUMBER
        case Neg(body=body) | Abs(body=body) | Clause(body=body) | Round(body=body) | Window(of=body) | Each(body=body):
            return kind_in(body, kinds)
        case Binary(op=op, left=left, right=right):
            first, second = kind_in(left, kinds), kind_in(right, kinds)
            if op == "*":
                return first * second
            return first / second if op == "/" else _settled(left, first, second)
        case If(then=left, other=right) | Clamp(body=left, low=right):
            return _settled(left, kind_in(left, kinds), kind_in(right, kinds))
        case Pick(parts=parts) | Choice(options=parts):
            return next((kind_in(part, kinds) for part in parts if not _is_zero(part)), NUMBER)
        case Steps(rows=rows):
            return kind_in(rows[0].value, kinds) if rows else NUMBER
        case Call():
            return NUMBER
        case _:
            assert_never(expr)


def _settled(left: Expr, first: Kind, second: Kind) -> Kind:
    return second if _is_zero(left) else first


def _is_zero(expr: Expr) -> bool:
    return isinstance(expr, Num) and expr.value == 0 and expr.kind == NUMBER
