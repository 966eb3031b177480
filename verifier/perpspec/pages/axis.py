"""Where on a drawing does a value stand, on a plain or a logarithmic axis, and which marks does the axis have?

A place on a drawing is no number of the venue: floats are good enough for it, and are written with one decimal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from ``low`` to ``high`` laid on places from ``start`` to ``end``."""

    low: Fraction
    high: Fraction
    start: float
    end: float
    logarithmic: bool = False

    def place(self, value: Fraction) -> float:
        """Return where ``value`` stands; what lies outside stands at the end of the axis."""
        inside = min(max(value, self.low), self.high)
        if self.logarithmic:
            share = (_log(inside) - _log(self.low)) / (_log(self.high) - _log(self.low))
        else:
            share = float((inside - self.low) / (self.high - self.low))
        return self.start + (self.end - self.start) * share

    def marks(self) -> tuple[Fraction, ...]:
        """Return round values along the axis, ten at the most."""
        return _powers(self.low, self.high) if self.logarithmic else _round(self.low, self.high)


def _log(value: Fraction) -> float:
    return math.log10(value.numerator) - math.log10(value.denominator)


def _powers(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    first, last = math.ceil(_log(low) - 1e-9), math.floor(_log(high) + 1e-9)
    every = max(1, math.ceil((last - first + 1) / 8))
    return tuple(Fraction(10) ** power for power in range(first, last + 1, every))


def _round(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    raw = (high - low) / 5
    size = Fraction(10) ** math.floor(_log(raw))
    step = next(size * n for n in _STEPS if size * n >= raw)
    first = math.ceil(low / step)
    return tuple(step * n for n in range(first, math.floor(high / step) + 1))


def between(low: Fraction, high: Fraction, count: int) -> tuple[Fraction, ...]:
    """Return values from ``low`` to ``high``, evenly spread on a logarithmic axis, both ends among them."""
    ratio = (_log(high) - _log(low)) / count
    inner = (Fraction(10 ** (_log(low) + ratio * n)).limit_denominator(1000) for n in range(1, count))
    return (low, *(value for value in inner if low < value < high), high)


def pixel(place: float) -> str:
    """Return a place as SVG writes it."""
    return f"{place:.1f}".removesuffix(".0")
