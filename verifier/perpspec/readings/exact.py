"""Which exact value has a formula where every variable has its value and every choice is made?"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from ..language.domains import Value
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

__all__ = ["Env", "Undefined", "Value", "belongs", "exact", "pick", "rounded", "window_name"]
from .plain import plain


class Undefined(Exception):
    """The formula has no value here: a division by zero, a size that belongs to no tier, a root of a negative."""


@dataclass(frozen=True, slots=True)
class Env:
    """Values of variables and the option taken of each choice."""

    values: Mapping[str, Value]
    choices: Mapping[str, int] = field(default_factory=dict)


_COMPARE: Mapping[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def exact(expr: Expr, env: Env, memo: dict[int, Value] | None = None) -> Value:
    """Return the exact value of ``expr`` in ``env``; raise ``Undefined`` where it has none."""
    seen: dict[int, Value] = {} if memo is None else memo
    match expr:
        case Num(value=value) | Truth(value=value):
            return value
        case Word(text=text):
            return text
        case Name(ident=ident):
            return env.values[ident]
        case Window():
            return env.values[window_name(expr)]
        case Clause(body=body):
            if id(expr) not in seen:
                seen[id(expr)] = exact(body, env, seen)
            return seen[id(expr)]
        case Choice(id=choice, options=options):
            return exact(options[env.choices[choice]], env, seen)
        case Compare(op=op, left=left, right=right):
            return _COMPARE[op](exact(left, env, seen), exact(right, env, seen))
        case Logic(op=op, parts=parts):
            return (all if op == "and" else any)(exact(part, env, seen) for part in parts)
        case Not(body=body):
            return not exact(body, env, seen)
        case If(cond=cond, then=then, other=other):
            return exact(then if exact(cond, env, seen) else other, env, seen)
        case Neg() | Binary() | Pick() | Abs() | Clamp() | Round() | Root() | Steps():
            return _amount(expr, env, seen)
        case Call() | Each():
            raise Undefined("names are not resolved")
        case _:
            assert_never(expr)


_Amount = Neg | Binary | Pick | Abs | Clamp | Round | Root | Steps


def _amount(expr: _Amount, env: Env, memo: dict[int, Value]) -> Fraction:
    def value(part: Expr) -> Fraction:
        found = exact(part, env, memo)
        assert isinstance(found, Fraction), "kinds were checked"
        return found

    match expr:
        case Neg(body=body):
            return -value(body)
        case Abs(body=body):
            return abs(value(body))
        case Binary(op=op, left=left, right=right):
            return _binary(op, value(left), value(right))
        case Pick(how=how, parts=parts):
            return pick(how, [value(part) for part in parts])
        case Clamp(body=body, low=low, high=high):
            return max(value(low), min(value(body), value(high)))
        case Round(body=body, step=step, mode=mode):
            return rounded(value(body), value(step), str(exact(mode, env, memo)))
        case Root(body=body):
            return _root(value(body))
        case Steps(x=x, rows=rows):
            here = value(x)
            for row in rows:
                if belongs(here, row.over, row.up_to, row.upper_inclusive):
                    return value(row.value)
            raise Undefined(f"{here} belongs to no row")
        case _:
            assert_never(expr)


def window_name(window: Window) -> str:
    """Return the name under which the value of an opaque window is given."""
    return plain(window)


def belongs(x: Fraction, over: Fraction | None, up_to: Fraction | None, upper_inclusive: bool) -> bool:
    """Return whether ``x`` lies in the row; the inclusive side is the upper one, or else the lower one."""
    if upper_inclusive:
        return (over is None or x > over) and (up_to is None or x <= up_to)
    return (over is None or x >= over) and (up_to is None or x < up_to)


def _binary(op: str, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            if right == 0:
                raise Undefined("a division by zero")
            return left / right


def pick(how: str, values: list[Fraction]) -> Fraction:
    """Return the least, the greatest or the median of ``values``; an even median is the mean of the middle two."""
    if how != "median":
        return min(values) if how == "min" else max(values)
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _root(x: Fraction) -> Fraction:
    if x < 0:
        raise Undefined("a root of a negative number")
    return Fraction(math.isqrt(math.floor(x)))


def rounded(x: Fraction, step: Fraction, mode: str) -> Fraction:
    """Return ``x`` brought to a multiple of ``step`` in one of the ``MODES`` of the language."""
    if step <= 0:
        raise Undefined("a step that is not above zero")
    return _whole(x / step, mode) * step


def _whole(q: Fraction, mode: str) -> int:
    match mode:
        case "floor":
            return math.floor(q)
        case "ceil":
            return math.ceil(q)
        case "toward zero":
            return math.trunc(q)
        case "away from zero":
            return math.ceil(q) if q > 0 else math.floor(q)
        case "half even":
            return round(q)
        case "half up":
            return math.floor(q + Fraction(1, 2))
        case "half away from zero":
            return math.floor(abs(q) + Fraction(1, 2)) * (1 if q >= 0 else -1)
        case _:
            raise Undefined(f"`{mode}` is not a rounding mode")
