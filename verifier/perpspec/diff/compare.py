"""Which rules differ between two versions of a venue, and what follows from it?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..readings.exact import Env, exact
from ..readings.rebuild import choices_in, free_names
from .align import clause_pairs
from .chain import broken_chains
from .change import DIRECTIONS, Change, Comparison, Label
from .clauses import clause_changes
from .consequences import with_consequences
from .daily import daily_funding
from .dates import date_changes
from .markets import market_changes
from .notice import notices
from .statements import leaf_changes, source_changes, statement_changes
from .tables import Asked
from .versions import Versions

LEVERAGES = (Fraction(5), Fraction(10), Fraction(20))


class TwoVenues(Exception):
    """The two sides are different venues, whose rules have no common names; the text says which."""


def compare(versions: Versions, old: Label, new: Label, leverages: tuple[Fraction, ...] = LEVERAGES,
            only: tuple[str, ...] = ()) -> Comparison:  # fmt: skip
    """Return every change between two versions of one venue, for ``only`` these markets if any are named."""
    if old.venue != new.venue:
        raise TwoVenues(f"`{old.venue}` and `{new.venue}` are different venues")
    changes = [change for change in _changes(versions, leverages) if _concerns(change, only)]
    ranked = sorted(changes, key=lambda change: (-DIRECTIONS.index(change.direction), change.section, change.id, change.markets))
    markets = only or tuple(dict.fromkeys((*versions.old.markets, *versions.new.markets)))
    bounds = daily_funding(versions.old, versions.new, _asked_of(versions, changes, only))
    said = (*notices(versions), *broken_chains(versions))
    return Comparison(
        old, new, tuple(ranked), versions.new.venue.units or versions.old.venue.units, markets, bounds, said
    )  # fmt: skip


def _changes(versions: Versions, leverages: tuple[Fraction, ...]) -> Iterator[Change]:
    clauses = [change for pair in clause_pairs(versions.old, versions.new) for change in clause_changes(versions, pair)]
    leaves = list(leaf_changes(versions))
    yield from with_consequences(versions, clauses + leaves)
    yield from market_changes(versions, Asked(leverages, cost=_closing_cost(versions)))
    yield from statement_changes(versions)
    yield from source_changes(versions)
    yield from date_changes(versions)


def _closing_cost(versions: Versions) -> Fraction:
    """Return the share of a position that closing it is assumed to cost, 0 where nothing is assumed."""
    found = versions.new.resolver().clause("assumptions.closing_cost")
    if found is None or free_names(found) or choices_in(found):
        return Fraction(0)
    value = exact(found, Env({}))
    return value if isinstance(value, Fraction) else Fraction(0)


def _concerns(change: Change, only: tuple[str, ...]) -> bool:
    return not only or not change.markets or any(market in only for market in change.markets)


def _asked_of(versions: Versions, changes: list[Change], only: tuple[str, ...]) -> Iterator[str]:
    """Yield the markets whose bound of funding can have changed: all by a rule of funding, some by their tables."""
    if not any(change.section in ("funding", "tiers", "contracts") for change in changes):
        return
    general = any(change.section == "funding" for change in changes)
    touched = {market for change in changes for market in change.markets}
    there = frozenset(versions.old.markets)
    for market in versions.new.markets or ("",):
        if (general or market in touched) and (not market or market in there) and (not only or market in only):
            yield market
