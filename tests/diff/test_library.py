"""Do all announced tables of Binance compare as their rows do, one by one?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from perpspec.diff.tables import Asked, Printed, table_change
from perpspec.load.load import load_spec
from perpspec.load.tables import TierTable
from perpspec.model.tiers import TiersSection
from tests.diff.versions import compared

SPEC = load_spec(Path("specs/binance-usdm"))


def announced() -> Iterator[tuple[str, TierTable, TierTable]]:
    """Yield each distinct table that a notice printed as the old one with the one it printed as the new."""
    seen = set()
    for document in SPEC.venue.timeline("tiers"):
        assert isinstance(document.model, TiersSection)
        tables = {table.name: table for table in SPEC.printed if table.document is document}
        for market, names in document.model.before.items():
            clause = document.model.markets[market]
            new = clause.value or clause.alternatives[-1].value
            for name in names:
                if (id(document), name, new) not in seen:
                    seen.add((id(document), name, new))
                    yield market, tables[name], tables[new]


PAIRS = list(announced())


def test_every_announced_change_is_compared_and_none_is_refused() -> None:
    assert len(PAIRS) >= 141
    for _, old, new in PAIRS:
        change = table_change(Printed(old), Printed(new), Asked((Fraction(10),)))
        assert (change is None) == (rows(old) == rows(new))
        assert change is None or change.kind == "parameter"


def rows(table: TierTable) -> list[tuple[object, ...]]:
    """Return what the rows mean for margins, leverage and limit."""
    return [(tier.over, tier.up_to, tier.maintenance_rate, tier.max_leverage, tier.deduction) for tier in table.tiers]


def test_the_maintenance_margin_of_every_pair_differs_where_and_as_the_rows_say() -> None:
    for _, old, new in PAIRS:
        if not (old.partition and new.partition):
            continue
        change = table_change(Printed(old), Printed(new), Asked(()))
        regions = [r for r in change.regions if r.quantity == "maintenance margin"] if change is not None else []
        for size in sorted({tier.up_to for table in (old, new) for tier in table.tiers if tier.up_to is not None}):
            margins = [margin(table, size) for table in (old, new)]
            if None in margins:
                continue
            gap = (margins[1] or 0) - (margins[0] or 0)
            at = [p.slope * size + p.intercept for r in regions for p in r.parts if p.stretch.holds(size)]
            assert at == ([gap] if gap else [])


def margin(table: TierTable, size: Fraction) -> Fraction | None:
    """Return the margin by the one row that the size belongs to, with its deduction, in a way of its own."""
    taken = Fraction(0)
    last = Fraction(0)
    for tier in table.tiers:
        rate = tier.maintenance_rate or Fraction(0)
        taken += tier.over * (rate - last)
        last = rate
        if tier.over < size <= (tier.up_to or size):
            return rate * size - (taken if tier.deduction is None else tier.deduction)
    return None


def test_hive_loses_leverage_and_no_account_is_stranded() -> None:
    (pair,) = [(old, new) for market, old, new in PAIRS if market == "HIVEUSDT"]
    change = table_change(Printed(pair[0]), Printed(pair[1]), Asked((Fraction(5), Fraction(20))))
    assert change is not None
    assert (change.direction, str(change.reach)) == ("stricter", "5000")
    assert change.lost is not None
    assert [str(v) for v in (change.lost.old, change.lost.new, change.lost.stretch.low)] == ["20", "5", "20000"]
    assert change.transitions[0].sizes == ()
    region = change.regions[0]
    assert [str(v) for v in (region.gap, region.gap_at, region.old, region.new)] == ["4400", "125000", "8675", "13075"]


def test_a_notice_whose_old_table_is_not_the_one_of_the_day_before_is_named() -> None:
    before, after = SPEC.at("2025-09-13T06:30Z"), SPEC.at("2025-09-14T06:30Z")
    (notice,) = [n for n in compared(before, after).notices if n.id == "notice.does_not_chain"]
    assert "MYXUSDT" in notice.message
    assert compared(before, before).notices == ()
