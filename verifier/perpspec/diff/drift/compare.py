"""Does the interface say what the spec says, for each market that both know?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...language.faults import FormulaError
from ...language.tree import Expr
from ...load.load import Spec
from ...load.tables import TierTable
from ...readings.exact import Env, Undefined, exact
from ...readings.rebuild import choices_in, free_names
from ..change import DIRECTIONS, Change, Comparison, Direction, Label
from ..markets import tables_of
from ..orientation import higher_is
from ..tables import Asked, Printed, table_change
from .snapshot import Snapshot, by_market
from .tables import table_of


def drift(spec: Spec, snapshot: Snapshot, leverages: tuple[Fraction, ...]) -> Comparison:
    """Return what the interface says otherwise than the spec; raise ``SnapshotError`` where two symbols are one market."""
    said = dict.fromkeys((*snapshot.tiers, *snapshot.intervals, *snapshot.contracts, *snapshot.faults))
    markets = by_market(said, dict.fromkeys((*spec.tiered, *spec.markets)))
    found = [
        *_tables(spec, snapshot, markets, leverages), *_intervals(spec, snapshot, markets), *_contracts(spec, snapshot, markets),
        *_faults(snapshot, markets), *_unknown(said, markets), *_missing(spec, snapshot, markets),
    ]  # fmt: skip
    ranked = sorted(found, key=lambda change: (-DIRECTIONS.index(change.direction), change.id, change.markets))
    old = Label(f"{spec.venue.id}{f'@{spec.venue.as_of}' if spec.venue.as_of else ''}", spec.venue.id, spec.venue.as_of)
    new = Label(snapshot.name, spec.venue.id, snapshot.date)
    return Comparison(old, new, tuple(ranked), spec.venue.units, tuple(dict.fromkeys(markets.values())))


def _tables(
    spec: Spec, snapshot: Snapshot, markets: dict[str, str], leverages: tuple[Fraction, ...]
) -> Iterator[Change]:  # fmt: skip
    groups: dict[object, tuple[Change, list[str]]] = {}
    for symbol in snapshot.tiers:
        market = markets.get(symbol)
        tables = () if market is None else tables_of(spec, market)
        if market is None or not tables:
            continue
        answers = [_against(spec, market, table_of(snapshot, symbol, t), t, leverages) for t in tables]
        if any(answer is None for answer in answers):  # it is one of those that the sources dispute
            continue
        change = answers[-1]
        assert change is not None
        content = (tables[-1].key, table_of(snapshot, symbol, tables[-1]).key)
        groups.setdefault(content, (change, []))[1].append(market)
    for change, named in groups.values():
        yield replace(change, markets=tuple(named))


def _against(spec: Spec, market: str, new: TierTable, old: TierTable, leverages: tuple[Fraction, ...]) -> Change | None:
    place = f"{old.place.file}:{old.place.line}"
    return table_change(Printed(old, spec.resolver(market), place), Printed(new, None, new.place.file), Asked(leverages))


def _intervals(spec: Spec, snapshot: Snapshot, markets: dict[str, str]) -> Iterator[Change]:
    groups: dict[tuple[Fraction, Fraction], list[str]] = {}
    for symbol, length in snapshot.intervals.items():
        market = markets.get(symbol)
        stated = None if market is None else _number(spec, "funding.interval.default", market)
        if market is not None and stated is not None and stated != length:
            groups.setdefault((stated, length), []).append(market)
    for (old, new), named in groups.items():
        yield _changed("funding.interval.default", "funding", named, f"{old} s", f"{new} s", "incomparable")


def _contracts(spec: Spec, snapshot: Snapshot, markets: dict[str, str]) -> Iterator[Change]:
    for symbol, listed in snapshot.contracts.items():
        market = markets.get(symbol)
        if market is None:
            continue
        for name, new in listed.numbers.items():
            old = _number(spec, f"contracts.{name}", market)
            if old is not None and old != new:
                lower: dict[Direction, Direction] = {"looser": "stricter", "stricter": "looser"}
                higher = higher_is(f"contracts.{name}")
                direction = higher if new > old else lower.get(higher, "incomparable")
                yield _changed(f"contracts.{name}", "contracts", [market], str(old), str(new), direction)


def _number(spec: Spec, ident: str, market: str) -> Fraction | None:
    """Return the number that a clause says for a market, None where it says none, or more than one."""
    try:
        found: Expr | None = spec.resolver(market).clause(ident)
        if found is None or free_names(found) or choices_in(found):
            return None
        value = exact(found, Env({}))
    except (FormulaError, Undefined):
        return None
    return value if isinstance(value, Fraction) else None


def _changed(ident: str, section: str, named: list[str], old: str, new: str, direction: Direction) -> Change:
    message = f"the interface says another `{ident}`"
    return Change(ident, section, "parameter", direction, message, tuple(named), old, new, reach="everything")


def _faults(snapshot: Snapshot, markets: dict[str, str]) -> Iterator[Change]:
    for symbol, reason in snapshot.faults.items():
        if symbol in markets:
            yield Change(
                "snapshot.market", "tiers", "not comparable", "incomparable", reason, (markets[symbol],), reach="everything"
            )


def _unknown(said: dict[str, None], markets: dict[str, str]) -> Iterator[Change]:
    unknown = [symbol for symbol in said if symbol not in markets]
    if unknown:
        message = f"{len(unknown)} of {len(said)} symbols of the snapshot are no market of the spec"
        yield Change("snapshot.unknown", "contracts", "not comparable", "equivalent", message, tuple(unknown))


def _missing(spec: Spec, snapshot: Snapshot, markets: dict[str, str]) -> Iterator[Change]:
    known = frozenset(markets.values())
    missing = [market for market in spec.tiered if market not in known] if snapshot.tiers else []
    if missing:
        message = f"{len(missing)} markets of the spec are not in the snapshot"
        yield Change("snapshot.missing", "tiers", "not comparable", "equivalent", message, tuple(missing))
