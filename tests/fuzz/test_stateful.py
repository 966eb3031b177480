"""Does the stateful fuzzer find a planted fault among many orders and every kind of event, and nothing where the rules hold?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from perpspec.fuzz.stateful import Stateful, stateful
from perpspec.machines.orders import machine_of, rules_of
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import Stepper, stepper
from perpspec.machines.walk import played
from tests.machines.rulesets import AT_SUBMISSION, CUT, machine
from tests.machines.test_events import MODES, SHAPES, STRICT

MANY = Shape(slots=12, lots=3, most=40, prices=False, post_only=False)
EVERY = Shape(
    slots=6, lots=3, ticks=5, most=40, stops=3, at_once=True, races=True, timed=True, halts=True, leverage=True, funds=4,
    bands=True, self_trade=True,
)  # fmt: skip
SOUND = {
    **STRICT,
    "post_only_when_triggered": "cancel",
    "self_trade": "keep",
    "at_once": "trigger",
    "by_last": "accept",
    "by_index": "accept",
}
HOLD = ("increases", "takes", "moves", "misses", "sleeps", "overshoots", "unprotects", "escapes", "meets", "uncovers")
FAULTS = {
    ("increases", "hedge"): {"when_triggered": "fill"}, ("takes", "hedge"): {"post_only_when_triggered": "accept"},
    ("misses", "one_way"): {"spike_inside_window": "no trigger"}, ("sleeps", "one_way"): {"while_halted": "no trigger"},
    ("overshoots", "one_way"): {"cancel_and_fill": "fill stands"}, ("unprotects", "hedge"): {"leverage_with_orders": "cancel"},
    ("escapes", "one_way"): {"band_at_amend": "accept"}, ("moves", "hedge"): {"band_at_submit": "reprice"},
    ("meets", "one_way"): {"self_trade": "trade"}, ("uncovers", "hedge"): {"leverage_without_margin": "accept"},
    ("vanishes", "one_way"): {},
}  # fmt: skip


def planted(broken: str, mode: str) -> Stepper:
    """Return the machine of many orders that has the events which a property is about, with a fault that breaks it."""
    shape = replace(SHAPES[broken], slots=4, lots=2, ticks=3, most=8, mode=mode)
    return stepper(machine_of(rules_of({**SOUND, **FAULTS[broken, mode]}), shape).read({}).only(broken))


def test_a_fault_among_many_orders_is_found_and_the_trace_plays() -> None:
    made = stepper(machine(AT_SUBMISSION, MANY))
    found = stateful(made, "increases", examples=5_000, longest=60)
    assert found.trace is not None
    assert played(made, "increases", found.trace) is not None
    assert len(found.trace) <= 8


def test_nothing_is_found_where_the_rules_hold() -> None:
    found = stateful(stepper(machine(CUT, MANY)), "increases", examples=30, longest=300)
    assert found.trace is None
    assert found.steps > 1_000
    assert found.events["submit"] > 30 * 12


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_event_happens_and_nothing_breaks_where_the_rules_hold(mode: str) -> None:
    made = stepper(machine_of(rules_of(SOUND), EVERY.in_mode(mode)).read({}))
    seen = [stateful(made, broken, examples=12, longest=300, start=start) for start, broken in enumerate(HOLD)]
    assert [broken for broken, found in zip(HOLD, seen, strict=True) if found.trace] == []
    assert missing(made, seen) == set()


def missing(made: Stepper, seen: list[Stateful]) -> set[str]:
    """Return the kinds of event that never happened."""
    return {event.name for event in made.machine.events} - {name for found in seen for name in found.events}


@pytest.mark.parametrize(("broken", "mode"), FAULTS)
def test_a_planted_fault_is_found_among_many_orders_and_cut_down(broken: str, mode: str) -> None:
    made = planted(broken, mode)
    found = stateful(made, broken, examples=20_000, longest=100)  # far more than it takes: it ends with the first
    assert found.trace is not None
    assert played(made, broken, found.trace) == found.trace
    assert len(found.trace) <= 8
