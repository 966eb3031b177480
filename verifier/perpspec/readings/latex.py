"""How is a formula set as mathematics, in LaTeX that MathJax, KaTeX and TeX read alike?"""

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
)
from .plain import decimal

_SIGNS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne", "and": r"\land", "or": r"\lor"}
_LEVEL = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 9}
_SPECIAL = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def latex(expr: Expr, level: int = 0) -> str:
    """Return ``expr`` as LaTeX mathematics; brackets stand only where they are needed at ``level`` of binding."""
    match expr:
        case Num(value=value, shown=shown):
            return _number(shown) if shown else decimal(value, level)
        case Truth(value=value):
            return _text(str(value).lower())
        case Word(text=text):
            return _text(text)
        case Name(ident=ident):
            return _name(ident)
        case Clause(id=ident) | Choice(id=ident):
            return _name(ident)
        case Neg(body=body):
            return _within(f"-{latex(body, 7)}", 7, level)
        case Not(body=body):
            return _within(rf"\lnot {latex(body, 3)}", 3, level)
        case Binary(op="/", left=left, right=right):
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}"
        case Binary(op=op, left=left, right=right):
            mine = _LEVEL[op]
            sign = r"\cdot" if op == "*" else op
            return _within(f"{latex(left, mine)} {sign} {latex(right, mine + 1)}", mine, level)
        case Compare(op=op, left=left, right=right):
            return _within(f"{latex(left, 5)} {_SIGNS[op]} {latex(right, 5)}", 4, level)
        case Logic(op=op, parts=parts):
            return _within(f" {_SIGNS[op]} ".join(latex(part, _LEVEL[op] + 1) for part in parts), _LEVEL[op], level)
        case If(cond=cond, then=then, other=other):
            return _cases([(latex(then), latex(cond)), (latex(other), r"\text{otherwise}")])
        case _:
            return _function(expr)


def _function(expr: Call | Each | Window | Pick | Abs | Clamp | Round | Root | Steps) -> str:
    match expr:
        case Call(function=function, args=args):
            return f"{_operator(function)}{_list(args)}"
        case Each(how=how, body=body, where=where):
            among = "i" if where is None else rf"i:\ {latex(where)}"
            return rf"{_operator(how)}_{{{among}}}{_list((body,))}"
        case Window(how=how, of=of, over=over):
            return rf"{_operator(how)}_{{{latex(over)}}}{_list((of,))}"
        case Pick(how=how, parts=parts):
            return f"{_operator(how)}{_list(parts)}"
        case Abs(body=body):
            return rf"\left|{latex(body)}\right|"
        case Root(body=body):
            return rf"\left\lfloor\sqrt{{{latex(body)}}}\right\rfloor"
        case Clamp(body=body, low=low, high=high):
            return f"{_operator('clamp')}{_list((body, low, high))}"
        case Round(body=body, step=step, mode=mode):
            return rf"{_operator('round')}_{{{latex(step)},\ {latex(mode)}}}{_list((body,))}"
        case Steps(x=x, rows=rows):
            bound = r"\le" if not rows or rows[0].upper_inclusive else "<"
            return _cases([(latex(row.value), f"{latex(x)} {bound} {_bound(row.up_to)}") for row in rows])
        case _:
            assert_never(expr)


def _number(shown: str) -> str:
    digits = shown.replace("_", "")
    return digits if digits.replace(".", "", 1).isdigit() else _text(shown.replace("_", " "))


def _bound(up_to: Fraction | None) -> str:
    return r"\infty" if up_to is None else decimal(up_to)


def _operator(name: str) -> str:
    return rf"\operatorname{{{_escaped(name)}}}"


def _list(parts: tuple[Expr, ...]) -> str:
    inner = r",\ ".join(latex(part) for part in parts)
    return rf"\left({inner}\right)"


def _cases(rows: list[tuple[str, str]]) -> str:
    lines = r" \\ ".join(rf"{value} & \text{{if }} {cond}" for value, cond in rows)
    return rf"\begin{{cases}}{lines}\end{{cases}}".replace(r"\text{if } \text{otherwise}", r"\text{otherwise}")


def _name(ident: str) -> str:
    return _text(ident.rpartition(".")[2].replace("_", " "))


def _text(text: str) -> str:
    return rf"\text{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, f"\\{letter}" if letter in "%&#_${}" else letter) for letter in text)


def _within(text: str, mine: int, level: int) -> str:
    return rf"\left({text}\right)" if mine < level else text
