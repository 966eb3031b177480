"""How is an exact value written: for people with its unit, for machines so that nothing is lost?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from ..claims.quantities import said
from ..language.domains import Finite, Range, Value, Variable
from ..language.kinds import NUMBER, Kind
from ..language.units import Unit
from ..readings.plain import decimal

_RATES = frozenset({"premium", "damping", "interest", "cap", "floor", "bandwidth", "fee"})


def for_people(value: Value, kind: Kind, units: Mapping[str, Unit], name: str = "") -> str:
    """Return ``value`` with its unit; a plain number is a percentage where ``name`` is that of a rate."""
    return said(value, kind, units, percent=kind == NUMBER and is_rate(name))


def is_rate(name: str) -> bool:
    """Return whether a number of that name is usually written as a percentage."""
    words = name.rpartition(".")[2].lower().replace(" ", "_").split("_")
    return "rate" in words or words[-1] in _RATES


def for_machines(value: Value) -> str:
    """Return ``value`` as text that gives it back exactly: a decimal where it has one, else ``1/3``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    return decimal_text(value)


def decimal_text(value: Fraction) -> str:
    """Return a number as a decimal without grouping, or as numerator and denominator."""
    text = decimal(value)
    return f"{value.numerator}/{value.denominator}" if "/" in text else text


def domain_text(variable: Variable, units: Mapping[str, Unit]) -> str:
    """Return the kind of a variable and the values it can take."""

    def said(value: Value) -> str:
        return for_people(value, variable.kind, units, variable.name)

    match variable.domain:
        case Finite(values=values):
            text = "one of " + ", ".join(said(value) for value in values)
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            ends = []
            if low is not None:
                ends.append(f"{'above' if low_open else 'from'} {said(low)}")
            if high is not None:
                ends.append(f"{'below' if high_open else 'up to'} {said(high)}")
            text = " ".join(ends) or "any"
        case _:
            assert_never(variable.domain)
    steps = f", in steps of {said(variable.step)}" if variable.step is not None else ""
    return f"{variable.kind}, {text}{steps}" + (", which a reading chooses" if variable.silent else "")
