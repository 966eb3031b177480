"""Which values can a variable take?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .kinds import Kind

Value = Fraction | bool | str


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from ``low`` to ``high``; a missing end is infinite, an open end is not itself included."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Value) -> bool:
        """Return whether ``value`` is a number of this range."""
        if not isinstance(value, Fraction):
            return False
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below


@dataclass(frozen=True, slots=True)
class Finite:
    """Exactly these values, in the author's order."""

    values: tuple[Value, ...]

    def holds(self, value: Value) -> bool:
        """Return whether ``value`` is one of these values."""
        return any(value == known and type(value) is type(known) for known in self.values)


Domain = Range | Finite


@dataclass(frozen=True, slots=True)
class Variable:
    """A free value of a question. ``step`` is its lot or tick; ``silent`` tells that a reading chooses it."""

    name: str
    kind: Kind
    domain: Domain
    step: Fraction | None = None
    silent: bool = False


TRUTHS = Finite((False, True))
