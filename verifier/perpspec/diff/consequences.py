"""Which outputs come out otherwise because a parameter, a definition or an input is another?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.venue import Stated
from ..readings.rebuild import clauses_in, free_names
from .align import Pair
from .cases import by_case
from .change import Change, Direction, together
from .clauses import closed, difference, formulas_of, shared_markets
from .orientation import HIGHER_IS, OF_SIDE, higher_is
from .versions import Versions

Known = dict[tuple[str, str], Direction | None]


def with_consequences(versions: Versions, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those of inner clauses with the outputs they move and the direction these have together."""
    found = list(changes)
    named = {change.id for change in found}
    known: Known = {}
    for change in found:
        if change.id in HIGHER_IS or change.direction == "equivalent" or change.kind in ("disclosure", "retraction"):
            yield change
            continue
        moved = list(_moved(versions, change, named, known))
        if not moved:
            yield change
            continue
        direction = together(direction for _, direction in moved)
        yield replace(
            change, direction="incomparable" if direction == "equivalent" else direction,
            consequences=tuple(f"{ident}: {each}" for ident, each in moved),
        )  # fmt: skip


def _moved(versions: Versions, change: Change, named: set[str], known: Known) -> Iterator[tuple[str, Direction]]:
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
        if (ident, market) not in known:
            known[ident, market] = _direction(versions, Pair(ident, old, new), market, before, after)
        direction = known[ident, market]
        if direction is not None:
            yield ident, direction


def _direction(versions: Versions, pair: Pair[Stated], market: str, before: Expr, after: Expr) -> Direction | None:
    """Return in which direction an output has moved for one market, None where it has not."""
    order = difference(versions, pair, market, before, after).order
    if order == "equal":
        return None
    if pair.id in OF_SIDE:
        cases = [case.direction for case in by_case(formulas_of(versions, pair, market, before, after))]
        return together(cases) if cases else "incomparable"
    higher = higher_is(pair.id)
    other: dict[Direction, Direction] = {"stricter": "looser", "looser": "stricter"}
    return higher if order == "higher" else other.get(higher, "incomparable") if order == "lower" else "incomparable"
