"""Which tables does a spec ask about once, and for which markets?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from perpspec.load.load import Spec, load_spec

ROWS = "{rows: [{over: 0, up_to: 10, maintenance_rate: 1%, max_leverage: 20}]}"
OTHER = "{rows: [{over: 0, up_to: 20, maintenance_rate: 1%, max_leverage: 20}]}"
VENUE = "perpspec: 1\nvenue: {id: shop, title: A shop, units: {USDT: money}}\n"
READING = 'reading: {basis: notional, bounds: "over, up_to", rate: marginal}'


def test_equal_tables_of_one_document_are_one_for_the_markets_of_both(spec_of: Callable[[str], Spec]) -> None:
    tables = f"tables: {{a: {ROWS}, b: {ROWS}, c: {OTHER}}}"
    spec = spec_of(f"{VENUE}tiers:\n  {READING}\n  {tables}\n  markets: {{AUSDT: a, BUSDT: b, CUSDT: c}}\n")
    assert [(t.name, t.markets) for t in spec.distinct] == [("a", ("AUSDT", "BUSDT")), ("c", ("CUSDT",))]
    assert [(t.name, t.markets) for t in spec.in_force] == [("a", ("AUSDT", "BUSDT")), ("c", ("CUSDT",))]


def test_a_table_repeated_as_the_old_one_stays_apart_and_is_not_in_force(spec_of: Callable[[str], Spec]) -> None:
    tables = f"tables: {{new: {ROWS}, old: {ROWS}}}"
    spec = spec_of(f"{VENUE}tiers:\n  {READING}\n  {tables}\n  markets: {{AUSDT: new}}\n  before: {{AUSDT: old}}\n")
    assert [(t.name, t.former) for t in spec.distinct] == [("new", False), ("old", True)]
    assert [t.name for t in spec.in_force] == ["new"]


def test_a_table_of_an_earlier_date_is_printed_but_not_in_force(tmp_path: Path) -> None:
    (tmp_path / "tiers").mkdir()
    (tmp_path / "venue.yaml").write_text("perpspec: 1\nsection: venue\nid: shop\ntitle: A shop\nunits: {USDT: money}\n")
    for date, rows in (("2025-01-01", ROWS), ("2025-02-01", OTHER)):
        head = f"perpspec: 1\nsection: tiers\neffective: {date}\n{READING}\n"
        text = f"{head}tables: {{a-{date}: {rows}}}\nmarkets: {{AUSDT: a-{date}}}\n"
        (tmp_path / "tiers" / f"{date}.yaml").write_text(text)
    spec = load_spec(tmp_path)
    assert [t.name for t in spec.distinct] == ["a-2025-01-01", "a-2025-02-01"]
    assert [t.name for t in spec.in_force] == ["a-2025-02-01"]
    assert [t.name for t in load_spec(tmp_path, "2025-01-15").in_force] == ["a-2025-01-01"]
