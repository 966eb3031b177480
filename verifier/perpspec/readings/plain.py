"""How does a formula read as text, such that reading the text again gives the same tree?"""

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
)  # fmt: skip

_LEVEL = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}


def plain(expr: Expr, level: int = 0) -> str:
    """Return ``expr`` as text; brackets stand only where they are needed at ``level`` of binding."""
    match expr:
        case Num(value=value, shown=shown):
            return shown or decimal(value, level)
        case Truth(value=value):
            return str(value)
        case Word(text=text):
            return f'"{text}"'
        case Name(ident=ident):
            return ident
        case Clause(id=id):
            return id
        case Choice(id=id):
            return id
        case Neg(body=body):
            return _bracketed(f"-{plain(body, 7)}", 7, level)
        case Not(body=body):
            return _bracketed(f"not {plain(body, 3)}", 3, level)
        case Binary(op=op, left=left, right=right):
            mine = _LEVEL[op]
            return _bracketed(f"{plain(left, mine)} {op} {plain(right, mine + 1)}", mine, level)
        case Compare(op=op, left=left, right=right):
            return _bracketed(f"{plain(left, 5)} {op} {plain(right, 5)}", 4, level)
        case Logic(op=op, parts=parts):
            mine = _LEVEL[op]
            return _bracketed(f" {op} ".join(plain(part, mine + 1) for part in parts), mine, level)
        case If(cond=cond, then=then, other=other):
            return _bracketed(f"{plain(then, 1)} if {plain(cond, 1)} else {plain(other)}", 0.5, level)
        case _:
            return _function(expr)


_Function = Call | Each | Window | Pick | Abs | Clamp | Round | Root | Steps


def _function(expr: _Function) -> str:
    match expr:
        case Call(function=function, args=args):
            return f"{function}({_list(args)})"
        case Each(how=how, body=body, where=where):
            among = "" if where is None else f", where={plain(where)}"
            return f"each_{how}({plain(body)}{among})"
        case Window(how=how, of=of, over=over):
            prefix = "" if how in ("mean", "ewma") else "window_"
            return f"{prefix}{how}({plain(of)}, over={plain(over)})"
        case Pick(how=how, parts=parts):
            return f"{how}({_list(parts)})"
        case Abs(body=body):
            return f"abs({plain(body)})"
        case Root(body=body):
            return f"root({plain(body)})"
        case Clamp(body=body, low=low, high=high):
            return f"clamp({_list((body, low, high))})"
        case Round(body=body, step=step, mode=mode):
            if isinstance(mode, Word) and mode.text in ("floor", "ceil"):
                return f"{mode.text}({plain(body)}, step={plain(step)})"
            return f"round({plain(body)}, step={plain(step)}, mode={plain(mode)})"
        case Steps(x=x, rows=rows):
            return f"tier_value({plain(x)}, {len(rows)} rows)"
        case _:
            assert_never(expr)


def _list(parts: tuple[Expr, ...]) -> str:
    return ", ".join(plain(part) for part in parts)


def _bracketed(text: str, mine: float, level: float) -> str:
    return f"({text})" if mine < level else text


def decimal(value: Fraction, level: float = 0) -> str:
    """Return ``value`` as an exact decimal where it has one, else as a fraction in brackets."""
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    if below != 1:
        return _bracketed(f"{value.numerator} / {value.denominator}", 6, level + 1)
    digits = 0
    scaled = value
    while scaled.denominator != 1:
        scaled *= 10
        digits += 1
    whole, sign = str(abs(scaled.numerator)).rjust(digits + 1, "0"), "-" if value < 0 else ""
    text = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
    return _bracketed(sign + text, 7 if value < 0 else 9, level)
