"""Which dated file would make the spec say what the interface says?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...load.load import Spec
from ...readings.plain import decimal
from ..change import Comparison
from .snapshot import Quoted, Snapshot, by_market


def proposal(spec: Spec, snapshot: Snapshot, comparison: Comparison) -> str:
    """Return the text of a section file `tiers` with the tables that differ; empty where none does."""
    changed = [m for change in comparison.changes if change.id == "tiers.table" for m in change.markets]
    symbols = {market: symbol for symbol, market in by_market(snapshot.tiers, spec.tiered).items()}
    markets = [market for market in changed if market in symbols]
    return "\n".join(_file(snapshot, {market: symbols[market] for market in markets})) + "\n" if markets else ""


def _file(snapshot: Snapshot, markets: dict[str, str]) -> Iterator[str]:
    names: dict[tuple[Quoted, ...], str] = {}
    for market, symbol in markets.items():
        names.setdefault(snapshot.tiers[symbol], f"{market}-{snapshot.date[:10]}".lower())
    yield "perpspec: 1"
    yield "section: tiers"
    yield f"effective: {snapshot.date}"
    yield "amends: true"
    yield f"note: read from {snapshot.name}; since when it holds is not known, only that it held then"
    yield ""
    yield "tables:"
    for rows, name in names.items():
        yield f"  {name}:"
        yield from (f"    - {_row(row)}" for row in rows)
    yield ""
    yield "markets:"
    for market, symbol in markets.items():
        yield f"  {market}: {names[snapshot.tiers[symbol]]}"


def _row(row: Quoted) -> str:
    fields = [("over", _grouped(row.over))]
    if row.up_to is not None:
        fields.append(("up_to", _grouped(row.up_to)))
    if row.max_leverage is not None:
        fields.append(("max_leverage", decimal(row.max_leverage)))
    if row.initial_rate is not None:
        fields.append(("initial_rate", f"{decimal(row.initial_rate * 100)}%"))
    if row.maintenance_rate is not None:
        fields.append(("maintenance_rate", f"{decimal(row.maintenance_rate * 100)}%"))
    if row.deduction is not None:
        fields.append(("deduction", _grouped(row.deduction)))
    return "{" + ", ".join(f"{name}: {text}" for name, text in fields) + "}"


def _grouped(value: Fraction) -> str:
    whole, point, rest = decimal(value).partition(".")
    return f"{int(whole):_}{point}{rest}"
