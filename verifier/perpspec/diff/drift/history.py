"""What changed from one recording to the next, and was it announced?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ...language.kinds import MONEY
from ...language.units import Unit
from ...load.load import Spec
from ...model.tiers import TiersSection
from ..change import DIRECTIONS, Change, Comparison, Label, Notice
from ..markets import tables_of
from ..tables import Asked, Printed, table_change
from .snapshot import Snapshot, bare
from .tables import table_of


def history(spec: Spec, snapshots: Sequence[Snapshot], leverages: tuple[Fraction, ...]) -> Iterator[Comparison]:
    """Yield the comparison of each recording with the next one that tells tiers, in the order given."""
    told = [snapshot for snapshot in snapshots if snapshot.tiers]
    for old, new in pairwise(told):
        yield between(spec, old, new, leverages)


def between(spec: Spec, old: Snapshot, new: Snapshot, leverages: tuple[Fraction, ...]) -> Comparison:
    """Return what changed between two recordings, with a notice for the markets that no dated file announces."""
    before, after = ({bare(symbol): symbol for symbol in snapshot.tiers} for snapshot in (old, new))
    shared = [name for name in after if name in before]
    changes = [
        *_changes(spec, old, new, {after[name]: before[name] for name in shared}, Asked(leverages)),
        *_listed("market.added", "added", [after[name] for name in after if name not in before]),
        *_listed("market.removed", "removed", [before[name] for name in before if name not in after]),
    ]
    ranked = tuple(sorted(changes, key=lambda change: (-DIRECTIONS.index(change.direction), change.id, change.markets)))
    units: Mapping[str, Unit] = spec.venue.units or {"USD": Unit(MONEY, Fraction(1))}
    labels = [Label(s.name, spec.venue.id, s.date) for s in (old, new)]
    moved = [market for change in ranked if change.id == "tiers.table" for market in change.markets]
    found = tuple(_unannounced(spec, moved, old.date, new.date))
    return Comparison(labels[0], labels[1], ranked, units, tuple(after[name] for name in shared), (), found)


def _changes(spec: Spec, old: Snapshot, new: Snapshot, symbols: Mapping[str, str], asked: Asked) -> Iterator[Change]:
    markets = {bare(market): market for market in spec.tiered}
    groups: dict[object, tuple[Change, list[str]]] = {}
    for symbol, former in symbols.items():
        market = markets.get(bare(symbol))
        like = next(iter(tables_of(spec, market)), None) if market is not None else None
        before, after = table_of(old, former, like), table_of(new, symbol, like)
        if before.key == after.key:
            continue
        content = (before.key, after.key)
        if content not in groups:
            change = table_change(Printed(before, None, old.name), Printed(after, None, new.name), asked)
            if change is None:
                continue
            groups[content] = (change, [])
        groups[content][1].append(symbol)
    for change, named in groups.values():
        yield replace(change, markets=tuple(named))


def _listed(ident: str, kind: str, symbols: list[str]) -> Iterator[Change]:
    if symbols:
        said = f"{len(symbols)} symbols are {'new' if kind == 'added' else 'gone'}"
        yield Change(
            ident, "tiers", "added" if kind == "added" else "removed", "equivalent", said, tuple(symbols), reach="everything"
        )


def _unannounced(spec: Spec, symbols: list[str], after: str, until: str) -> Iterator[Notice]:
    """Yield the symbols for which the spec has no dated file of that time: changed, and announced nowhere that was read."""
    if not symbols:
        return
    announced = {
        bare(market)
        for document in spec.venue.timeline("tiers")
        if isinstance(document.model, TiersSection) and after < document.effective <= f"{until}T99" and document.effective
        for market in document.model.markets
    }
    silent = [symbol for symbol in symbols if bare(symbol) not in announced]
    if silent:
        many = "symbol" if len(silent) == 1 else "symbols"
        said = f"{len(silent)} {many} changed and no dated file of `{spec.venue.id}` says so: {', '.join(sorted(silent))}"
        yield Notice("notice.unannounced", said)
