"""How is a formula set as mathematics in a page, in MathML that browsers draw by themselves?"""

from __future__ import annotations

from html import escape
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
from .plain import decimal

_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠", "and": "and", "or": "or", "-": "−", "*": "·", "+": "+"}
_LEVEL = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6}


def mathml(expr: Expr) -> str:
    """Return ``expr`` as one ``math`` element that stands in a line of its own."""
    return f'<math display="block">{_set(expr)}</math>'


def _set(expr: Expr, level: int = 0) -> str:
    match expr:
        case Num(value=value, shown=shown):
            return _element("mn", shown.replace("_", "\u202f") or decimal(value, level))
        case Truth(value=value):
            return _element("mtext", str(value).lower())
        case Word(text=text):
            return _element("mtext", f"“{text}”")
        case Name(ident=ident) | Clause(id=ident) | Choice(id=ident):
            return _name(ident)
        case Neg(body=body):
            return _within(_sign("−", "prefix") + _set(body, 7), 7, level)
        case Not(body=body):
            return _within(_word("not") + _set(body, 3), 3, level)
        case Binary(op="/", left=left, right=right):
            return f"<mfrac>{_set(left)}{_set(right)}</mfrac>"
        case Binary(op=op, left=left, right=right):
            mine = _LEVEL[op]
            return _within(_set(left, mine) + _sign(_SIGNS[op]) + _set(right, mine + 1), mine, level)
        case Compare(op=op, left=left, right=right):
            return _within(_set(left, 5) + _sign(_SIGNS[op]) + _set(right, 5), 4, level)
        case Logic(op=op, parts=parts):
            return _within(_word(op).join(_set(part, _LEVEL[op] + 1) for part in parts), _LEVEL[op], level)
        case If():
            return _cases(_branches(expr))
        case _:
            return _function(expr)


def _function(expr: Call | Each | Window | Pick | Abs | Clamp | Round | Root | Steps) -> str:
    match expr:
        case Call(function=function, args=args):
            return _applied(_name(function), args)
        case Each(how=how, body=body, where=where):
            among = "<mi>i</mi>" if where is None else f"<mrow><mi>i</mi>{_sign(':')}{_set(where)}</mrow>"
            return _applied(f"<msub>{_name(how)}{among}</msub>", (body,))
        case Window(how=how, of=of, over=over):
            return _applied(f"<msub>{_name(how)}{_set(over)}</msub>", (of,))
        case Pick(how=how, parts=parts):
            return _applied(_name(how), parts)
        case Abs(body=body):
            return f"<mrow>{_sign('|', 'prefix')}{_set(body)}{_sign('|', 'postfix')}</mrow>"
        case Root(body=body):
            return f"<mrow>{_sign('⌊', 'prefix')}<msqrt>{_set(body)}</msqrt>{_sign('⌋', 'postfix')}</mrow>"
        case Clamp(body=body, low=low, high=high):
            return _applied(_name("clamp"), (body, low, high))
        case Round(body=body, step=step, mode=mode):
            return _applied(f"<msub>{_name('round')}<mrow>{_set(step)}{_sign(',')}{_set(mode)}</mrow></msub>", (body,))
        case Steps(x=x, rows=rows):
            ends = ["∞" if row.up_to is None else decimal(row.up_to) for row in rows]
            signs = ["≤" if row.upper_inclusive else "<" for row in rows]
            bounds = [_set(x) + _sign(sign) + _element("mn", end) for sign, end in zip(signs, ends, strict=True)]
            return _cases([(_set(row.value), bound) for row, bound in zip(rows, bounds, strict=True)])
        case _:
            assert_never(expr)


def _branches(expr: Expr) -> list[tuple[str, str]]:
    """Return value and condition of each branch; a chain of conditions is one list."""
    if isinstance(expr, If):
        return [(_set(expr.then), _word("if") + _set(expr.cond)), *_branches(expr.other)]
    return [(_set(expr), _element("mtext", "otherwise"))]


def _cases(rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"<mtr><mtd>{value}</mtd><mtd>{cond}</mtd></mtr>" for value, cond in rows)
    return f'<mrow><mo fence="true" form="prefix" stretchy="true">{{</mo><mtable>{lines}</mtable></mrow>'


def _applied(function: str, args: tuple[Expr, ...]) -> str:
    inner = _sign(",").join(_set(arg) for arg in args)
    return f"<mrow>{function}{_sign('(', 'prefix')}{inner}{_sign(')', 'postfix')}</mrow>"


def _name(ident: str) -> str:
    # never `mtext`, which counts as space beside an operator, so that the operator loses its own
    return _element("mi", ident.rpartition(".")[2].replace("_", " "))


def _word(text: str) -> str:
    return _element("mtext", f"\u00a0{text}\u00a0")


def _sign(text: str, form: str = "") -> str:
    return f'<mo form="{form}">{escape(text)}</mo>' if form else f"<mo>{escape(text)}</mo>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _within(text: str, mine: int, level: int) -> str:
    inner = f"{_sign('(', 'prefix')}{text}{_sign(')', 'postfix')}" if mine < level else text
    return f"<mrow>{inner}</mrow>"
