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
    assert not [id for id in ids if "close_position" in id or "/together/" in id], "no such flag; none may rest"
