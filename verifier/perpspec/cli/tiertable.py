"""How does a tier table read: its bounds, its rates, and the deduction that follows from them?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..language.kinds import NUMBER, Kind
from ..load.load import Spec
from ..load.names import texts_of
from ..load.tables import Tier, TierTable
from ..report.numbers import for_people
from ..report.sheet import Row, aligned, fact
from ..report.summary import counted

_MOST_TABLES = 3


def table_rows(spec: Spec, market: str = "") -> Iterator[Row]:
    """Yield the tables of a market; without one, every table of a small venue, or the list of those of a large one."""
    tables = list(spec.tables.values())
    if market:
        stated = spec.venue.stated.get(f"tiers.markets.{market}")
        tables = [spec.tables[written.text] for written in texts_of(stated)] if stated is not None else []
    elif len(tables) > _MOST_TABLES:
        yield from aligned("tables", [_listed(spec, table) for table in tables])
        return
    for table in tables:
        yield ()
        yield from _table(spec, table)


def _listed(spec: Spec, table: TierTable) -> tuple[str, str, str, str]:
    top = table.tiers[-1].up_to if table.tiers else None
    markets = ", ".join(table.markets[:4]) + (f" and {len(table.markets) - 4} more" if len(table.markets) > 4 else "")
    size = "without end" if top is None else f"up to {for_people(top, table.measure, spec.venue.units)}"
    return (table.name, counted(len(table.tiers), "tier"), size, markets)


def _table(spec: Spec, table: TierTable) -> Iterator[Row]:
    yield from fact("table", f"{table.name}: {', '.join(table.markets) or 'no market'}")
    since = f", in force since {table.document.effective}" if table.document.effective else ""
    yield from fact("", f"{table.place.file}:{table.place.line}{since}")
    if table.curve is not None:
        for column in ("maintenance_rate", "initial_rate", "max_leverage"):
            clause = getattr(table.curve, column)
            if clause is not None:
                yield from fact("", f"{column} = {clause.value}, x the size")
        return
    low, high = ("over", "up to") if table.upper_inclusive else ("from", "below")
    head = ("tier", low, high, "max leverage", "initial rate", "maintenance rate", "deduction", "printed deduction")
    rows = [head, *(_tier(spec, table, *numbered) for numbered in enumerate(table.tiers))]
    shown = [i for i in range(len(head)) if i < 3 or any(row[i] for row in rows[1:])]
    yield from aligned("", [tuple(row[i] for i in shown) for row in rows])


def _tier(spec: Spec, table: TierTable, index: int, tier: Tier) -> tuple[str, ...]:
    def said(value: Fraction | None, kind: Kind, name: str = "") -> str:
        return "" if value is None else for_people(value, kind, spec.venue.units, name)

    derived = table.deductions()[index] if table.marginal else None
    leverage = said(tier.max_leverage, NUMBER)
    return (
        str(index + 1), said(tier.over, table.measure), said(tier.up_to, table.measure) or "without end",
        f"{leverage}x" if leverage else "", said(table.initial(tier), NUMBER, "rate"),
        said(tier.maintenance_rate, NUMBER, "rate"), said(derived, table.measure),
        said(tier.deduction, table.measure) + (" !" if tier.deduction not in (None, derived) else ""),
    )  # fmt: skip
