"""Does an example come out of the rules of its date, and which changes of reading are tried where it does not?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from perpspec.claims.recompute import Recomputed, recompute
from perpspec.claims.variants import variants
from perpspec.load.load import Spec, load_spec
from perpspec.model.statements import Example, ExamplesSection

VENUE = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources:
  sources: {faq: {kind: venue, title: Help page}, api: {kind: api, title: Reference}}
margin:
  inputs: {notional: {kind: money}, entry: {kind: price}, mark: {kind: price}, quantity: {kind: quantity}}
  parameters:
    fee: 0.1%
    mode: {status: disputed, kind: word, alternatives: [{value: half up, source: faq}, {value: floor, source: api}]}
    spread: {status: silent, searched: faq, domain: {from: 0%, to: 1%}}
  definitions:
    value: quantity * entry
    charged: notional * (fee + spread)
    rounded: "round(notional, step=10 USDT, mode=mode)"
    averaged: "mean(notional, over=8h)"
examples:
  examples:
"""


def made(folder: Path, line: str) -> tuple[Spec, Example, Recomputed]:
    """Return the venue with one example, the example, and what comes out of it."""
    file = folder / "shop.yaml"
    file.write_text(f"{VENUE}    - {{id: one, title: An example, {line}}}\n", encoding="utf-8")
    spec = load_spec(file)
    section = spec.venue.section("examples")
    assert isinstance(section, ExamplesSection)
    return spec, section.examples[0], recompute(spec, section.examples[0])


def test_a_given_input_replaces_a_name_of_the_spec(tmp_path: Path) -> None:
    _, _, found = made(tmp_path, "given: {quantity: 2 BTC, entry: 100 USDT per BTC}, gives: value, stated: 200 USDT")
    assert found.follows
    assert found.value == Fraction(200)


def test_the_printed_step_rounds_half_up_unless_the_venue_says_otherwise(tmp_path: Path) -> None:
    line = "given: {quantity: 1 BTC, entry: 100.5 USDT per BTC}, gives: value, printed_to: 1 USDT, stated: "
    assert made(tmp_path, f"{line}101 USDT")[2].follows
    assert made(tmp_path, f"{line}100 USDT, rounding: half even")[2].follows
    assert not made(tmp_path, f"{line}100 USDT")[2].follows


def test_an_open_clause_gives_one_result_for_each_option(tmp_path: Path) -> None:
    _, _, found = made(tmp_path, "given: {notional: 17 USDT}, gives: rounded, stated: 20 USDT")
    assert [(dict(one.options), one.follows) for one in found.reached] == [
        ({"margin.mode": "half up"}, True), ({"margin.mode": "floor"}, False)
    ]  # fmt: skip
    assert not found.follows


def test_a_reading_fixes_an_option_and_a_silent_value(tmp_path: Path) -> None:
    line = "given: {notional: 17 USDT}, gives: rounded, stated: 10 USDT, reading: {margin.mode: floor}"
    assert made(tmp_path, line)[2].follows
    silent = "given: {notional: 1_000 USDT}, gives: charged, stated: 6 USDT, reading: {margin.spread: 0.5%}"
    assert made(tmp_path, silent)[2].follows


def test_an_option_that_does_not_exist_is_named(tmp_path: Path) -> None:
    _, _, found = made(tmp_path, "given: {notional: 1 USDT}, gives: rounded, stated: 0 USDT, reading: {margin.mode: up}")
    assert found.problem == "`margin.mode` has no option `up`; its options are half up, floor"


def test_an_input_that_is_not_given_is_named(tmp_path: Path) -> None:
    _, _, found = made(tmp_path, "given: {quantity: 2 BTC}, gives: value, stated: 200 USDT")
    assert found.missing == "margin.entry"
    assert not found.follows


def test_a_window_of_one_value_is_that_value(tmp_path: Path) -> None:
    assert made(tmp_path, "given: {notional: 7 USDT}, gives: averaged, stated: 7 USDT")[2].follows


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("given: {notional: 17 USDT}, gives: rounded, stated: 10 USDT, reading: {margin.mode: half up}",
         ["with `margin.mode` as `floor`"]),
        ("given: {quantity: 2 BTC, entry: 100 USDT per BTC, mark: 90 USDT per BTC}, gives: value, stated: 180 USDT",
         ["with `mark` in place of `entry`"]),
        ("given: {notional: 1_000 USDT}, gives: charged, stated: 1 USDT, reading: {margin.spread: 0.5%}", ["without `spread`"]),
        ("given: {quantity: 1 BTC, entry: 99.999 USDT per BTC}, gives: value, printed_to: 0.01 USDT, stated: 99.99 USDT",
         ["cut off instead of rounded"]),
        ("given: {quantity: 1 BTC, entry: 99.994 USDT per BTC}, gives: value, stated: 99.99 USDT",
         ["rounded to the digits that are printed"]),
        ("given: {quantity: 1 BTC, entry: 99.94 USDT per BTC}, gives: value, printed_to: 0.01 USDT, stated: 99.9 USDT",
         ["printed with one digit less"]),
        ("given: {quantity: 2 BTC, entry: 100 USDT per BTC, mark: 90.004 USDT per BTC}, gives: value, "
         "printed_to: 0.01 USDT, stated: 180 USDT",
         ["with `mark` in place of `entry`, and cut off"]),
        ("given: {quantity: 1 BTC, entry: 100 USDT per BTC}, gives: value, stated: 7 USDT", []),
    ],
)  # fmt: skip
def test_the_small_changes_that_make_a_number_follow_are_found(tmp_path: Path, line: str, changes: list[str]) -> None:
    spec, example, found = made(tmp_path, line)
    assert found.setting is not None
    assert not found.follows
    assert [one.change for one in variants(spec, example, found.setting)] == changes
