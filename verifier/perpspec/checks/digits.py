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


def is_raised(printed: Fraction, exact: Fraction) -> bool:
    """Return whether ``printed`` has decimals, and is ``exact`` raised to the next number with as many."""
    digits = digits_of(printed)
    return digits > 0 and printed == rounded(exact, Fraction(1, 10**digits), "ceil")


def is_rounded(printed: Fraction, exact: Fraction, fewest: int = 0) -> bool:
    """Return whether ``printed`` is ``exact`` rounded to nearest, or cut, at the decimals that are printed."""
    step = Fraction(1, 10 ** max(digits_of(printed), fewest))
    return printed in {rounded(exact, step, mode) for mode in ("half up", "half even", "toward zero")}
