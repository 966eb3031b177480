"""What has changed between two tables, and what can funding take: do the pages say it as the rules do?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from perpspec.claims.finding import Report
from perpspec.load.load import Spec, load_spec
from perpspec.pages.changes import changes_page
from perpspec.pages.subject import Subject
from perpspec.pages.versions import before, compared
from perpspec.pages.worst import worst_days
from tests.pages.sites import ROOT

TWO = """
perpspec: 1
venue: {{id: shop, title: A shop, units: {{USDT: money}}}}
tiers:
  reading: {{basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}}
  tables:
    old: [{old}]
    new: [{new}]
  markets: {{AUSDT: new, BUSDT: old}}
"""
ONE_ROW = "{over: 0, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}"
SPLIT = (
    "{over: 0, up_to: 4_000, max_leverage: 20, maintenance_rate: 2.5%}, "
    "{over: 4_000, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}"
)
DEARER = (
    "{over: 0, up_to: 4_000, max_leverage: 20, maintenance_rate: 2.5%}, "
    "{over: 4_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}"
)


def said_of(spec: Spec) -> str:
    """Return what a page says of `new` against `old`."""
    return compared(Subject(spec, Report("perpspec", (), (), ()), "shop"), spec.tables["old"], spec.tables["new"])


def test_a_table_that_is_only_cut_into_more_rows_has_not_changed(spec_of: Callable[[str], Spec]) -> None:
    assert "At no size does it ask another margin" in said_of(spec_of(TWO.format(old=ONE_ROW, new=SPLIT)))


def test_a_dearer_tier_is_told_with_the_size_at_which_it_costs_most(spec_of: Callable[[str], Spec]) -> None:
    said = said_of(spec_of(TWO.format(old=ONE_ROW, new=DEARER)))
    row = next(line for line in said.splitlines() if line.startswith("| maintenance margin"))
    assert "▲ stricter" in row
    assert "<b>&#43;150 USDT</b> at 10\u202f000 USDT" in row
    cheaper = said_of(spec_of(TWO.format(old=DEARER, new=ONE_ROW)))
    assert "▼ looser" in cheaper
    assert "▲" not in cheaper


def test_the_version_before_a_table_is_the_last_that_its_market_had() -> None:
    spec = load_spec(ROOT / "specs/binance-usdm")
    bitcoin = next(table for table in spec.in_force if "BTCUSDT" in table.markets)
    older = before(spec, bitcoin)
    assert older is not None
    assert "BTCUSDT" in older.markets
    assert older.document.effective < bitcoin.document.effective


def test_the_page_of_changes_says_the_money_that_the_comparison_says() -> None:
    spec = load_spec(ROOT / "specs/binance-usdm", "2026-04-24T06:30Z")
    recent = tuple(d for d in spec.venue.documents if not d.effective or d.effective >= "2026-04")
    spec = replace(spec, venue=replace(spec.venue, documents=recent))
    text = changes_page(Subject(spec, Report("perpspec", (), (), ()), "b")).text
    newest = text.partition("{ #change-2026-04-24t06-30z")[2].partition("\n## ")[0]
    assert "<b>&#43;63\u202f475 USDT</b> at 1\u202f000\u202f000 USDT" in newest
    assert "below the new maintenance margin with no price move" in newest
    assert "a backtest: invalid" in newest


def test_the_worst_day_counts_the_period_of_a_rate_and_not_the_settlements() -> None:
    hourly = {worst for days in worst_days(load_spec(ROOT / "specs/dydx-v4")) for worst in days}
    assert hourly
    assert all(worst.day == worst.settlement * 24 for worst in hourly)
    assert {worst.interval for worst in hourly} == {Fraction(3600)}
