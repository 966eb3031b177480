"""Up to which size does a venue say enough about a position: the last bound, or a rate of the whole position?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..claims.build import lt, num
from ..language.domains import Range
from ..load.load import Spec
from ..load.tables import TierTable
from ..readings.pieces import NotAffine, pieces
from ..readings.stretches import where
from .curves import curves, rate_of
from .tables import SIZE, top


@dataclass(frozen=True, slots=True)
class End:
    """The largest size that a market's table says enough about, and why no larger one."""

    size: Fraction
    table: TierTable
    market: str
    why: str


def last_bounds(spec: Spec) -> Iterator[End]:
    """Yield the last bound of each stepped table in force."""
    for table in spec.in_force:
        limit = top(table)
        if limit is not None:
            yield End(limit, table, table.markets[0] if table.markets else table.name, "is above the last tier")


def full_rates(spec: Spec) -> Iterator[End]:
    """Yield for each formula the size from which its initial rate is above the whole position."""
    for table, resolver, markets in curves(spec):
        rate = rate_of(resolver, "initial_rate", SIZE)
        try:
            above = where(pieces(lt(num(1), rate), "size"), Range(Fraction(0))) if rate is not None else ()
        except NotAffine:
            above = ()
        if above and above[0].low is not None:
            yield End(above[0].low, table, markets[0], "has an initial rate above 100%")
