"""Are long and short mirror images in every event of the order machine: sides, legs, prices and bands exchanged?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from perpspec.machines.machine import Machine
from perpspec.machines.orders import machine_of, rules_of
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import State, Stepper, stepper
from tests.machines.rulesets import AT_SUBMISSION, CLIPPED, CUT, RANKED, machine
from tests.machines.test_events import MODES, STRICT

Value = int | bool
MOST_STATES = 300
LONGEST = 25
SMALL = Shape(slots=2, lots=1, ticks=3, most=2, spread=0, prices=False, post_only=False)
PRICED = replace(SMALL, prices=True, post_only=True)
SHAPES = {
    "plain": SMALL, "prices": PRICED, "switch": replace(SMALL, switch=True), "races": replace(PRICED, races=True),
    "timed": replace(SMALL, timed=True), "leverage": replace(SMALL, leverage=True),
    "funds": replace(SMALL, lots=2, leverage=True, funds=1), "stops": replace(SMALL, slots=1, stops=2, at_once=True),
    "halts": replace(SMALL, slots=1, stops=1, halts=True, at_once=True),
    "entering": replace(PRICED, slots=1, stops=1, at_once=True), "bands": replace(PRICED, slots=1, bands=True),
    "own": replace(PRICED, self_trade=True), "own without prices": replace(SMALL, slots=3, self_trade=True),
    "everything": replace(PRICED, stops=2, at_once=True, races=True, timed=True, halts=True, leverage=True, funds=2, bands=True,
                          self_trade=True),
}  # fmt: skip
LOOSE = {
    **STRICT, "no_position": "accept", "oversized": "accept", "together": "cut", "position_flips": "keep", "by_last": "accept",
    "by_index": "accept", "at_once": "trigger", "when_triggered": "fill", "post_only_when_triggered": "reprice",
    "post_only_at_submit": "reprice", "post_only_at_amend": "reprice", "band_at_submit": "reprice", "band_at_amend": "cancel",
    "self_trade": "trade", "leverage_without_margin": "cancel", "cut_first": "worst price", "cancel_and_fill": "fill stands",
    "while_halted": "at reopening", "leverage_with_orders": "cancel", "hedged_legs": "net",
    "switch_with_orders": "accept", "switch_with_positions": "accept",
}  # fmt: skip
STRICT_TOO = {**STRICT, "switch_with_orders": "refuse", "switch_with_positions": "refuse"}
TAKING = {**LOOSE, "self_trade": "keep", "band_at_submit": "accept", "hedged_legs": "max", "leverage_with_orders": "keep"}


def mirrored(shape: Shape, made: Machine, state: State) -> State:
    """Return a state with long and short exchanged, and every price reflected between the lowest and the highest."""
    values = {var.name: value for var, value in zip(made.variables, state, strict=True)}
    flipped = {name: _value(shape, values, name) for name in values}
    if "long" in values:
        flipped |= {"long": values["short"], "short": values["long"]}
    return tuple(flipped[var.name] for var in made.variables)


def _value(shape: Shape, values: dict[str, Value], name: str) -> Value:
    owner, _, field = name.rpartition(".")
    if name == "position" or field in ("side", "leg"):
        return -values[name]
    if name in ("highest", "lowest"):
        return _price(shape, values["lowest" if name == "highest" else "highest"])
    if field == "limit" and owner.startswith("order"):
        return shape.ticks + 1 - values[name] if values[f"{owner}.side"] else 0
    if name in ("bid", "last", "mark", "index") or field in ("limit", "at"):
        return _price(shape, values[name])
    return values[name]


def _price(shape: Shape, price: Value) -> Value:
    """Return a price reflected; where there is none, there is none."""
    return shape.ticks + 1 - price if price else 0


def images(shape: Shape, steps: Stepper, state: State) -> set[tuple[State, tuple[str, ...]]]:
    """Return what follows the mirror image of a state."""
    image = steps.ordered(mirrored(shape, steps.machine, state))
    return {(steps.ordered(after), breaks) for _, _, after, breaks in steps.successors(image)}


def watched(words: dict[str, str], shape: Shape) -> Stepper:
    """Return the machine that watches every property at once."""
    return stepper(machine_of(rules_of(words), shape).read({}))


def walked(steps: Stepper, shape: Shape, most: int) -> None:
    """Hold each state that some walks come through against its mirror image; the kind of each event is drawn first."""
    random, seen = Random(1), set[State]()
    for _ in range(most // 4):
        state = steps.start
        for _ in range(LONGEST):
            moves = steps.successors(state)
            if state not in seen:
                there = {(steps.ordered(mirrored(shape, steps.machine, after)), breaks) for _, _, after, breaks in moves}
                assert there == images(shape, steps, state), state
                seen.add(state)
            if not moves:
                break
            kind = random.choice(sorted({steps.machine.events[move[0]].name for move in moves}))
            state = steps.ordered(random.choice([move for move in moves if steps.machine.events[move[0]].name == kind])[2])
        if len(seen) >= most:
            return


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("words", [AT_SUBMISSION, CLIPPED, CUT, RANKED], ids=["submission", "clipped", "cut", "ranked"])
def test_long_and_short_are_mirror_images(words: dict[str, str], mode: str) -> None:
    shape = SMALL.in_mode(mode)
    walked(stepper(machine(words, shape)), shape, MOST_STATES)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("words", [STRICT_TOO, LOOSE, TAKING], ids=["strict", "loose", "taking"])
@pytest.mark.parametrize("name", SHAPES)
def test_every_event_treats_long_and_short_alike(name: str, words: dict[str, str], mode: str) -> None:
    shape = SHAPES[name].in_mode(mode)
    walked(watched(words, shape), shape, 100 if name == "everything" else MOST_STATES)
