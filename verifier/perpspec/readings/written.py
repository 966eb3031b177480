"""How is a value that is not known yet written as Python text?"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .scaled import FLIPPED, Scaled, aligned, constant, threshold
from .wholes import WHOLE_TEXT, whole

OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A whole number: a name, a numeral or an expression in brackets; ``fixed`` is its value where it is known."""

    text: str
    fixed: int | None = None

    def __add__(self, other: Text) -> Text:
        if self.fixed is not None and other.fixed is not None:
            return numeral(self.fixed + other.fixed)
        if self.fixed == 0 or other.fixed == 0:
            return other if self.fixed == 0 else self
        return Text(f"({self.text} + {other.text})")

    def __sub__(self, other: Text) -> Text:
        if self.fixed is not None and other.fixed is not None:
            return numeral(self.fixed - other.fixed)
        if self.fixed == 0 or other.fixed == 0:
            return -other if self.fixed == 0 else self
        return Text(f"({self.text} - {other.text})")

    def __mul__(self, other: Text | int) -> Text:
        factor = numeral(other) if isinstance(other, int) else other
        if self.fixed is not None and factor.fixed is not None:
            return numeral(self.fixed * factor.fixed)
        if self.fixed == 0 or factor.fixed == 0:
            return numeral(0)
        if self.fixed == 1 or factor.fixed == 1:
            return factor if self.fixed == 1 else self
        return Text(f"({self.text} * {factor.text})")

    def __neg__(self) -> Text:
        return Text(f"(-{self.text})") if self.fixed is None else numeral(-self.fixed)


@dataclass(frozen=True, slots=True)
class Flag:
    """A truth."""

    text: str
    fixed: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A word."""

    text: str
    fixed: str | None = None


Amount = Scaled[Text]
Term = Amount | Flag | Said


def numeral(value: int) -> Text:
    """Return a number that is known."""
    return Text(str(value) if value >= 0 else f"({value})", value)


def truth(value: bool) -> Flag:
    """Return a truth that is known."""
    return Flag(str(value), value)


def ordered(op: str, left: Amount, right: Amount) -> Flag:
    """Return the comparison of two amounts."""
    bound = constant(left)
    if bound is not None:
        op, left, right = FLIPPED[op], right, left
    bound = constant(right)
    if bound is None or left.below is not None:
        (first, second), _, _ = aligned((left, right))
        return Flag(f"({first.text} {op} {second.text})")
    limit = threshold(op, bound * left.scale)
    if limit is None:
        return truth(op == "!=")
    if left.above.fixed is not None:
        return truth(OPERATORS[op](left.above.fixed, limit))
    return Flag(f"({left.above.text} {op} {numeral(limit).text})")


def alike(op: str, left: Flag | Said, right: Flag | Said) -> Flag:
    """Return the comparison of two truths or two words."""
    if left.fixed is not None and right.fixed is not None:
        return truth(OPERATORS[op](left.fixed, right.fixed))
    return Flag(f"({left.text} {op} {right.text})")


def whole_text(above: Text, below: Text, mode: str) -> Text:
    """Return the quotient as a whole number; ``above`` is a name or known, ``below`` a name or known, above zero."""
    if above.fixed is not None and below.fixed is not None:
        known = whole(above.fixed, below.fixed, mode)
        assert known is not None, "the mode is one of MODES"
        return numeral(known)
    if below.fixed == 1:
        return above
    twice = below * 2
    if mode == "half up" and below.fixed is not None and below.fixed % 2 == 0:
        return Text(f"(({above.text} + {below.fixed // 2}) // {below.text})")
    return Text(WHOLE_TEXT[mode].format(n=above.text, m=below.text, twice=twice.text))
