"""Is each kind of change told apart, and is one edit reported once?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from perpspec.diff.backtest import backtests
from tests.diff.versions import change_of, of_texts

SHOP = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {faq: {kind: venue, title: Questions}, api: {kind: api, title: Reference}}}
contracts: {markets: {AUSDT: {tick: 0.01 USDT}, BUSDT: {}}}
tiers:
  source: faq
  effective: 2026-01-01
  reading: {basis: notional, bounds: "over, up_to", rate: marginal}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small, BUSDT: small}
margin:
  source: faq
  inputs: {notional: {kind: money, domain: {from: 0}}}
  maintenance: notional * maintenance_rate(notional) - deduction(notional)
funding:
  source: faq
  effective: 2026-01-01
  parameters:
    share: 0.5
    late: {status: silent, searched: [faq], kind: word, domain: [paid, dropped]}
    factor: {status: disputed, alternatives: [{value: 1, source: faq}, {value: 2, source: api}]}
  inputs: {premium: {kind: rate, domain: {from: -2%, to: 2%}}}
  rate: clamp(premium, -cap, cap)
  cap: share * 4%
  rounding: {status: silent, searched: [faq], domain: [half up, toward zero]}
  interval: {states: [8h, 1h], default: 8h, changes: [{from: 8h, to: 1h, when: abs(rate) >= cap}]}
promises:
  promises: [{id: small-cap, text: the cap is small, claim: funding.cap <= 5%}]
"""

EDITS = {
    "another value moves an output": ("share: 0.5", "share: 0.75", "funding.share", "parameter", "stricter"),
    "a larger cap": ("cap: share * 4%", "cap: share * 6%", "funding.cap", "parameter", "stricter"),
    "another formula": (
        "clamp(premium, -cap, cap)", "clamp(premium / 2, -cap, cap)", "funding.rate", "definition", "incomparable",
    ),
    "a silence is broken": (
        "rounding: {status: silent, searched: [faq], domain: [half up, toward zero]}", "rounding: half up",
        "funding.rounding", "disclosure", "incomparable",
    ),
    "a dispute is settled": (
        "{status: disputed, alternatives: [{value: 1, source: faq}, {value: 2, source: api}]}", "2",
        "funding.factor", "correction", "incomparable",
    ),
    "a rule is taken back": ("cap: share * 4%", "cap: {status: silent, searched: [faq], domain: {from: 0, to: 5%}}",
                             "funding.cap", "retraction", "incomparable"),
    "another source": ("cap: share * 4%", "cap: {value: share * 4%, source: api}", "funding.cap", "source", "equivalent"),
    "a guard": ("abs(rate) >= cap", "abs(rate) == 0", "funding.interval.changes.0.when", "definition", "incomparable"),
    "another promise": (
        "claim: funding.cap <= 5%", "claim: funding.cap <= 9%", "promises.small-cap", "definition", "incomparable",
    ),
    "a coarser tick": ("tick: 0.01 USDT", "tick: 0.1 USDT", "contracts.markets.AUSDT.tick", "parameter", "incomparable"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_reported_once_and_as_what_it_is(edit: str, tmp_path: Path) -> None:
    before, after, ident, kind, direction = EDITS[edit]
    assert before in SHOP
    new = SHOP.replace(before, after).replace("effective: 2026-01-01", "effective: 2026-02-01")
    changes = [c for c in of_texts(tmp_path, SHOP, new).changes if c.kind != "effective date"]
    assert [(c.id, c.kind, c.direction) for c in changes] == [(ident, kind, direction)]


def test_the_same_instant_with_another_value_is_a_correction(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("share: 0.5", "share: 0.6")), "funding.share")
    assert change.kind == "correction"


def test_only_the_date_moves(tmp_path: Path) -> None:
    new = SHOP.replace("effective: 2026-01-01\n  parameters", "effective: 2026-03-01\n  parameters")
    changes = of_texts(tmp_path, SHOP, new).changes
    assert [(c.id, c.kind, c.old, c.new) for c in changes] == [
        ("funding.effective", "effective date", "2026-01-01", "2026-03-01")
    ]


def test_equal_versions_have_no_change_and_every_backtest_stands(tmp_path: Path) -> None:
    comparison = of_texts(tmp_path, SHOP, SHOP)
    assert (comparison.changes, comparison.funding, comparison.notices) == ((), (), ())
    assert set(backtests(comparison).values()) == {"nothing"}


def test_a_change_of_a_parameter_tells_the_outputs_it_moves(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("share: 0.5", "share: 0.75")), "funding.share")
    assert (change.consequences, change.direction) == (("funding.cap: stricter",), "stricter")


def test_the_bound_of_a_day_is_that_of_the_worst_interval_in_reach(tmp_path: Path) -> None:
    (bound,) = of_texts(tmp_path, SHOP, SHOP.replace("share: 0.5", "share: 0.25")).funding
    assert (bound.old, bound.new, bound.markets) == (Fraction(48, 100), Fraction(24, 100), ("AUSDT", "BUSDT"))


def test_a_market_added_and_one_removed_are_each_one_row(tmp_path: Path) -> None:
    new = SHOP.replace("{AUSDT: small, BUSDT: small}", "{AUSDT: small, CUSDT: small}")
    comparison = of_texts(tmp_path, SHOP, new)
    assert {(c.id, c.markets) for c in comparison.changes} == {("market.added", ("CUSDT",)), ("market.removed", ("BUSDT",))}


def test_a_change_above_a_size_leaves_smaller_positions_alone(tmp_path: Path) -> None:
    comparison = of_texts(tmp_path, SHOP, SHOP.replace("maintenance_rate: 5%", "maintenance_rate: 6%"))
    change = change_of(comparison, "tiers.table")
    assert change.markets == ("AUSDT", "BUSDT")
    assert backtests(comparison)["AUSDT"] == Fraction(5_000)
    (region,) = change.regions
    assert (region.quantity, region.gap, region.gap_at) == ("maintenance margin", Fraction(50), Fraction(10_000))


def test_a_lowered_limit_names_the_positions_above_it(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("up_to: 10_000", "up_to: 8_000")), "tiers.table")
    (above,) = [t for t in change.transitions if t.what == "above the limit"]
    assert [(s.low, s.high) for s in above.sizes] == [(Fraction(8_000), Fraction(10_000))]
    assert change.direction == "stricter"


def test_sizes_counted_in_another_unit_are_not_compared(tmp_path: Path) -> None:
    new = SHOP.replace("{basis: notional,", "{basis: contracts, measure: contracts,")
    new = new.replace("  maintenance: notional * maintenance_rate(notional) - deduction(notional)\n", "")
    change = change_of(of_texts(tmp_path, SHOP, new), "tiers.table")
    assert (change.kind, change.direction) == ("not comparable", "incomparable")


def test_a_change_sooner_than_promised_is_noticed(tmp_path: Path) -> None:
    promise = SHOP + "changes: {source: faq, notice: 24h}\n"
    new = promise.replace(
        "effective: 2026-01-01\n  parameters", "effective: 2026-02-01\n  published: 2026-01-31T20:00Z\n  parameters"
    )
    new = new.replace("share: 0.5", "share: 0.4")
    (notice,) = [n for n in of_texts(tmp_path, promise, new).notices if n.id == "notice.short"]
    assert "published 4 h before, and 1 d are promised" in notice.message
    timely = new.replace("published: 2026-01-31T20:00Z", "published: 2026-01-31T00:00Z")
    assert not [n for n in of_texts(tmp_path, promise, timely).notices if n.id == "notice.short"]


def test_a_past_dated_document_that_was_edited_is_noticed(tmp_path: Path) -> None:
    (notice,) = of_texts(tmp_path, SHOP, SHOP.replace("share: 0.5", "share: 0.6")).notices
    assert notice.id == "notice.past_edited"


def test_a_coarser_tick_refuses_orders_off_its_grid_and_a_finer_one_none(tmp_path: Path) -> None:
    coarser = change_of(of_texts(tmp_path, SHOP, SHOP.replace("0.01 USDT", "0.025 USDT")), "contracts.markets.AUSDT.tick")
    assert coarser.witnesses == (
        "resting orders off the new grid are refused: a price of 0.01 USDT is, only multiples of 0.05 USDT stay",
    )
    finer = change_of(of_texts(tmp_path, SHOP, SHOP.replace("0.01 USDT", "0.005 USDT")), "contracts.markets.AUSDT.tick")
    assert finer.witnesses == ("every resting order keeps a price that the new grid has",)


def test_sizes_that_lost_their_tier_are_named(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("over: 5_000", "over: 6_000")), "tiers.table")
    (hole,) = [region for region in change.regions if region.quantity == "tier of the size"]
    assert (hole.stretch.low, hole.stretch.high, hole.direction) == (Fraction(5_000), Fraction(6_000), "incomparable")


def test_a_rule_with_a_hidden_difference_in_two_inputs_has_a_witness_on_each_side(tmp_path: Path) -> None:
    old = SHOP.replace("rate: clamp(premium, -cap, cap)", "rate: clamp(premium + late_premium, -cap, cap)")
    old = old.replace("premium: {kind: rate, domain", "late_premium: {kind: rate}, premium: {kind: rate, domain")
    new = old.replace("premium + late_premium", "premium - late_premium")
    change = change_of(of_texts(tmp_path, old, new), "funding.rate")
    assert (change.direction, len(change.witnesses)) == ("incomparable", 2)
    assert all("late_premium" in witness and "old" in witness and "new" in witness for witness in change.witnesses)


def test_an_input_that_may_be_larger_is_one_change_and_one_that_nothing_needs_is_none(tmp_path: Path) -> None:
    wider = of_texts(tmp_path, SHOP, SHOP.replace("domain: {from: -2%, to: 2%}", "domain: {from: -3%, to: 3%}"))
    assert [(c.id, c.old, c.new) for c in wider.changes] == [
        ("funding.inputs.premium", "kind rate, domain.from -2%, domain.to 2%", "kind rate, domain.from -3%, domain.to 3%")
    ]
    assert of_texts(tmp_path, SHOP, SHOP.replace("inputs: {premium", "inputs: {other: {kind: rate}, premium")).changes == ()
