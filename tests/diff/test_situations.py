"""Is a changed outcome told with its situation and direction, and what rests or is open named with it?"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from perpspec.cli.schema import schemas
from perpspec.language.kinds import QUANTITY
from perpspec.report.change_json import document
from perpspec.report.change_text import render
from tests.diff.versions import change_of, of_texts

SHOP = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources: {sources: {faq: {kind: venue, title: Questions}, api: {kind: api, title: Reference}}}
contracts: {markets: {AUSDT: {}}}
margin:
  source: faq
  inputs:
    notional: {kind: money, domain: {from: 0}}
    balance: {kind: money}
    side: {kind: number, domain: [1, -1]}
  equity: balance + side * notional
  withdrawal: balance - notional * (1 if side == 1 else 2)
liquidation:
  source: faq
  inputs: {entry: {kind: price, domain: {from: 0}}}
  price: entry * (1 - margin.side * 10%)
feeds:
  source: faq
  feeds:
    spot: {of: the spot price, age_limit: 5min, on_stale: keep, on_missing: weight 0}
states:
  source: faq
  states:
    busy: {entered: often, rules: {trading: open, index: kept}}
orders:
  source: faq
  reduce_only:
    one_way: accept
    oversized: clip
    at_amend: accept
    together: {status: silent, searched: [faq], domain: [cut, refuse]}
    no_position: {status: disputed, alternatives: [{value: refuse, source: faq}, {value: accept, source: api}]}
  post_only: {at_submit: cancel}
position_modes: {source: faq, hedge: offered, switch_with_orders: skip}
limits: {source: faq, position: 100 BTC, open_orders: 200, order_size: by the weather}
"""

# edit: old text, new text, clause, direction, (of, situation) where it is about one
EDITS = {
    "a flag is taken away": ("one_way: accept", "one_way: refuse", "orders.reduce_only.one_way", "stricter",
                             ("flag reduce_only", "one_way")),
    "no more cut but refused": ("oversized: clip", "oversized: refuse", "orders.reduce_only.oversized", "stricter",
                                ("flag reduce_only", "oversized")),
    "no more cut but taken": ("oversized: clip", "oversized: accept", "orders.reduce_only.oversized", "looser",
                              ("flag reduce_only", "oversized")),
    "a silence is broken by its strictest": ("{status: silent, searched: [faq], domain: [cut, refuse]}", "refuse",
                                             "orders.reduce_only.together", "stricter", ("flag reduce_only", "together")),
    "a silence is broken beside its outcomes": ("{status: silent, searched: [faq], domain: [cut, refuse]}", "clip",
                                                "orders.reduce_only.together", "incomparable", ("flag reduce_only", "together")),
    "a dispute is settled": ("{status: disputed, alternatives: [{value: refuse, source: faq}, {value: accept, source: api}]}",
                             "accept", "orders.reduce_only.no_position", "looser", ("flag reduce_only", "no_position")),
    "post-only is priced anew": ("at_submit: cancel", "at_submit: reprice", "orders.post_only.at_submit", "looser",
                                 ("flag post_only", "at_submit")),
    "a mode is gone": ("hedge: offered", "hedge: not offered", "position_modes.hedge", "stricter", ("position mode", "hedge")),
    "an outcome without a place in the order": ("switch_with_orders: skip", "switch_with_orders: refuse",
                                                "position_modes.switch_with_orders", "incomparable",
                                                ("position mode", "switch_with_orders")),
    "a feed may be older": ("age_limit: 5min", "age_limit: 10min", "feeds.spot.age_limit", "looser", ("feed spot", "age limit")),
    "a feed may be less old": ("age_limit: 5min", "age_limit: 1min", "feeds.spot.age_limit", "stricter",
                               ("feed spot", "age limit")),
    "another answer to a missing feed": ("on_missing: weight 0", "on_missing: halted index", "feeds.spot.on_missing",
                                         "incomparable", ("feed spot", "missing")),
    "a state lets only reduce": ("trading: open", "trading: reduce only", "states.busy.rules.trading", "stricter",
                                 ("state busy", "trading")),
    "a rule of a state without an order": ("index: kept", "index: weighted", "states.busy.rules.index", "incomparable",
                                           ("state busy", "index")),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_outcome_is_told_with_its_situation_and_direction(edit: str, tmp_path: Path) -> None:
    before, after, ident, direction, about = EDITS[edit]
    assert SHOP.count(before) == 1
    comparison = of_texts(tmp_path, SHOP, SHOP.replace(before, after))
    change = change_of(comparison, ident)
    (said,) = change.situations
    assert ((said.of, said.situation), change.direction, said.direction) == (about, direction, direction)
    assert f"{about[0]}, {about[1]}: {direction}" in " ".join(render(comparison).split())
    Draft202012Validator(schemas()["diff"]).validate(json.loads(json.dumps(document(comparison))))


def test_the_contrary_edit_has_the_contrary_direction(tmp_path: Path) -> None:
    other = {"stricter": "looser", "looser": "stricter", "incomparable": "incomparable"}
    for before, after, ident, direction, _ in EDITS.values():
        back = of_texts(tmp_path, SHOP.replace(before, after), SHOP)
        assert change_of(back, ident).direction == other[direction]


def test_orders_that_rest_and_are_refused_now_are_named_with_what_the_venue_says(tmp_path: Path) -> None:
    new = SHOP.replace("one_way: accept", "one_way: refuse")
    (silent,) = change_of(of_texts(tmp_path, SHOP, new), "orders.reduce_only.one_way").situations
    assert silent.resting == "the venue does not say what becomes of them"
    told = new + "changes: {source: faq, resting_orders: cancelled at once}\n"
    comparison = of_texts(tmp_path, SHOP, told)
    (said,) = change_of(comparison, "orders.reduce_only.one_way").situations
    assert said.resting == "the venue says of them: cancelled at once"
    assert "orders that rest under the old rule (accept) meet refuse under the new one" in " ".join(render(comparison).split())


@pytest.mark.parametrize("edit", [("oversized: clip", "oversized: accept"), ("at_amend: accept", "at_amend: refuse"),
                                  ("hedge: offered", "hedge: not offered")])  # fmt: skip
def test_an_edit_that_refuses_nothing_that_rests_names_no_resting_order(edit: tuple[str, str], tmp_path: Path) -> None:
    assert SHOP.count(edit[0]) == 1
    changes = of_texts(tmp_path, SHOP, SHOP.replace(*edit)).changes
    assert [case.resting for change in changes for case in change.situations] == [""]


def test_positions_above_a_lowered_limit_are_named(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("100 BTC", "60 BTC")), "limits.position")
    (above,) = change.transitions
    assert (change.direction, change.kind, change.measure, change.reach) == ("stricter", "parameter", QUANTITY, Fraction(60))
    assert [(s.low, s.high, s.low_in, s.high_in) for s in above.sizes] == [(Fraction(60), Fraction(100), False, True)]
    raised = change_of(of_texts(tmp_path, SHOP, SHOP.replace("100 BTC", "160 BTC")), "limits.position")
    assert (raised.direction, raised.transitions, raised.reach) == ("looser", (), Fraction(100))


def test_a_limit_in_words_or_of_another_kind_is_not_compared_as_an_amount(tmp_path: Path) -> None:
    words = change_of(of_texts(tmp_path, SHOP, SHOP.replace("by the weather", "10 BTC")), "limits.order_size")
    assert (words.direction, words.transitions) == ("incomparable", ())
    other = change_of(of_texts(tmp_path, SHOP, SHOP.replace("100 BTC", "100 USDT")), "limits.position")
    assert (other.direction, other.transitions) == ("incomparable", ())
    count = change_of(of_texts(tmp_path, SHOP, SHOP.replace("open_orders: 200", "open_orders: 100")), "limits.open_orders")
    assert (count.direction, count.transitions) == ("stricter", ())


def test_a_formula_with_a_side_is_told_for_each_side(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("side * 10%", "side * 8%")), "liquidation.price")
    assert change.direction == "stricter"
    assert [(case.of, case.situation, case.direction) for case in change.situations] == [
        ("side", "long", "stricter"), ("side", "short", "stricter"),
    ]  # fmt: skip
    (long, short) = change.situations
    assert [case.regions[0].parts[0].slope for case in (long, short)] == [Fraction(2, 100), Fraction(-2, 100)]


def test_a_parameter_that_moves_a_liquidation_price_is_stricter_if_it_is_for_both_sides(tmp_path: Path) -> None:
    old = SHOP.replace("side * 10%", "side * buffer").replace("inputs: {entry", "parameters: {buffer: 10%}\n  inputs: {entry")
    change = change_of(of_texts(tmp_path, old, old.replace("buffer: 10%", "buffer: 8%")), "liquidation.buffer")
    assert (change.direction, change.consequences) == ("stricter", ("liquidation.price: stricter",))


def test_a_formula_with_a_position_mode_is_told_for_each_side_in_each_mode(tmp_path: Path) -> None:
    inputs = "side: {kind: number, domain: [1, -1]}\n    position_mode: {kind: word, domain: [hedge, one_way]}\n"
    old = SHOP.replace("side: {kind: number, domain: [1, -1]}\n", inputs)
    old = old.replace(
        "equity: balance + side * notional", 'equity: balance + side * notional * (1 if position_mode == "hedge" else 2)'
    )
    change = change_of(of_texts(tmp_path, old, old.replace('"hedge" else 2', '"hedge" else 3')), "margin.equity")
    assert [(case.of, case.situation, case.direction) for case in change.situations] == [
        ("side and position mode", "long one_way", "looser"), ("side and position mode", "short one_way", "stricter"),
    ]  # fmt: skip


def test_a_formula_that_changed_for_one_side_names_that_side_alone(tmp_path: Path) -> None:
    change = change_of(of_texts(tmp_path, SHOP, SHOP.replace("else 2)", "else 3)")), "margin.withdrawal")
    assert [(case.situation, case.direction) for case in change.situations] == [("short", "stricter")]
    assert change.direction == "stricter"
