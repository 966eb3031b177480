"""Does each published outcome of a band, of an own order that is met, of stops and of the leverage come out as its word says?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from perpspec.machines.machine import Machine
from perpspec.machines.search import search
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import Args, State, Stepper, stepper
from tests.machines.rulesets import machine
from tests.machines.test_events import MODES, PLAIN, STRICT

Event = tuple[str, int, Args]


def settled(words: dict[str, str], shape: Shape, broken: str = "increases") -> Stepper:
    """Return the compiled machine of the strict rules with some others in their place."""
    return stepper(machine({**STRICT, **words}, shape, broken))


def after(steps: Stepper, *events: Event) -> dict[str, int | bool]:
    """Return the values of the state after some events, none of which is refused."""
    state = steps.start
    for event in events:
        taken = _taken(steps, state, event)
        assert taken is not None, event
        state = steps.ordered(taken)
    return named(steps.machine, state)


def refused(steps: Stepper, *events: Event) -> bool:
    """Return whether the last of some events is refused, and none before it."""
    state = steps.start
    for event in events[:-1]:
        taken = _taken(steps, state, event)
        assert taken is not None, event
        state = steps.ordered(taken)
    return _taken(steps, state, events[-1]) is None


def _taken(steps: Stepper, state: State, event: Event) -> State | None:
    name, order, args = event
    events = enumerate(steps.machine.events)
    found = next((n for n, made in events if (made.name, made.order) == (name, order)), None)
    taken = None if found is None else steps.take[found](state, args)
    return None if taken is None else taken[0]


def named(made: Machine, state: State) -> dict[str, int | bool]:
    return {var.name: value for var, value in zip(made.variables, state, strict=True)}


BAND: Event = ("band", 0, (4, 6))
BANDED = replace(PLAIN, ticks=9, prices=True, bands=True)


@pytest.mark.parametrize(("side", "limit", "edge"), [(1, 9, 6), (-1, 1, 4)])
def test_an_order_outside_the_band_is_refused_moved_to_the_edge_or_taken(side: int, limit: int, edge: int) -> None:
    sent: Event = ("submit", 1, (side, False, 1, limit))
    assert refused(settled({}, BANDED), BAND, sent)
    assert not refused(settled({}, BANDED), BAND, ("submit", 1, (side, False, 1, edge)))
    assert after(settled({"band_at_submit": "reprice"}, BANDED), BAND, sent)["order1.limit"] == edge
    assert after(settled({"band_at_submit": "accept"}, BANDED), BAND, sent)["order1.limit"] == limit


@pytest.mark.parametrize(("word", "left"), [("refuse", 5), ("cancel", 0), ("reprice", 6), ("accept", 9)])
def test_an_order_amended_out_of_the_band_ends_as_the_word_says(word: str, left: int) -> None:
    steps = settled({"band_at_amend": word}, BANDED)
    sent: tuple[Event, ...] = (BAND, ("submit", 1, (1, False, 1, 5)))
    amended: Event = ("amend", 1, (9,))
    assert refused(steps, *sent, amended) == (word == "refuse")
    assert after(steps, *sent, *(() if word == "refuse" else (amended,)))["order1.limit"] == left


def test_a_band_without_an_edge_holds_nothing_back_and_leaves_alone_what_rests() -> None:
    steps = settled({}, BANDED)
    assert not refused(steps, ("submit", 1, (1, False, 1, 9)))
    assert after(steps, ("submit", 1, (1, False, 1, 9)), BAND)["order1.limit"] == 9
    assert not refused(steps, ("band", 0, (4, 0)), ("submit", 1, (1, False, 1, 9)))


def test_what_the_band_moves_must_still_not_take() -> None:
    shape = replace(BANDED, post_only=True)
    steps = settled({"band_at_submit": "reprice", "post_only_at_submit": "reprice"}, shape)
    found = after(steps, ("move", 0, (5,)), BAND, ("submit", 1, (1, False, 1, 9, True)))
    assert found["order1.limit"] == 5


OWN = replace(PLAIN, slots=2, lots=3, most=6, self_trade=True)
BOTH: tuple[Event, ...] = (("submit", 1, (1, False, 3)), ("submit", 2, (-1, False, 2)))
MEET: Event = ("meet", 2, (1,))


@pytest.mark.parametrize(
    ("word", "buys", "sells"),
    [("keep", 3, 0), ("cancel", 0, 2), ("cancel both", 0, 0), ("decrement", 1, 0), ("trade", 1, 0)],
)
def test_two_own_orders_that_meet_end_as_the_word_says(word: str, buys: int, sells: int) -> None:
    found = after(settled({"self_trade": word}, OWN), *BOTH, MEET)
    left = {1: 0, -1: 0, 0: 0}
    for slot in (1, 2):
        left[int(found[f"order{slot}.side"])] += int(found[f"order{slot}.quantity"])
    assert (left[1], left[-1], found["position"]) == (buys, sells, 0)


def test_an_order_that_would_meet_an_own_one_is_refused_where_the_word_says_so() -> None:
    assert refused(settled({"self_trade": "refuse"}, OWN), *BOTH)


def test_two_own_orders_whose_prices_do_not_cross_do_not_meet() -> None:
    steps = settled({"self_trade": "cancel both"}, replace(OWN, prices=True, ticks=5))
    buy: Event = ("submit", 1, (1, False, 1, 2))
    assert refused(steps, buy, ("submit", 2, (-1, False, 1, 3)), MEET)
    assert not refused(steps, buy, ("submit", 2, (-1, False, 1, 2)), MEET)
    refusing = settled({"self_trade": "refuse"}, replace(OWN, prices=True, ticks=5))
    assert refused(refusing, buy, ("submit", 2, (-1, False, 1, 2)))
    assert not refused(refusing, buy, ("submit", 2, (-1, False, 1, 3)))


def test_legs_that_trade_with_each_other_both_shrink() -> None:
    steps = settled({"self_trade": "trade"}, replace(OWN, mode="hedge"))
    opened: tuple[Event, ...] = (
        ("submit", 1, (1, 1, 2)), ("fill", 1, (2,)), ("submit", 1, (-1, -1, 2)), ("fill", 1, (2,)),
        ("submit", 1, (-1, 1, 1)), ("submit", 2, (1, -1, 2)),
    )  # fmt: skip
    found = after(steps, *opened, MEET)
    assert (found["long"], found["short"], found["order1.quantity"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("word", "events"), [("cancel", 5), ("cancel both", 5), ("decrement", 5), ("keep", None), ("trade", None), ("refuse", None)]
)
def test_an_own_order_may_take_away_the_one_that_protects(word: str, events: int | None) -> None:
    found = search(settled({"self_trade": word}, replace(PLAIN, slots=3, self_trade=True), "unprotects"), "unprotects")
    assert found.complete
    assert (len(found.trace) if found.trace else None) == events


STOPPED = replace(PLAIN, lots=2, ticks=5, most=4, stops=2, at_once=True)
OPEN: tuple[Event, ...] = (("submit", 1, (1, False, 2)), ("fill", 1, (2,)))


def test_stops_that_one_price_passes_fire_in_the_order_in_which_they_were_sent() -> None:
    steps = settled({"when_triggered": "clip"}, STOPPED)
    sent: tuple[Event, ...] = (("stop", 1, (-1, 1, True, 2, 2)), ("stop", 2, (-1, 2, True, 2, 2)))
    found = after(steps, *OPEN, *sent, ("tick", 0, (2, 1)))
    assert (found["position"], found["stop1.side"], found["stop2.side"]) == (0, 0, 0)
    cut = settled({"when_triggered": "cancel"}, STOPPED)
    assert after(cut, *OPEN, *sent, ("tick", 0, (2, 1)))["position"] == 1
    assert after(cut, *OPEN, *reversed_(sent), ("tick", 0, (2, 1)))["position"] == 0


def reversed_(sent: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the same two orders, sent the other way round."""
    (name, one, first), (_, other, second) = sent
    return ((name, one, second), (name, other, first))


def test_a_stop_moves_up_when_the_one_before_it_is_cancelled() -> None:
    steps = settled({}, STOPPED)
    sent: tuple[Event, ...] = (("stop", 1, (-1, 1, True, 2, 2)), ("stop", 2, (-1, 2, True, 2, 1)))
    found = after(steps, *OPEN, *sent, ("unstop", 1, ()))
    assert (found["stop1.quantity"], found["stop1.at"], found["stop2.side"]) == (2, 1, 0)


@pytest.mark.parametrize("mode", MODES)
def test_no_two_stops_increase_where_each_is_cut_and_both_do_where_they_fill(mode: str) -> None:
    shape = replace(PLAIN, ticks=2, stops=2, at_once=True, mode=mode)
    held = search(settled({"when_triggered": "clip", "at_once": "trigger"}, shape), "increases")
    assert (held.trace, held.complete) == (None, True)
    found = search(settled({"when_triggered": "fill"}, shape), "increases")
    assert found.trace is not None


@pytest.mark.parametrize(("side", "at"), [(1, 3), (1, 1), (-1, 3), (-1, 5)])
def test_a_stop_whose_price_has_passed_is_refused_or_fires_at_once(side: int, at: int) -> None:
    sent: Event = ("stop", 1, (side, 2, False, 2, at))
    assert refused(settled({}, STOPPED), sent)
    found = after(settled({"at_once": "trigger"}, STOPPED), sent)
    assert (found["position"], found["stop1.side"]) == (2 * side, 0)
    assert refused(settled({"at_once": "trigger"}, replace(STOPPED, at_once=False)), sent)


@pytest.mark.parametrize("at_once", [False, True])
def test_an_order_with_a_limit_fires_and_then_enters_the_book(at_once: bool) -> None:
    steps = settled({"at_once": "trigger"}, replace(STOPPED, prices=True))
    sent: Event = ("stop", 1, (1, 2, False, 2, 3 if at_once else 4, 1))
    fired = (sent,) if at_once else (sent, ("tick", 0, (2, 5)))
    waits = after(steps, *fired)
    assert (waits["stop1.side"], waits["stop1.by"], waits["order1.side"], waits["position"]) == (1, 0, 0, 0)
    found = after(steps, *fired, ("enter", 1, (1,)))
    assert (found["stop1.side"], found["order1.side"], found["order1.quantity"], found["order1.limit"]) == (0, 1, 2, 1)


@pytest.mark.parametrize(("word", "limit"), [("refuse", 0), ("cancel", 0), ("reprice", 1), ("accept", 4)])
def test_a_post_only_order_that_fires_where_it_would_take_ends_as_the_word_says(word: str, limit: int) -> None:
    steps = settled({"post_only_when_triggered": word}, replace(STOPPED, stops=1, prices=True, post_only=True))
    fired: tuple[Event, ...] = (("stop", 1, (1, 2, False, 2, 4, 4, True)), ("tick", 0, (2, 4)), ("enter", 1, (1,)))
    assert after(steps, *fired)["order1.limit"] == limit


FUNDED = replace(PLAIN, slots=2, lots=6, most=6, leverage=True, funds=3)
RAISED: Event = ("leverage", 0, (2,))
LOWERED: Event = ("leverage", 0, (1,))


def test_an_order_is_taken_only_if_the_larger_side_is_covered() -> None:
    steps = settled({}, FUNDED)
    assert refused(steps, ("submit", 1, (1, False, 4)))
    assert not refused(steps, RAISED, ("submit", 1, (1, False, 6)))
    assert refused(steps, ("submit", 1, (1, False, 3)), ("submit", 2, (1, False, 1)))
    assert not refused(steps, ("submit", 1, (1, False, 3)), ("submit", 2, (-1, False, 3)))
    assert not refused(steps, ("submit", 1, (1, False, 3)), ("fill", 1, (3,)), ("submit", 1, (-1, False, 6)))
    assert refused(settled({}, replace(FUNDED, mode="hedge")), ("submit", 1, (1, 1, 3)), ("submit", 2, (-1, -1, 1)))
    netted = settled({"hedged_legs": "max"}, replace(FUNDED, mode="hedge"))
    assert not refused(netted, ("submit", 1, (1, 1, 3)), ("submit", 2, (-1, -1, 3)))


@pytest.mark.parametrize("word", ["refuse", "cancel", "accept"])
def test_a_lower_leverage_that_the_orders_cannot_bear_ends_as_the_word_says(word: str) -> None:
    steps = settled({"leverage_without_margin": word}, FUNDED)
    sent: tuple[Event, ...] = (
        RAISED, ("submit", 1, (1, False, 2)), ("fill", 1, (2,)), ("submit", 1, (-1, True, 2)), ("submit", 2, (1, False, 3)),
    )  # fmt: skip
    assert refused(steps, *sent, LOWERED) == (word == "refuse")
    if word != "refuse":
        found = after(steps, *sent, LOWERED)
        kept = [found["order1.quantity"], found["order2.quantity"]]
        assert (found["leverage"], found["position"], kept) == (1, 2, [2, 0] if word == "cancel" else [2, 3])


@pytest.mark.parametrize(("word", "refuses"), [("refuse", True), ("cancel", True), ("accept", False)])
def test_a_lower_leverage_that_the_position_cannot_bear_is_refused_or_leaves_it_uncovered(word: str, refuses: bool) -> None:
    steps = settled({"leverage_without_margin": word}, FUNDED)
    assert refused(steps, RAISED, ("submit", 1, (1, False, 5)), ("fill", 1, (5,)), LOWERED) == refuses
