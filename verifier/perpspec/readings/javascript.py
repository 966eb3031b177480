"""Which JavaScript computes a formula with whole numbers of any size, so that a page and the exact reading agree?

The text is one arrow function of ``(e, X)``: ``e.v`` holds the values of names, ``e.c`` the option of each choice, and
``X`` is the arithmetic of ``pages/theme/perpspec.js``. A clause is worked out once, and only where it is needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
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
from .exact import window_name

_OPERATIONS = {"+": "add", "-": "sub", "*": "mul", "/": "div"}
_COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}


def javascript(expr: Expr) -> str:
    """Return the text of a function of ``(e, X)`` whose value is the exact value of ``expr``."""
    writer = _Writer()
    value = writer.value(expr)
    lines = "".join(f"const {name}=X.once(()=>{body});" for name, body in writer.clauses)
    return f"(e,X)=>{{{lines}return {value};}}"


def literal(value: Fraction) -> str:
    """Return a number as the arithmetic of the pages holds it."""
    return f"X.q({value.numerator}n,{value.denominator}n)"


def quoted(text: str) -> str:
    """Return a text as a JavaScript literal that may stand in an HTML page too."""
    return json.dumps(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@dataclass
class _Writer:
    """Writes one function; ``clauses`` are its definitions, each before those that use it."""

    clauses: list[tuple[str, str]] = field(default_factory=list)
    known: dict[int, str] = field(default_factory=dict)

    def value(self, expr: Expr) -> str:
        match expr:
            case Num(value=value):
                return literal(value)
            case Truth(value=value):
                return str(value).lower()
            case Word(text=text):
                return quoted(text)
            case Name(ident=ident):
                return f"X.name(e,{quoted(ident)})"
            case Window():
                return f"X.name(e,{quoted(window_name(expr))})"
            case Clause(body=body):
                return f"{self._clause(expr, body)}()"
            case Choice(id=ident, options=options):
                return f"X.choice(e,{quoted(ident)},[{','.join(f'()=>{self.value(option)}' for option in options)}])"
            case Compare(op=op, left=left, right=right):
                return f"X.{_COMPARISONS[op]}({self.value(left)},{self.value(right)})"
            case Logic(op=op, parts=parts):
                return f"({(' && ' if op == 'and' else ' || ').join(self.value(part) for part in parts)})"
            case Not(body=body):
                return f"!({self.value(body)})"
            case If(cond=cond, then=then, other=other):
                return f"({self.value(cond)}?{self.value(then)}:{self.value(other)})"
            case Call() | Each():
                return 'X.undefined("names are not resolved")'
            case _:
                return self._amount(expr)

    def _amount(self, expr: Neg | Binary | Pick | Abs | Clamp | Round | Root | Steps) -> str:
        match expr:
            case Neg(body=body):
                return f"X.neg({self.value(body)})"
            case Abs(body=body):
                return f"X.abs({self.value(body)})"
            case Root(body=body):
                return f"X.root({self.value(body)})"
            case Binary(op=op, left=left, right=right):
                return f"X.{_OPERATIONS[op]}({self.value(left)},{self.value(right)})"
            case Pick(how=how, parts=parts):
                return f"X.{how}([{','.join(self.value(part) for part in parts)}])"
            case Clamp(body=body, low=low, high=high):
                return f"X.max([{self.value(low)},X.min([{self.value(body)},{self.value(high)}])])"
            case Round(body=body, step=step, mode=mode):
                return f"X.round({self.value(body)},{self.value(step)},{self.value(mode)})"
            case Steps(x=x, rows=rows):
                inclusive = [str(row.upper_inclusive).lower() for row in rows]
                ends = [f"{_end(row.over)},{_end(row.up_to)}" for row in rows]
                values = [f"()=>{self.value(row.value)}" for row in rows]
                lines = ",".join(f"[{e},{i},{v}]" for e, i, v in zip(ends, inclusive, values, strict=True))
                return f"X.row({self.value(x)},[{lines}])"
            case _:
                assert_never(expr)

    def _clause(self, expr: Clause, body: Expr) -> str:
        if id(expr) not in self.known:
            text = self.value(body)
            self.known[id(expr)] = f"k{len(self.clauses)}"
            self.clauses.append((self.known[id(expr)], text))
        return self.known[id(expr)]


def _end(bound: Fraction | None) -> str:
    return "null" if bound is None else literal(bound)
