"""What has changed between two tables, and what can funding take: do the pages say it as the rules do?"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from perpspec.load.load import Spec, load_spec
from perpspec.pages.changes import tier_steps
from perpspec.pages.versions import before, changed, largest_rise
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


def test_a_table_that_is_only_cut_into_more_rows_has_not_changed(spec_of: Callable[[str], Spec]) -> None:
    spec = spec_of(TWO.format(old=ONE_ROW, new=SPLIT))
    assert changed(spec.tables["old"], spec.tables["new"]) == ()


def test_a_dearer_tier_is_told_with_the_size_at_which_it_costs_most(spec_of: Callable[[str], Spec]) -> None:
    spec = spec_of(TWO.format(old=ONE_ROW, new=DEARER))
    (only,) = changed(spec.tables["old"], spec.tables["new"])
    assert (only.low, only.high) == (Fraction(4_000), Fraction(10_000))
    assert largest_rise(spec.tables["old"], spec.tables["new"]) == (Fraction(10_000), Fraction(150))
    assert largest_rise(spec.tables["new"], spec.tables["old"]) == (Fraction(10_000), Fraction(-150))


def test_the_version_before_a_table_is_the_last_that_its_market_had() -> None:
    spec = load_spec(ROOT / "specs/binance-usdm")
    bitcoin = next(table for table in spec.in_force if "BTCUSDT" in table.markets)
    older = before(spec, bitcoin)
    assert older is not None
    assert "BTCUSDT" in older.markets
    assert older.document.effective < bitcoin.document.effective


def test_each_step_of_a_market_begins_with_the_table_that_the_step_before_left() -> None:
    spec = load_spec(ROOT / "specs/binance-usdm")
    now: dict[str, object] = {}
    steps = tier_steps(spec)
    for document in spec.venue.timeline("tiers"):
        for market, old, new in steps.get(id(document), []):
            assert old is now.get(market)
            now[market] = new
    assert len(now) > 200


def test_the_worst_day_counts_the_period_of_a_rate_and_not_the_settlements() -> None:
    hourly = {worst for days in worst_days(load_spec(ROOT / "specs/dydx-v4")) for worst in days}
    assert hourly
    assert all(worst.day == worst.settlement * 24 for worst in hourly)
    assert {worst.interval for worst in hourly} == {Fraction(3600)}
