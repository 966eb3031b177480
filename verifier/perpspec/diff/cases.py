"""What does a change of a formula mean for each side and each position mode that it distinguishes?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

from ..language.domains import Finite, Value, Variable
from ..readings.rebuild import chosen
from .change import Change, Direction, Situation, together
from .equal import Difference, Formulas, compare
from .orientation import higher_is

_WORDS: Mapping[Value, str] = {Fraction(1): "long", Fraction(-1): "short"}
_SPLIT = frozenset({"side", "mode", "position_mode"})
_MOST = 4
_LOWER: Mapping[Direction, Direction] = {"stricter": "looser", "looser": "stricter"}


def with_cases(change: Change, given: Formulas) -> Change:
    """Return the change with each side and mode in which it is one, and the direction that these have together."""
    found = tuple(by_case(given))
    return replace(change, situations=found, direction=together(case.direction for case in found)) if found else change


def by_case(given: Formulas) -> Iterator[Situation]:
    """Yield for each side and mode in which the formulas differ how they do; nothing where they distinguish none."""
    split = [v for v in given.variables if v.name.rpartition(".")[2] in _SPLIT and isinstance(v.domain, Finite) and not v.silent]
    if not split or prod(len(_values(variable)) for variable in split) > _MOST:
        return
    about = " and ".join(variable.name.rpartition(".")[2].replace("_", " ") for variable in split)
    for values in product(*(_values(variable) for variable in split)):
        named = {variable.name: value for variable, value in zip(split, values, strict=True)}
        case = " ".join(_WORDS.get(value, str(value)) for value in values)
        higher = higher_is(given.id, case)
        found = compare(_within(given, named), higher)
        if found.order != "equal":
            yield Situation(about, case, direction_of(found, higher), regions=found.regions, witness="; ".join(found.witnesses))


def _values(variable: Variable) -> tuple[Value, ...]:
    assert isinstance(variable.domain, Finite)
    return variable.domain.values


def _within(given: Formulas, named: Mapping[str, Value]) -> Formulas:
    """Return the formulas with the side and the mode put in."""
    left = tuple(v for v in given.variables if v.name not in named)
    return replace(given, old=chosen(given.old, {}, named), new=chosen(given.new, {}, named), variables=left)


def direction_of(found: Difference, higher: Direction) -> Direction:
    """Return what it means for an account that one formula lies so to the other."""
    match found.order:
        case "equal":
            return "equivalent"
        case "higher":
            return higher
        case "lower":
            return _LOWER.get(higher, "incomparable")
        case _:
            return "incomparable"
