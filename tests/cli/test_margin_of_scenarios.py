"""Does `perpspec replay` show the margin that the published formula asks for, and say why where it is not known?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, written

MARGINED = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
position_modes: {one_way: offered, hedge: offered}
contracts: {markets: {AUSDT: {form: linear, quote: USDT}, BUSDT: {form: linear, quote: USDT}}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    two:
      - {over: 0, up_to: 5_000, max_leverage: 20, maintenance_rate: 2%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 4%}
  markets: {AUSDT: two}
margin: {hedged_legs: sum}
scenarios:
  scenarios:
    - id: grows
      title: the mark price moves
      market: AUSDT
      lot: 2 BTC
      tick: 100 USDT per BTC
      mark: 1_000 USDT per BTC
      events:
        - {event: take, side: buy, quantity: 2, there: 2}
        - {event: tick, trigger: mark, to: 15}
"""
LEGS = """\
      mode: hedge
      events:
        - {event: take, side: buy, leg: long, quantity: 2, there: 2}
        - {event: take, side: sell, leg: short, quantity: 1, there: 1}
        - {event: take, side: buy, leg: short, quantity: 1, there: 1}
"""


def margins(run: Run, file: Path) -> tuple[list[str | None], list[str]]:
    """Return the margin after each event of the first scenario of a file, and what is noted."""
    ran = run("replay", file, "--format", "json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)["scenarios"][0]
    return [event["margin"] for event in found["events"]], found["notes"]


def test_the_margin_follows_the_position_and_the_mark_price(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "shop.yaml", MARGINED)
    assert margins(run, file) == (["80", "140"], [])
    assert "mark moves to 15                          2         140 USDT" in run("replay", file).out


@pytest.mark.parametrize(
    ("rule", "wanted"), [("sum", ["80", "120", "80"]), ("max", ["80", "80", "80"]), ("net", ["80", "40", "80"])]
)
def test_the_margin_of_two_legs_is_that_of_the_published_rule(run: Run, tmp_path: Path, rule: str, wanted: list[str]) -> None:
    text = MARGINED.replace("hedged_legs: sum", f"hedged_legs: {rule}").partition("      events:")[0] + LEGS
    assert margins(run, written(tmp_path / "shop.yaml", text)) == (wanted, [])


def test_a_rule_that_is_open_is_taken_as_the_scenario_reads_it_and_else_said(run: Run, tmp_path: Path) -> None:
    silent = "hedged_legs: {status: silent, searched: page, domain: [max, net]}"
    sources = "sources: {sources: {page: {kind: venue, title: a page}}}\n"
    text = MARGINED.replace("hedged_legs: sum", silent).replace("position_modes:", sources + "position_modes:")
    text = text.partition("      events:")[0] + LEGS
    said = ["worked out with `margin.hedged_legs` = max, the first of 2 options"]
    assert margins(run, written(tmp_path / "shop.yaml", text)) == (["80", "80", "80"], said)
    read = text.replace("mode: hedge", "mode: hedge\n      reading: {margin.hedged_legs: net}")
    assert margins(run, written(tmp_path / "shop.yaml", read)) == (["80", "40", "80"], [])
    wrong = text.replace("mode: hedge", "mode: hedge\n      reading: {margin.hedged_legs: sum}")
    assert "`sum` is no option of `margin.hedged_legs`" in run("replay", written(tmp_path / "shop.yaml", wrong)).err


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("      market: AUSDT\n", "", "the scenario names no market: write `market:`"),
        ("      market: AUSDT\n", "      market: BUSDT\n", "no maintenance margin of a position of one size is published"),
        ("      lot: 2 BTC\n", "", "no lot is published for `AUSDT`: write `lot:`, the size of one lot"),
        ("      mark: 1_000 USDT per BTC\n", "", "after 1. 2. no mark price is known: write `mark:`, the price at the beginning"),
        ("      tick: 100 USDT per BTC\n", "", "after 2. the mark price moves, and no tick is known: write `tick:`"),
        ("tick: 100 USDT", "tick: 900 USDT", "after 2. the formula has no value there: 22000 belongs to no row"),
        ("lot: 2 BTC", "lot: 2 contracts", "after 1. 2. the contract has no published size"),
        ("      market: AUSDT\n", "      market: AUSDT\n      margin: initial\n",
         "no initial margin of a position of one size is published"),
        ("      market: AUSDT\n", "      market: AUSDT\n      mode: hedge\n      margin: initial\n",
         "how two legs share the initial margin is not published"),
    ],
)  # fmt: skip
def test_a_margin_that_is_not_known_is_a_dash_and_a_reason(run: Run, tmp_path: Path, old: str, new: str, why: str) -> None:
    text = MARGINED.replace(old, new)
    if "mode: hedge" in new:
        text = text.partition("      events:")[0] + LEGS.replace("      mode: hedge\n", "")
    ran = run("replay", written(tmp_path / "shop.yaml", text))
    assert (ran.code, why in ran.out, "–" in ran.out) == (0, True, True), ran.out + ran.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("market: AUSDT\n", "market: CUSDT\n", "`CUSDT` is no market of the venue"),
        ("mark: 1_000 USDT per BTC", "mark: 1_000 USDT", "`1_000 USDT` is not a price above zero"),
        ("mark: 1_000 USDT per BTC", "mark: many", "`many` is not a price above zero"),
        ("lot: 2 BTC", "lot: 0 BTC", "`0 BTC` is not an amount above zero"),
        ("to: 15}", "to: 15, expect: {margin: 3 BTC}}", "`3 BTC` is no margin, which is money here"),
    ],
)
def test_an_amount_of_a_scenario_that_means_nothing_is_refused(run: Run, tmp_path: Path, old: str, new: str, said: str) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", MARGINED.replace(old, new)))
    assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("verb", [("replay",), ("verify", "--only", "orders.scenario_differs")])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "margin is 140 USDT, where 150 USDT is expected"),
        ("      tick: 100 USDT per BTC\n", "margin is not known, where 150 USDT is expected"),
    ],
)
def test_a_margin_that_is_not_the_one_expected_is_an_error(
    run: Run, tmp_path: Path, verb: tuple[str, ...], more: str, said: str
) -> None:
    text = MARGINED.replace("to: 15}", "to: 15, expect: {margin: 150 USDT}}").replace(more, "", 1)
    ran = run(verb[0], written(tmp_path / "shop.yaml", text), *verb[1:])
    assert (ran.code, said in ran.out) == (1, True), ran.out
