"""How is an exact value written: for people with its unit, for machines so that nothing is lost?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.quantities import said
from ..language.domains import Value
from ..language.kinds import NUMBER, Kind
from ..language.units import Unit

_RATES = ("rate", "premium", "damping", "interest", "cap", "floor", "bandwidth", "fee", "weight")


def for_people(value: Value, kind: Kind, units: Mapping[str, Unit], name: str = "") -> str:
    """Return ``value`` with its unit; a plain number is a percentage if ``name`` or the unit's absence says rate."""
    return said(value, kind, units, percent=kind == NUMBER and is_rate(name))


def is_rate(name: str) -> bool:
    """Return whether a number of that name is written as a percentage."""
    last = name.rpartition(".")[2].lower()
    return any(word in _RATES for word in last.replace(" ", "_").split("_"))


def for_machines(value: Value) -> str:
    """Return ``value`` as text that gives it back exactly: a decimal where it has one, else ``1/3``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    return decimal_text(value)


def decimal_text(value: Fraction) -> str:
    """Return a number as a decimal without grouping, or as numerator and denominator."""
    from ..readings.plain import decimal

    text = decimal(value)
    return f"{value.numerator}/{value.denominator}" if "/" in text else text
