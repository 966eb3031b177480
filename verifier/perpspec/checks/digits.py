"""Can one printed number be another one with fewer digits?"""

from __future__ import annotations

from fractions import Fraction

from ..readings.exact import rounded


def digits_of(value: Fraction) -> int:
    """Return how many decimals a finite decimal has; where it has no end, 12."""
    digits = 0
    while value.denominator != 1 and digits < 12:
        value *= 10
        digits += 1
    return digits


def is_rounded(printed: Fraction, exact: Fraction, fewest: int = 0) -> bool:
    """Return whether ``printed`` is ``exact`` rounded to nearest, or cut, at the decimals that are printed."""
    step = Fraction(1, 10 ** max(digits_of(printed), fewest))
    return printed in {rounded(exact, step, mode) for mode in ("half up", "half even", "toward zero")}
