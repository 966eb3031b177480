"""How is an exact value said: grouped digits, the venue's unit, percent for rates, a repeating decimal as a fraction?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..language.domains import Value
from ..language.kinds import COIN, CONTRACTS, MONEY, NUMBER, QUANTITY, TIME, Kind
from ..language.units import Unit
from ..readings.plain import decimal

_TIMES = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def said(value: Value, kind: Kind, units: Mapping[str, Unit], *, percent: bool = False) -> str:
    """Return ``value`` as a person writes it; ``percent`` tells that a plain number is a rate."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if kind == TIME:
        return _time(value)
    if kind == NUMBER:
        return f"{_digits(value * 100)}%" if percent else _digits(value)
    return f"{_digits(value)} {_unit(kind, units)}".strip()


def _digits(value: Fraction) -> str:
    exact = decimal(value)
    if "/" in exact:
        return f"{value.numerator}/{value.denominator} (about {rounded_text(value)})"
    whole, _, rest = exact.lstrip("-").partition(".")
    grouped = f"{int(whole):_}"
    return ("-" if value < 0 else "") + grouped + (f".{rest}" if rest else "")


def rounded_text(value: Fraction, digits: int = 6) -> str:
    """Return ``value`` cut to ``digits`` decimals after the point, for reading only."""
    scaled = abs(value) * 10**digits
    whole = str(scaled.numerator // scaled.denominator).rjust(digits + 1, "0")
    return ("-" if value < 0 else "") + f"{int(whole[:-digits]):_}.{whole[-digits:]}"


def _time(value: Fraction) -> str:
    for size, unit in _TIMES:
        if value and value % size == 0:
            return f"{_digits(value / size)} {unit}"
    return f"{_digits(value)} s"


def _unit(kind: Kind, units: Mapping[str, Unit]) -> str:
    names: dict[Kind, str] = {}
    for name, unit in units.items():
        names.setdefault(unit.kind, name) if unit.factor == 1 else None
    names[CONTRACTS] = "contracts"
    if kind in names:
        return names[kind]
    for top in (MONEY, QUANTITY, COIN, NUMBER):
        for below in (QUANTITY, MONEY, CONTRACTS, TIME):
            if kind == top / below:
                above = names.get(top, "") if top != NUMBER else ""
                under = "s" if below == TIME else "contract" if below == CONTRACTS else names.get(below, "unit")
                return f"{above} per {under}".strip()
    return f"({kind})"
