"""Does a backtest over the old rules still stand, for each market?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from .change import Change, Comparison, Reach


def backtests(comparison: Comparison) -> Mapping[str, Reach]:
    """Return for each market ``nothing`` (unaffected), the size above which it is affected, or ``everything`` (invalid)."""
    general = reach_of(change for change in comparison.changes if not change.markets)
    own: dict[str, list[Change]] = {}
    for change in comparison.changes:
        for market in change.markets:
            own.setdefault(market, []).append(change)
    named = dict.fromkeys((*comparison.markets, *own))
    return {market: worse(general, reach_of(own.get(market, ()))) for market in named}


def reach_of(changes: Iterable[Change]) -> Reach:
    """Return what several changes reach together."""
    found: Reach = "nothing"
    for change in changes:
        found = worse(found, change.reach)
    return found


def worse(one: Reach, other: Reach) -> Reach:
    """Return the reach that leaves less of a backtest."""
    if "everything" in (one, other):
        return "everything"
    sizes = [reach for reach in (one, other) if isinstance(reach, Fraction)]
    return min(sizes) if sizes else "nothing"
