"""What does a unit stand for: a kind and an exact factor?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .kinds import COIN, CONTRACTS, MONEY, NUMBER, QUANTITY, TIME, Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """``1 unit = factor`` in the base unit of ``kind``."""

    kind: Kind
    factor: Fraction


BUILT_IN: Mapping[str, Unit] = {
    "%": Unit(NUMBER, Fraction(1, 100)),
    "bp": Unit(NUMBER, Fraction(1, 10_000)),
    "ppm": Unit(NUMBER, Fraction(1, 1_000_000)),
    "x": Unit(NUMBER, Fraction(1)),
    "ms": Unit(TIME, Fraction(1, 1000)),
    "s": Unit(TIME, Fraction(1)),
    "min": Unit(TIME, Fraction(60)),
    "h": Unit(TIME, Fraction(3600)),
    "d": Unit(TIME, Fraction(86_400)),
    "contract": Unit(CONTRACTS, Fraction(1)),
    "contracts": Unit(CONTRACTS, Fraction(1)),
}

MEASURED: Mapping[str, Kind] = {"money": MONEY, "quantity": QUANTITY, "coin": COIN, "time": TIME}
