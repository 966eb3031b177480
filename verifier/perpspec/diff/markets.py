"""Which markets have another tier table, have none any more, or are new?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..language.kinds import MONEY
from ..load.load import Spec
from ..load.tables import TierTable
from ..model.identity import ContractsSection
from ..model.tiers import TiersSection
from .change import Change, ChangeKind
from .tables import Asked, Printed, table_change
from .versions import Versions


def tables_of(spec: Spec, market: str) -> tuple[TierTable, ...]:
    """Return the tables of a market in force: several where it is disputed which."""
    stated = spec.venue.stated.get(f"tiers.markets.{market}")
    if stated is None:
        return ()
    clause = stated.clause
    listed = clause.domain if isinstance(clause.domain, list) else []
    named = [clause.value, *(option.value for option in clause.alternatives), *listed]
    return tuple(spec.tables[name] for name in named if name is not None and name in spec.tables)


def market_changes(versions: Versions, asked: Asked) -> Iterator[Change]:
    """Yield the changes of tables, each once for all markets that share it, then the markets added and removed."""
    old, new = frozenset(versions.old.tiered), frozenset(versions.new.tiered)
    known: dict[object, Change | None] = {}
    users: dict[object, list[str]] = {}
    for market in versions.new.tiered:
        before = tables_of(versions.old, market) if market in old else former(versions.new, market)
        after = tables_of(versions.new, market)
        if not before or (_content(before) == _content(after) and not _curved(before, after)):
            continue
        inverse, base = _own(versions.new, market)
        own = (inverse, "" if after and after[-1].measure == MONEY else base)
        content = (_content(before), _content(after), market if _curved(before, after) else "", own)
        if content not in known:
            known[content] = _change(versions, market, before, after, asked)
        users.setdefault(content, []).append(market)
    for shared, markets in users.items():
        change = known[shared]
        if change is not None:
            yield replace(change, markets=tuple(markets))
    yield from _listed("market.added", "added", [m for m in versions.new.tiered if m not in old and not former(versions.new, m)])
    yield from _listed("market.removed", "removed", [m for m in versions.old.tiered if m not in new])


def former(spec: Spec, market: str) -> tuple[TierTable, ...]:
    """Return the tables that the newest notice about a market in force printed as the old ones, none where it did not."""
    for document in reversed(spec.venue.layers("tiers")):
        model = document.model
        if isinstance(model, TiersSection) and market in model.before:
            named = model.before[market]
            return tuple(t for t in spec.printed if t.document is document and t.name in named)
    return ()


def _curved(before: tuple[TierTable, ...], after: tuple[TierTable, ...]) -> bool:
    return any(table.curve is not None for table in (*before, *after))


def _own(spec: Spec, market: str) -> tuple[bool, str]:
    """Return whether the contract is inverse, and its base."""
    model = spec.venue.section("contracts")
    known = model.markets.get(market) if isinstance(model, ContractsSection) else None
    return _is_inverse(spec, market), (known.base or "") if known is not None else ""


def _content(tables: tuple[TierTable, ...]) -> tuple[object, ...]:
    return tuple(table.key for table in tables)


def _change(
    versions: Versions, market: str, before: tuple[TierTable, ...], after: tuple[TierTable, ...], asked: Asked
) -> Change | None:  # fmt: skip
    """Return the change of a market's table; of disputed ones those are compared that came out last."""
    if not before or not after:
        return None
    inverse, base = _own(versions.new, market)
    known = bool(tables_of(versions.old, market))
    old = _printed(versions.old if known else versions.new, before[-1], market, versions.old_root if known else versions.new_root)
    new = _printed(versions.new, after[-1], market, versions.new_root)
    kind: ChangeKind = "parameter"
    instant = before[-1].document.effective
    if len(before) != len(after) or (known and instant and instant == after[-1].document.effective):
        kind = "correction"
    found = table_change(old, new, replace(asked, inverse=inverse), kind)
    return None if found is None else replace(found, base=base)


def _printed(spec: Spec, table: TierTable, market: str, root: str) -> Printed:
    return Printed(table, spec.resolver(market), f"{table.place.file.removeprefix(root)}:{table.place.line}")


def _is_inverse(spec: Spec, market: str) -> bool:
    stated = spec.venue.stated.get(f"contracts.markets.{market}.form") or spec.venue.stated.get("contracts.defaults.form")
    return stated is not None and stated.clause.value == "inverse"


def _listed(ident: str, kind: ChangeKind, markets: list[str]) -> Iterator[Change]:
    if markets:
        many = "market has" if len(markets) == 1 else "markets have"
        said = f"{len(markets)} {many} a tier table {'that had none' if kind == 'added' else 'no more'}"
        yield Change(ident, "tiers", kind, "incomparable", said, tuple(markets), reach="everything")
