"""On which stretches of a range is a piecewise truth true?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..language.domains import Range
from .pieces import NEVER, Pieces, compared, conjoined, merged


@dataclass(frozen=True, slots=True)
class Stretch:
    """A set of numbers without holes; an end that is None is infinite."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool
    high_in: bool

    def holds(self, x: Fraction) -> bool:
        """Return whether ``x`` lies in the stretch."""
        above = self.low is None or x > self.low or (self.low_in and x == self.low)
        return above and (self.high is None or x < self.high or (self.high_in and x == self.high))


def where(truth: Pieces, domain: Range) -> tuple[Stretch, ...]:
    """Return the maximal stretches of ``domain`` on which ``truth`` is true, in rising order."""
    bounded = Pieces((), (True,))
    for op, end, open_ in ((">", domain.low, domain.low_open), ("<", domain.high, domain.high_open)):
        if end is not None:
            side = compared(op if open_ else op + "=", Pieces((), ((Fraction(1), NEVER),)), Pieces((), ((NEVER, end),)))
            bounded = merged(bounded, side, conjoined)
    both = merged(bounded, truth, conjoined)
    found: list[Stretch] = []
    open_at: tuple[Fraction | None, bool] | None = None
    for index, cell in enumerate(both.cells):
        point = index % 2 == 1
        if cell is True and open_at is None:
            open_at = (both.cuts[index // 2], True) if point else (both.cuts[index // 2 - 1] if index else None, False)
        if cell is not True and open_at is not None:
            end = both.cuts[index // 2] if point else both.cuts[index // 2 - 1]
            found.append(Stretch(open_at[0], end, open_at[1], not point))
            open_at = None
    if open_at is not None:
        found.append(Stretch(open_at[0], None, open_at[1], False))
    return tuple(found)
