"""Which number does a literal such as ``0.05%``, ``150_000 USDT`` or ``0.01% per 8h`` stand for?

Literals are cut out of a formula before Python's parser sees it: each is overwritten by underscores of the same
length, so columns stay true and no float is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..source.numbers import number
from .faults import FormulaError
from .tree import Num
from .units import BUILT_IN, Unit

_DIGITS = r"(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?"
_UNIT = r"%|[A-Za-z][A-Za-z0-9]*"
_LITERAL = re.compile(rf"(?<![A-Za-z0-9_.])({_DIGITS})(?:( ?)({_UNIT}))?(?:( per )({_DIGITS})?( ?)({_UNIT}))?")
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'")
_KEYWORDS = frozenset({"if", "else", "and", "or", "not", "in", "is", "per"})


def cut_literals(text: str, units: Mapping[str, Unit]) -> tuple[str, dict[int, Num]]:
    """Return ``text`` with every literal masked by underscores, and the numbers by the column they start at."""
    found: dict[int, Num] = {}
    masked: list[str] = []
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while match := _LITERAL.search(text, at):
        quoted = next((end for start, end in words if start <= match.start() < end), None)
        if quoted is not None:
            masked.append(text[at:quoted])
            at = quoted
            continue
        literal, end = _read(match, units)
        found[match.start()] = literal
        masked += [text[at : match.start()], "_" * (end - match.start())]
        at = end
    return "".join([*masked, text[at:]]), found


def _read(match: re.Match[str], units: Mapping[str, Unit]) -> tuple[Num, int]:
    digits, _, unit_name, per, per_digits, _, per_name = match.groups()
    value = _value(digits, match.span(1))
    end = match.end(1)
    unit = Unit(BUILT_IN["x"].kind, Fraction(1))
    if unit_name and unit_name not in _KEYWORDS:
        unit = _unit(unit_name, match.span(3), units)
        end = match.end(3)
        if per:
            below = _unit(per_name, match.span(7), units)
            times = _value(per_digits, match.span(5)) if per_digits else Fraction(1)
            if not times:
                raise FormulaError("a rate per nothing", match.span(), help="give a length of time above zero")
            unit = Unit(unit.kind / below.kind, unit.factor / (below.factor * times))
            end = match.end()
    span = (match.start(), end)
    return Num(value * unit.factor, unit.kind, match.string[slice(*span)], span), end


def _value(digits: str, span: tuple[int, int]) -> Fraction:
    value = number(digits)
    if value is None:
        raise FormulaError(
            f"`{digits}` is not a number that can be read exactly", span,
            help="write digits with at most one point, `_` only between digits, and an exponent within 30",
        )  # fmt: skip
    return value


def _unit(name: str, span: tuple[int, int], units: Mapping[str, Unit]) -> Unit:
    unit = BUILT_IN.get(name) or units.get(name)
    if unit is None:
        known = ", ".join([*BUILT_IN, *units])
        raise FormulaError(f"`{name}` is not a unit", span, help=f"declare it under `units:` of the venue; known: {known}")
    return unit
