"""Does a seeded walk at random, of steps that can happen, come across something that breaks, and how short is it then?

Guided: the kind of the next event is drawn first, among those that can happen, so that fills are as frequent as
submissions. What follows a state is worked out once and remembered, as far as memory is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .search import Step
from .stepping import Move, State, Stepper

MOST_KEPT = 60_000
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Walked:
    """How many steps were taken, and the trace that broke the property, cut down to events that it needs."""

    steps: int
    trace: tuple[Step, ...] | None
    first_length: int = 0


def walk(machine: Stepper, broken: str, steps: int, seed: int = 0) -> Walked:
    """Return what a walk of at most ``steps`` steps finds; it begins anew after every ``LONGEST`` of them."""
    draw = Random(seed).random
    kept: dict[State, tuple[tuple[Move, ...], ...]] = {}
    taken = 0
    while taken < steps:
        state, path = machine.start, []
        for _ in range(LONGEST):
            kinds = kept.get(state)
            if kinds is None:
                kinds = _kinds(machine, state)
                if len(kept) < MOST_KEPT:
                    kept[state] = kinds
            if not kinds:
                break
            moves = kinds[int(draw() * len(kinds))]
            move = moves[int(draw() * len(moves))]
            path.append(move)
            taken += 1
            if move[3] and broken in move[3]:
                events = tuple(Step(event, args, found) for event, args, found, _ in path)
                return Walked(taken, shrunk(machine, broken, events), len(events))
            state = move[2]
    return Walked(taken, None)


def _kinds(machine: Stepper, state: State) -> tuple[tuple[Move, ...], ...]:
    """Return the steps from a state by the kind of their event, each ending in the canonical sequence of orders."""
    found: dict[str, list[Move]] = {}
    for event, args, after, breaks in machine.successors(state):
        found.setdefault(machine.machine.events[event].name, []).append((event, args, machine.ordered(after), breaks))
    return tuple(tuple(moves) for moves in found.values())


def shrunk(machine: Stepper, broken: str, trace: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return a trace from which no event can be left out, with smaller arguments where they do as well."""
    best = trace
    changed = True
    while changed:
        changed = False
        for index in range(len(best)):
            found = played(machine, broken, best[:index] + best[index + 1 :])
            if found is not None and len(found) < len(best):
                best, changed = found, True
                break
    return best


def played(machine: Stepper, broken: str, steps: tuple[Step, ...]) -> tuple[Step, ...] | None:
    """Return the events that happen when ``steps`` are tried in turn, up to the one that breaks; None if none does."""
    state = machine.start
    happened: list[Step] = []
    for step in steps:
        taken = machine.take[step.event](state, step.args)
        if taken is None:
            continue
        happened.append(Step(step.event, step.args, taken[0]))
        if broken in taken[1]:
            return tuple(happened)
        state = machine.ordered(taken[0])
    return None
