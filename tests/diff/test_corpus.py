"""Do the real changes of rules come out as a person would judge them?"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from perpspec.load.load import load_spec
from perpspec.load.tables import Tier, TierTable
from perpspec.readings.stretches import Stretch
from tests.diff.versions import CORPUS, change_of, of_corpus, of_dates

PAIRS = sorted(folder.name for folder in CORPUS.iterdir() if (folder / "old.yaml").is_file())
WITH_ROWS = [
    name for name in PAIRS if name.startswith(("okx", "bybit", "bitmex")) and load_spec(CORPUS / name / "old.yaml").tiered
]


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_gives_the_verdict_written_beside_it(name: str) -> None:
    expected = json.loads((CORPUS / name / "expected.json").read_text(encoding="utf-8"))
    found = [
        {
            "id": change.id,
            "markets": list(change.markets),
            "kind": change.kind,
            "direction": change.direction,
            "backtest": str(change.reach),
            "below_maintenance": [_ends(s) for t in change.transitions if t.what == "below maintenance" for s in t.sizes],
            "above_the_limit": [_ends(s) for t in change.transitions if t.what == "above the limit" for s in t.sizes],
        }
        for change in of_corpus(name).changes
    ]
    assert found == expected


def _ends(stretch: Stretch) -> str:
    return f"{'[' if stretch.low_in else '('}{stretch.low}, {stretch.high}{']' if stretch.high_in else ')'}"


@pytest.mark.parametrize("name", WITH_ROWS)
def test_at_every_size_of_a_grid_the_regions_are_what_the_rows_give_by_hand(name: str) -> None:
    old, new = (load_spec(CORPUS / name / f"{word}.yaml") for word in ("old", "new"))
    comparison = of_corpus(name)
    for market in new.tiered:
        tables = [spec.tables[spec.venue.stated[f"tiers.markets.{market}"].clause.value or ""] for spec in (old, new)]
        regions = [r for c in comparison.changes if market in c.markets for r in c.regions if r.quantity == "maintenance margin"]
        for size in _grid(tables):
            gap = _margin(tables[1], size) - _margin(tables[0], size)
            inside = [region for region in regions if region.stretch.holds(size)]
            assert [region.direction for region in inside] == ([] if gap == 0 else ["stricter" if gap > 0 else "looser"])
            for region in inside:
                (part,) = [part for part in region.parts if part.stretch.holds(size)]
                assert part.slope * size + part.intercept == gap


def _grid(tables: list[TierTable]) -> list[Fraction]:
    tops = [table.tiers[-1].up_to or Fraction(0) for table in tables]
    bounds = {tier.up_to for table in tables for tier in table.tiers if tier.up_to is not None}
    return sorted(size for bound in bounds for size in (bound / 3, bound - 1, bound, bound + 1) if 0 < size <= min(tops))


def _margin(table: TierTable, size: Fraction) -> Fraction:
    """Return the margin row by row, in a way of its own: each slice at its own rate, or the whole at the last."""
    rows = [tier for tier in table.tiers if tier.over < size]
    if not table.marginal:
        return size * _rate(rows[-1])
    return sum((_rate(t) * (min(size, t.up_to or size) - t.over) for t in rows), Fraction(0))


def _rate(tier: Tier) -> Fraction:
    assert tier.maintenance_rate is not None
    return tier.maintenance_rate


def test_a_btcusdc_position_of_60_000_contracts_at_minimum_margin_is_liquidatable_with_no_price_move() -> None:
    change = change_of(of_corpus("okx-2023-08-23"), "tiers.table", "BTCUSDC")
    exactly = next(t for t in change.transitions if t.what == "at maintenance")
    assert any(stretch.holds(Fraction(60_000)) for stretch in exactly.sizes)
    below, at = (
        next(t for t in change.transitions if t.what == what and t.cost) for what in ("below maintenance", "at maintenance")
    )
    assert any(stretch.holds(Fraction(60_000)) for stretch in below.sizes)
    assert [below.smallest, below.holds, below.needs] == [Fraction(30_001), Fraction(30_001, 100), Fraction(30_001 * 105, 10_000)]
    assert any(stretch.holds(Fraction(30_000)) for stretch in at.sizes)


def test_the_new_maintenance_of_deribit_equals_the_old_initial_margin_at_every_size() -> None:
    change = change_of(of_dates(Path("specs/deribit"), "2022-01-01", "2022-01-12"), "tiers.table", "BTC-PERPETUAL")
    below, at = (t for t in change.transitions if t.leverage is None and not t.cost)
    assert (below.what, below.sizes) == ("below maintenance", ())
    assert (at.what, at.sizes) == ("at maintenance", (Stretch(Fraction(0), None, False, False),))


def test_alpaca_goes_from_12_over_24_to_96_percent_a_day() -> None:
    venue = CORPUS / "binance-2025-04-alpaca"
    first = of_dates(venue, "2025-04-01", "2025-04-25").funding
    second = of_dates(venue, "2025-04-25", "2025-04-29").funding
    assert [(b.old, b.new) for b in (*first, *second)] == [
        (Fraction(12, 100), Fraction(24, 100)),
        (Fraction(24, 100), Fraction(96, 100)),
    ]


def test_two_tiers_of_dydx_move_as_the_commits_say() -> None:
    comparison = of_dates(Path("specs/dydx-v4"), "2024-08-27", "2024-10-02")
    change = change_of(comparison, "tiers.table", "BTC-USD")
    assert (change.direction, set(change.markets)) == ("looser", {"BTC-USD", "ETH-USD"})
    sol = change_of(of_dates(Path("specs/dydx-v4"), "2024-08-01", "2024-08-27"), "tiers.table", "SOL-USD")
    assert [(r.quantity, r.parts[0].slope) for r in sol.regions[:2]] == [
        ("maintenance margin", Fraction(-2, 100)),
        ("initial margin", Fraction(-5, 100)),
    ]


def test_the_damped_funding_formula_of_okx_never_differs_by_more_than_the_damping_and_keeps_the_bound() -> None:
    comparison = of_corpus("okx-2025-04-funding-formula")
    change = change_of(comparison, "funding.rate")
    assert max(abs(region.gap or Fraction(0)) for region in change.regions) == Fraction(5, 10_000)
    assert comparison.funding == ()


def test_a_wider_price_band_of_okx_takes_orders_further_from_the_index_on_both_sides() -> None:
    comparison = of_corpus("okx-2022-price-limit")
    assert [change_of(comparison, f"orders.price_band.{name}").direction for name in ("highest_buy", "lowest_sell")] == [
        "looser"
    ] * 2
