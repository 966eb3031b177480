"""Do the verbs about orders print what they find, and end with the code that says so?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, written

ROOT = Path(__file__).parents[2]
SCENARIO = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, no_position: refuse, oversized: clip}
scenarios:
  scenarios:
    - id: trimmed
      title: an order that is larger than the position
      events:
        - {event: submit, side: buy, quantity: 1}
        - {event: fill, order: 1, quantity: 1}
        - {event: submit, side: sell, quantity: 2, reduce_only: true, expect: {orders: [{order: 2, left: 1}]}}
"""


def test_a_scenario_is_played_as_a_table(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SCENARIO))
    assert ran.code == 0
    assert "submit 2: sell 2 reduce-only  1         –            2: sell 1 reduce-only" in ran.out
    assert "as expected" in ran.out


def test_a_stop_that_a_spike_passes_is_shown_beside_the_orders(run: Run) -> None:
    ran = run("replay", ROOT / "specs" / "binance-usdm" / "scenarios" / "spike.yaml")
    assert ran.code == 0
    assert "mark moves to 7 and back between two looks" in ran.out
    assert "stop: sell 2 reduce-only when mark is down to 8" in ran.out
    assert "breaks misses" in ran.out


def test_every_event_of_the_market_can_be_played(run: Run, tmp_path: Path) -> None:
    events = """
      - {event: take, side: buy, quantity: 2, there: 1, expect: {position: 1}}
      - {event: take, side: buy, quantity: 2, whole: true, there: 1, expect: {position: 1}}
      - {event: submit, side: sell, quantity: 1, reduce_only: true}
      - {event: leverage, expect: {orders: [{order: 1, left: 1}]}}
      - {event: expire, order: 1, expect: {orders: []}}
      - {event: stop, side: sell, quantity: 1, trigger: last, at: 9}
      - {event: unstop}
      - {event: stop, side: sell, quantity: 1, trigger: last, at: 9}
      - {event: restrict}
      - {event: halt}
      - {event: tick, trigger: last, to: 8, expect: {position: 1}}
      - {event: reopen, expect: {position: 0}}
"""
    reading = "reading: {orders.triggers.while_halted: at reopening, position_modes.leverage_with_orders: keep}"
    head = SCENARIO.partition("      events:")[0]
    ran = run("replay", written(tmp_path / "shop.yaml", f"{head}      {reading}\n      events:{events}"))
    assert (ran.code, "not as expected" in ran.out) == (0, False)


SITUATIONS = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders: {self_trade: {resting_order: decrement}, price_band: {at_submit: reprice, at_amend: cancel}}
position_modes: {leverage_without_margin: cancel, leverage_with_orders: keep}
scenarios:
  scenarios:
    - id: band
      title: a band
      breaks: [moves]
      events:
        - {event: band, lowest: 5, highest: 8}
        - {event: submit, side: buy, quantity: 3, limit: 9, expect: {orders: [{order: 1, left: 3, limit: 8}]}}
        - {event: amend, order: 1, limit: 7, expect: {orders: [{order: 1, left: 3, limit: 7}]}}
        - {event: amend, order: 1, limit: 9, expect: {orders: []}}
        - {event: band, expect: {refused: false}}
        - {event: submit, side: buy, quantity: 3, limit: 9, expect: {orders: [{order: 2, left: 3, limit: 9}]}}
    - id: own
      title: own orders meet
      events:
        - {event: submit, side: buy, quantity: 3}
        - {event: submit, side: sell, quantity: 2}
        - {event: meet, order: 2, other: 1, expect: {position: 0, orders: [{order: 1, left: 1}]}}
    - id: stops
      title: several stops, of which one has a limit
      reading: {orders.triggers.at_once: trigger}
      events:
        - {event: take, side: buy, quantity: 3, there: 3}
        - {event: stop, side: sell, quantity: 1, trigger: last, at: 9}
        - {event: stop, side: sell, quantity: 2, trigger: mark, at: 8}
        - {event: unstop, stop: 1}
        - {event: stop, side: sell, quantity: 1, trigger: last, at: 12, limit: 3, expect: {position: 3}}
        - {event: enter, stop: 3, expect: {orders: [{order: 1, left: 1, limit: 3}]}}
        - {event: tick, trigger: mark, to: 7, expect: {position: 1}}
    - id: leverage
      title: the margin behind the leverage
      funds: 2
      events:
        - {event: leverage, to: 5, expect: {refused: false}}
        - {event: submit, side: buy, quantity: 11, expect: {refused: true}}
        - {event: submit, side: buy, quantity: 2}
        - {event: submit, side: buy, quantity: 8}
        - {event: fill, order: 1, quantity: 2, expect: {position: 2, orders: [{order: 2, left: 8}]}}
        - {event: leverage, to: 1, expect: {refused: false, orders: []}}
"""


def test_bands_own_orders_several_stops_and_funds_are_played(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS))
    assert (ran.code, ran.err) == (0, "")
    for said in ("band: limits from 5 up to 8", "band: limits of any price", "2 meets 1", "cancel stop 1", "stop 3 enters as 1"):
        assert said in ran.out
    assert "stop 3: sell 1 at 3, has fired" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("meet, order: 2, other: 1", "meet, order: 2, other: 7", "order 7 does not rest"),
        ("meet, order: 2, other: 1", "meet, order: 2", "`meet` needs `other`"),
        ("unstop, stop: 1", "unstop", "`unstop` needs `stop`, as several wait"),
        ("enter, stop: 3", "enter, stop: 1", "stop 1 does not wait"),
        ("to: 5, expect", "expect", "`leverage` needs `to`"),
        ("lowest: 5", "lowest: low", "`low` is no `lowest` in whole lots or ticks above zero"),
        ("funds: 2", "funds: few", "`few` is no `funds` in whole lots or ticks above zero"),
    ],
)
def test_an_event_that_names_what_is_not_there_is_refused(run: Run, tmp_path: Path, old: str, new: str, said: str) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS.replace(old, new, 1)))
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_limit_that_is_not_the_one_expected_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS.replace("left: 3, limit: 8", "left: 3, limit: 9", 1)))
    assert (ran.code, "the limit of 1 is 8, where 9 is expected" in ran.out) == (1, True)


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


def test_a_scenario_that_goes_otherwise_gives_code_1(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SCENARIO.replace("left: 1", "left: 2")))
    assert ran.code == 1
    assert "not as expected: orders left are 2: 1, where 2: 2 are expected" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("order: 1, quantity: 1}", "order: 7, quantity: 1}", "order 7 does not rest"),
        ("quantity: 2,", "quantity: 1.5,", "`1.5` is no `quantity` in whole lots or ticks above zero"),
        ("event: fill", "event: explode", "`explode` where one of"),
        ("side: buy, quantity: 1}", "quantity: 1}", "`submit` needs `side`"),
        ("reduce_only: true", "reduce_only: perhaps", "`perhaps` is neither true nor false"),
        ("order: 1, quantity: 1}", "order: 1, quantity: 1", ""),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused_with_its_line(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    file = written(tmp_path / "shop.yaml", SCENARIO.replace(old, new, 1))
    ran = run("replay", file)
    assert ran.code == 2
    assert said in ran.err
    assert "shop.yaml:" in ran.err


@pytest.mark.parametrize("file", sorted(ROOT.glob("specs/*/scenarios/*.yaml")), ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_every_scenario_of_the_library_goes_as_expected(file: Path, run: Run) -> None:
    assert run("replay", file).code == 0


def test_an_outcome_that_a_situation_cannot_have_is_a_fault(run: Run, tmp_path: Path) -> None:
    ran = run("validate", written(tmp_path / "shop.yaml", SCENARIO.replace("oversized: clip", "oversized: clib")))
    assert ran.code == 2
    assert "`clib` is no outcome of `orders.reduce_only.oversized`" in ran.err
    assert "did you mean `clip`?" in ran.err


def test_the_cases_are_one_for_each_region_mode_and_side(run: Run) -> None:
    ran = run("cases", ROOT / "specs" / "okx-swap", "--format", "json")
    cases = json.loads(ran.out)["cases"]
    assert len({case["id"] for case in cases}) == len(cases)
    assert {(case["mode"], case["side"]) for case in cases} == {(m, s) for m in ("one_way", "hedge") for s in ("long", "short")}
    first = next(case for case in cases if case["id"] == "one_way/long/oversized/one-lot-more-than-the-position")
    assert first["steps"] == ["buy 3 lots, and let it fill", "submit sell 4 lots reduce-only"]
    assert (first["expected"], first["status"]) == (["refuse", "clip"], "disputed")


REGIONS = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {one_way: offered, leverage_with_orders: refuse, leverage_without_margin: refuse}
orders:
  reduce_only: {one_way: accept, when_triggered: clip}
  post_only: {when_triggered: cancel}
  triggers: {at_once: refuse, while_halted: at reopening}
  price_band: {at_amend: cancel}
  self_trade: {resting_order: cancel both}
"""


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("triggers.while_halted", ["at reopening"]),
        ("triggers.at_once/exactly-at-the-price", ["refuse"]), ("triggers.at_once/one-tick-away", ["accept"]),
        ("when_triggered/two-that-fire-together", ["clip"]), ("post_only.when_triggered/would-take", ["cancel"]),
        ("post_only.when_triggered/rests", ["accept"]), ("price_band.at_amend/on-the-edge", ["accept"]),
        ("price_band.at_amend", ["cancel"]), ("self_trade.resting_order", ["cancel both"]),
        ("self_trade.resting_order/one-tick-short", ["accept"]), ("leverage_with_orders", ["refuse"]),
        ("leverage_without_margin/the-margin-is-short", ["refuse"]), ("leverage_without_margin/the-margin-suffices", ["accept"]),
    ],
)  # fmt: skip
def test_each_side_of_a_boundary_has_a_case(run: Run, tmp_path: Path, region: str, expected: list[str]) -> None:
    ran = run("cases", written(tmp_path / "shop.yaml", REGIONS), "--format", "json")
    cases = {case["id"]: case for case in json.loads(ran.out)["cases"]}
    for side in ("long", "short"):
        assert cases[f"one_way/{side}/{region}"]["expected"] == expected


def test_a_log_that_is_not_allowed_gives_code_1_and_one_that_cannot_be_read_2(run: Run, tmp_path: Path) -> None:
    log = ROOT / "tests" / "corpus" / "conform" / "nautilus-reduce-only.jsonl"
    ran = run("conform", ROOT / "specs" / "okx-swap", log)
    assert ran.code == 1
    assert "`orders.reduce_only.together` came out as accept" in ran.out
    cut = tmp_path / "cut.jsonl"
    cut.write_text(log.read_text(encoding="utf-8")[:400], encoding="utf-8")
    ran = run("conform", ROOT / "specs" / "okx-swap", cut)
    assert ran.code == 2
    assert "it ends in the middle" in ran.out


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_log_without_lines_compares_nothing_and_says_so(text: str, run: Run, tmp_path: Path) -> None:
    log = tmp_path / "empty.jsonl"
    log.write_text(text, encoding="utf-8")
    ran = run("conform", ROOT / "specs" / "okx-swap", log)
    assert (ran.code, ran.out) == (2, "")
    assert "is empty, so nothing was compared" in ran.err


def test_a_venue_that_is_not_found_outside_a_library_is_asked_for_by_its_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "give the path of a venue" in run("cases", "nowhere").err


def test_everything_that_is_wrong_with_the_lines_of_a_scenario_is_told_at_once(run: Run, tmp_path: Path) -> None:
    lines = (
        "{event: submit, side: buy, quantity: -1}", "{event: submit, side: buy, quantity: 1.5}", "{event: fill, order: 1}",
        "{event: submit, side: buy, quantity: 1, reduce_only: perhaps}",
        "{event: fill, order: 1, quantity: 1, expect: {position: some}}",
    )  # fmt: skip
    events = "\n".join(f"        - {line}" for line in lines)
    text = SCENARIO[: SCENARIO.index("        - {")] + events
    ran = run("replay", written(tmp_path / "shop.yaml", text))
    assert ran.code == 2
    told = ("`-1` is no `quantity`", "`1.5` is no `quantity`", "`fill` needs `quantity`", "`perhaps` is neither", "`some` is no")
    assert [part for part in told if part in ran.err] == list(told)
    assert "5 faults in 1 file" in ran.err


def test_a_case_inside_a_bound_is_taken_and_has_no_code_of_a_refusal(run: Run) -> None:
    cases = {
        case["id"]: case for case in json.loads(run("cases", ROOT / "specs" / "binance-usdm", "--format", "json").out)["cases"]
    }
    inside, outside = (cases[f"hedge/long/together/together-{which}-the-position"] for which in ("equal-to", "one-lot-more-than"))
    assert (inside["expected"], inside["status"], inside["code"]) == (["accept"], "inferred", "")
    assert (outside["expected"], outside["code"]) == (["refuse"], "-2022")
    assert not any("without the flag" in step for id, case in cases.items() if id.startswith("hedge/") for step in case["steps"])


def test_what_a_flag_must_have_is_seen_as_a_refusal_where_it_is_left_out(run: Run) -> None:
    cases = {
        case["id"]: case for case in json.loads(run("cases", ROOT / "specs" / "binance-usdm", "--format", "json").out)["cases"]
    }
    group = "one_way/long/close_position.with_reduce_only/"
    assert cases[f"{group}with-the-flag"]["expected"] == ["refuse", "accept"]
    assert cases[f"{group}without-the-flag"]["expected"] == ["accept", "refuse"]


def test_no_case_asks_for_what_a_venue_does_not_offer(run: Run) -> None:
    ids = [case["id"] for case in json.loads(run("cases", ROOT / "specs" / "dydx-v4", "--format", "json").out)["cases"]]
    assert ids
    assert not [id for id in ids if "close_position" in id or "/together/" in id], "no such flag, and no reduce-only order may rest"
