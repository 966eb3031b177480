"""At which number does an amount that depends on it fall to zero: exactly where that is a fraction, else between two?

The pages do the same, step by step, in ``X.crossing`` of ``pages/theme/perpspec.js``; a test compares both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from .exact import Undefined

STEPS, OCTAVES, HALVINGS = 16, 64, 80
Gap = Callable[[Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The amount is above zero on one side of the two numbers and not on the other; they are one where it is zero there."""

    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"


def crossing(gap: Gap, start: Fraction, *, down: bool) -> Crossing:
    """Return where ``gap`` first falls to zero as its number goes down, or up, from ``start``.

    Raises ``Undefined`` where it is not above zero to begin with, or stays above zero as far as is looked.
    """
    if start <= 0 or gap(start) <= 0:
        raise Undefined("it is liquidated as it is opened")
    good, bad = _bracket(gap, start, down)
    for _ in range(HALVINGS):
        for guess in _guesses(good, gap(good), bad, gap(bad)):
            if gap(guess) == 0:
                return Crossing(guess, guess)
        middle = (good + bad) / 2
        good, bad = (middle, bad) if gap(middle) > 0 else (good, middle)
    return Crossing(min(good, bad), max(good, bad))


def _bracket(gap: Gap, start: Fraction, down: bool) -> tuple[Fraction, Fraction]:
    """Return two numbers that follow on each other, above zero at the first and not at the second."""
    good = start
    for octave in range(OCTAVES):
        for step in range(1, STEPS + 1):
            here = start / 2**octave * (2 * STEPS - step) / (2 * STEPS) if down else start * 2**octave * (STEPS + step) / STEPS
            if gap(here) <= 0:
                return good, here
            good = here
    raise Undefined("there is none")


def _guesses(good: Fraction, above: Fraction, bad: Fraction, below: Fraction) -> Iterator[Fraction]:
    """Yield where the amount is zero if it is affine between both in the number, and if it is so in one over it."""
    share = above / (above - below)
    yield good + (bad - good) * share
    yield 1 / (1 / good + (1 / bad - 1 / good) * share)
