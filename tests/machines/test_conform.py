"""Does a log show what a venue did, and is everything that is wrong with a log said with its line?"""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from perpspec.load.load import Spec, load_spec
from perpspec.machines.conform import Conformed, conform
from perpspec.source.numbers import number

CORPUS = Path(__file__).parents[1] / "corpus" / "conform"
UNWRITTEN = load_spec(CORPUS / "unwritten.yaml")
WRITTEN = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, no_position: refuse, oversized: refuse, at_fill: clip, position_shrinks: clip, together: cut}
  post_only: {at_submit: refuse}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Spec:
    file = tmp_path / "shop.yaml"
    file.write_text(WRITTEN, encoding="utf-8")
    return load_spec(file)


def lines(*events: Mapping[str, object]) -> list[str]:
    """Return a log with one event in each unit of time."""
    return [json.dumps({"time": time, **event}) + "\n" for time, event in enumerate(events)]


def order(name: str, side: str, quantity: object, **more: object) -> dict[str, object]:
    return {"event": "submit", "order": name, "side": side, "quantity": quantity, **more}


def fill(name: str, quantity: object, **more: object) -> dict[str, object]:
    return {"event": "fill", "order": name, "quantity": quantity, **more}


LONG = (order("1", "buy", 2), fill("1", "2"))


def settled(found: Conformed) -> set[tuple[str, str]]:
    return {(one.rule.removeprefix("orders."), one.word) for one in found.settled.values()}


@pytest.mark.parametrize(
    ("log", "shown"),
    [
        (
            "reduce-only",
            {
                ("reduce_only.no_position", "refuse"), ("reduce_only.oversized", "accept"), ("reduce_only.oversized", "clip"),
                ("reduce_only.together", "accept"), ("reduce_only.at_fill", "fill"), ("reduce_only.position_flips", "keep"),
                ("reduce_only.position_flat", "cancel"), ("reduce_only.position_flat", "keep"),
            },
        ),
        ("post-only", {("post_only.at_submit", "refuse"), ("post_only.at_amend", "refuse")}),
        ("hedge", {("closing.oversized", "refuse"), ("closing.together", "accept"), ("closing.position_flat", "cancel")}),
    ],
)  # fmt: skip
def test_a_log_of_a_simulated_exchange_shows_how_it_settles_each_rule(log: str, shown: set[tuple[str, str]]) -> None:
    with (CORPUS / f"nautilus-{log}.jsonl").open(encoding="utf-8") as text:
        found = conform(UNWRITTEN, text, number("0.001"))
    assert (found.against, found.fault) == (None, None)
    assert settled(found) == shown


def test_the_first_event_that_is_not_allowed_ends_the_reading(shop: Spec) -> None:
    log = lines(
        *LONG, order("2", "sell", 3, reduce_only=True), {"event": "accept", "order": "2"}, {"event": "cancel", "order": "9"}
    )
    found = conform(shop, log)
    assert found.against is not None
    assert (found.against.line, found.against.rule, found.against.word) == (4, "orders.reduce_only.oversized", "accept")


def test_a_fill_beyond_the_position_is_not_allowed_where_fills_are_cut(shop: Spec) -> None:
    log = lines(*LONG, order("2", "sell", 2, reduce_only=True), order("3", "sell", 1), fill("3", 1), fill("2", 2))
    found = conform(shop, log)
    assert found.against is not None
    assert (found.against.line, found.against.word) == (6, "fill")


def test_orders_that_are_cut_for_a_new_one_follow_the_published_rule(shop: Spec) -> None:
    log = lines(
        *LONG, order("2", "sell", 2, reduce_only=True), order("3", "sell", 1, reduce_only=True),
        {"event": "accept", "order": "3"},
        {"event": "update", "order": "2", "quantity": 1}, {"event": "position", "position": 2},
    )  # fmt: skip
    found = conform(shop, log)
    assert found.against is None
    assert found.confirmed == {"orders.reduce_only.together": 1}


def test_a_position_that_the_fills_do_not_make_is_said() -> None:
    found = conform(UNWRITTEN, lines(*LONG, {"event": "position", "position": 3}))
    assert found.against is not None
    assert found.against.said == "position is 3, where the fills before it make 2"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"time": 9, "event": "buy"}\n', "there is no event `buy`"),
        ('{"time": 9, "event": "cancel"}\n', "`cancel` needs `order`"),
        ('{"time": 9, "event": "cancel", "order": 7}\n', "`order` is not `a text`"),
        ('{"time": 9, "event": "fill", "order": "1", "quantity": "much"}\n', "`quantity` is not a number above zero"),
        ('{"time": 9, "event": "fill", "order": "1", "quantity": NaN}\n', "this line cannot be read: it is not a JSON object"),
        ('{"time": 9, "event": "fill", "order": "1", "quantity": 0.0015}\n', "the quantity 3/2000 is off the lot of 1/1000"),
        ('{"time": 0, "event": "cancel", "order": "1"}\n', "the time 0 lies before 1"),
        ('{"time": "later", "event": "cancel", "order": "1"}\n', "`time` is not a whole number"),
        ('{"time": 9, "event": "cancel", "order": "1", "why": 1}\n', "`cancel` has no field `why`"),
        ('{"time": 9, "event": "can', "this line cannot be read: it ends in the middle"),
        ("[1, 2]\n", "this line is no JSON object"),
        ("[" * 3_000 + "\n", "this line cannot be read: it is not a JSON object"),
        ('"' + "x" * 30_000 + "\n", "a line of more than 20000 characters"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_what_is_wrong(line: str, message: str) -> None:
    found = conform(
        UNWRITTEN, [*lines({"event": "mode", "mode": "one_way"}, {"event": "mode", "mode": "one_way"}), line], number("0.001")
    )
    assert found.fault is not None
    assert (found.fault.line, found.fault.message, found.lines) == (3, message, 2)


def test_an_order_that_does_not_rest_cannot_fill() -> None:
    found = conform(UNWRITTEN, lines(fill("1", 1)))
    assert found.against is not None
    assert found.against.said == "`fill` of order `1`, which does not rest"


def test_a_long_log_is_read_without_keeping_it() -> None:
    def log(pairs: int) -> Iterator[str]:
        for time in range(pairs):
            side = "buy" if time % 2 else "sell"
            yield f'{{"time": {time}, "event": "submit", "order": "{time}", "side": "{side}", "quantity": 1}}\n'
            yield f'{{"time": {time}, "event": "fill", "order": "{time}", "quantity": 1}}\n'

    def most(pairs: int) -> int:
        tracemalloc.start()
        found = conform(UNWRITTEN, log(pairs))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (found.against, found.fault, found.lines) == (None, None, 2 * pairs)
        return peak

    assert most(10_000) < most(1_000) + 200_000
