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
    assert "submit 2: sell 2 reduce-only  1         2: sell 1 reduce-only" in ran.out
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
        ("quantity: 2,", "quantity: 1.5,", "`1.5` is not a quantity in whole lots or ticks above zero"),
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
