"""Do orders that wait for a price, races, short orders, halts and changes of the leverage go as the rules say?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from perpspec.machines.machine import Machine
from perpspec.machines.search import search
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import stepper
from perpspec.machines.told import told
from perpspec.machines.walk import walk
from perpspec.solve.fixedpoint import shortest
from tests.machines.rulesets import machine

STRICT = {
    "no_position": "refuse", "oversized": "refuse", "together": "refuse", "at_fill": "clip", "position_shrinks": "clip",
    "cut_first": "newest", "position_flips": "cancel", "position_flat": "cancel", "by_last": "refuse", "by_mark": "accept",
    "by_index": "refuse", "spike_inside_window": "trigger", "when_triggered": "clip", "cancel_and_fill": "cancel stands",
    "while_halted": "trigger", "ioc": "accept", "fok": "accept", "gtd": "accept", "leverage_with_orders": "keep",
    "at_once": "refuse", "post_only_when_triggered": "accept", "post_only_at_submit": "refuse", "post_only_at_amend": "refuse",
    "band_at_submit": "refuse", "band_at_amend": "refuse", "self_trade": "cancel", "leverage_without_margin": "refuse",
    "hedged_legs": "sum",
}  # fmt: skip
PLAIN = Shape(slots=1, lots=1, ticks=3, most=1, prices=False, post_only=False)
BANDED = replace(PLAIN, ticks=2, prices=True, bands=True)
ENTERING = replace(PLAIN, ticks=2, prices=True, post_only=True, stops=1)
SHAPES = {
    "misses": replace(PLAIN, stops=1), "increases": replace(PLAIN, stops=1, timed=True),
    "overshoots": replace(PLAIN, races=True), "sleeps": replace(PLAIN, stops=1, halts=True),
    "unprotects": replace(PLAIN, leverage=True), "escapes": BANDED, "moves": BANDED, "takes": ENTERING, "vanishes": ENTERING,
    "meets": replace(PLAIN, slots=2, self_trade=True), "uncovers": replace(PLAIN, leverage=True, funds=1, lots=2, most=2),
}  # fmt: skip
MODES = ("one_way", "hedge")
BUDGET = 50_000_000


def made(broken: str, mode: str, words: dict[str, str]) -> Machine:
    """Return the machine that has the events which a property is about."""
    return machine({**STRICT, **words}, SHAPES[broken].in_mode(mode), broken)


FAULTS = [
    ("misses", {"spike_inside_window": "no trigger"}, 4),
    ("overshoots", {"cancel_and_fill": "fill stands"}, 4),
    ("sleeps", {"while_halted": "no trigger"}, 6),
    ("unprotects", {"leverage_with_orders": "cancel"}, 4),
    ("escapes", {"band_at_submit": "accept"}, 2),
    ("escapes", {"band_at_amend": "accept"}, 3),
    ("moves", {"band_at_submit": "reprice"}, 2),
    ("moves", {"band_at_amend": "reprice"}, 3),
    ("takes", {"post_only_when_triggered": "accept"}, 3),
    ("vanishes", {"post_only_when_triggered": "cancel"}, 5),
    ("meets", {"self_trade": "trade"}, 3),
    ("uncovers", {"leverage_without_margin": "accept"}, 3),
]
SOUND = {"takes": {"post_only_when_triggered": "cancel"}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("broken", "words", "events"), FAULTS, ids=[f"{broken}-{word}" for broken, words, _ in FAULTS for word in words]
)
def test_the_rule_decides_and_search_solver_and_walk_agree(broken: str, words: dict[str, str], events: int, mode: str) -> None:
    if (broken, mode) == ("overshoots", "hedge"):
        held = search(stepper(made(broken, mode, words)), broken)
        assert (held.trace, held.complete) == (None, True)
        return
    fault = made(broken, mode, words)
    found = search(stepper(fault), broken)
    assert found.trace is not None
    assert len(found.trace) == events
    assert shortest(fault, broken, events, BUDGET) == events
    walked = walk(stepper(fault), broken, 200_000, seed=1)
    assert walked.trace is not None
    sound = search(stepper(made(broken, mode, SOUND.get(broken, {}))), broken)
    assert (sound.trace, sound.complete) == (None, True)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("word", ["clip", "cancel", "refuse"])
def test_an_order_that_fires_never_increases_where_it_is_cut(word: str, mode: str) -> None:
    found = search(stepper(made("increases", mode, {"when_triggered": word})), "increases")
    assert (found.trace, found.complete) == (None, True)


@pytest.mark.parametrize("mode", MODES)
def test_an_order_that_fires_in_full_opens_a_position(mode: str) -> None:
    found = search(stepper(made("increases", mode, {"when_triggered": "fill"})), "increases")
    assert found.trace is not None
    assert len(found.trace) == 2


def test_the_spike_is_told_in_words() -> None:
    fault = made("misses", "one_way", {"spike_inside_window": "no trigger"})
    found = search(stepper(fault), "misses")
    assert found.trace is not None
    assert [said for said, _ in told(fault, found.trace)] == [
        "submit 1: buy 1",
        "fill 1: 1",
        "stop: sell 1 when mark is down to 1",
        "mark moves to 1 and back between two looks",
    ]


@pytest.mark.parametrize(("whole", "there", "position"), [(False, 0, 0), (False, 1, 1), (True, 1, 0), (True, 2, 2)])
def test_fill_or_kill_is_all_or_nothing(whole: bool, there: int, position: int) -> None:
    taking = machine(STRICT, replace(PLAIN, timed=True, lots=2, most=2))
    steps = stepper(taking)
    number = next(n for n, event in enumerate(taking.events) if event.name == "take")
    taken = steps.take[number](steps.start, (1, False, 2, whole, there))
    assert taken is not None
    assert taken[0][0] == position


def test_nothing_but_a_cancel_is_taken_while_trading_is_restricted() -> None:
    market = machine(STRICT, replace(PLAIN, stops=True, halts=True))
    steps = stepper(market)
    numbers = {event.name: n for n, event in enumerate(market.events)}
    submitted = steps.take[numbers["submit"]](steps.start, (1, False, 1))
    assert submitted is not None
    restricted = steps.take[numbers["restrict"]](submitted[0], ())
    assert restricted is not None
    assert steps.take[numbers["fill"]](restricted[0], (1,)) is None
    assert steps.take[numbers["cancel"]](restricted[0], ()) is not None
    halted = steps.take[numbers["halt"]](restricted[0], ())
    assert halted is not None
    assert steps.take[numbers["cancel"]](halted[0], ()) is None
