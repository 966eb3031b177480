"""Which outputs come out otherwise because a parameter, a definition or an input is another?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..language.faults import FormulaError
from ..readings.rebuild import clauses_in, free_names
from .align import Pair
from .cases import by_case
from .change import Change, Direction, together
from .clauses import closed, difference, formulas_of, shared_markets
from .orientation import HIGHER_IS, OF_SIDE, higher_is
from .versions import Versions


def with_consequences(versions: Versions, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those of inner clauses with the outputs they move and the direction these have together."""
    found = list(changes)
    named = {change.id for change in found}
    for change in found:
        if change.id in HIGHER_IS or change.direction == "equivalent" or change.kind in ("disclosure", "retraction"):
            yield change
            continue
        moved = list(_moved(versions, change, named))
        if not moved:
            yield change
            continue
        direction = together(direction for _, direction in moved)
        yield replace(
            change, direction="incomparable" if direction == "equivalent" else direction,
            consequences=tuple(f"{ident}: {each}" for ident, each in moved),
        )  # fmt: skip


def _moved(versions: Versions, change: Change, named: set[str]) -> Iterator[tuple[str, Direction]]:
    for ident in HIGHER_IS:
        old, new = versions.old.venue.stated.get(ident), versions.new.venue.stated.get(ident)
        if ident in named or old is None or new is None:
            continue
        market = change.markets[0] if change.markets else shared_markets(versions, ident)[0]
        try:
            before, after = closed(versions.old, ident, market), closed(versions.new, ident, market)
        except FormulaError:
            continue
        if change.id not in {*clauses_in(before), *clauses_in(after), *free_names(before), *free_names(after)}:
            continue
        pair = Pair(ident, old, new)
        order = difference(versions, pair, market, before, after).order
        if ident in OF_SIDE and order != "equal":
            cases = [case.direction for case in by_case(formulas_of(versions, pair, market, before, after))]
            yield ident, together(cases) if cases else "incomparable"
        elif order in ("higher", "lower"):
            higher = higher_is(ident)
            other: dict[Direction, Direction] = {"stricter": "looser", "looser": "stricter"}
            yield ident, higher if order == "higher" else other.get(higher, "incomparable")
        elif order != "equal":
            yield ident, "incomparable"
