"""Do long sequences of events over dozens of orders break a property, in the shortest form that Hypothesis finds?

Each event is drawn among those that can happen now; an order machine with many slots is stepped one event at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from ..machines.search import Step
from ..machines.stepping import Args, State, Stepper


@dataclass(frozen=True, slots=True)
class Stateful:
    """What was tried, and the shortest trace that was found to break the property."""

    examples: int
    steps: int
    trace: tuple[Step, ...] | None


class _Broken(AssertionError):
    """A property was seen broken."""


def stateful(machine: Stepper, broken: str, examples: int = 100, longest: int = 100, start: int = 0) -> Stateful:
    """Return what Hypothesis finds in ``examples`` sequences of at most ``longest`` events, the same for each ``start``."""
    counted = {"examples": 0, "steps": 0}
    found: list[tuple[Step, ...]] = []

    def run(data: st.DataObject) -> None:
        counted["examples"] += 1
        state, path = machine.start, []
        for _ in range(data.draw(st.integers(1, longest))):
            drawn = _drawn(machine, state, data.draw)
            if drawn is None:
                return
            event, args, (after, breaks) = drawn
            counted["steps"] += 1
            path.append(Step(event, args, after))
            if broken in breaks:
                found.append(tuple(path))
                raise _Broken
            state = machine.ordered(after)

    asked = settings(
        max_examples=examples, database=None, deadline=None, verbosity=Verbosity.quiet, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    try:
        seed(start)(asked(given(st.data())(run)))()
    except _Broken:
        return Stateful(counted["examples"], counted["steps"], min(found, key=len))
    return Stateful(counted["examples"], counted["steps"], None)


def _drawn(
    machine: Stepper, state: State, draw: Callable[[st.SearchStrategy[int]], int]
) -> tuple[int, Args, tuple[State, tuple[str, ...]]] | None:
    """Return an event that can happen, with its arguments, or None where the first few that are drawn are refused."""
    events = machine.machine.events
    live = [n for n, event in enumerate(events) if _possible(machine, event.name, event.order, state)]
    for _ in range(8):
        event = live[draw(st.integers(0, len(live) - 1))]
        args = tuple(p.values[draw(st.integers(0, len(p.values) - 1))] for p in events[event].parameters)
        taken = machine.take[event](state, args)
        if taken is not None:
            return event, args, taken
    return None


def _possible(machine: Stepper, name: str, order: int, state: State) -> bool:
    """Return whether an event is about an order that rests, or would fill the first free slot."""
    if not order:
        return True
    names = [var.name for var in machine.machine.variables]
    rests = [bool(state[names.index(slot[0])]) for slot in machine.machine.slots]
    if name == "submit":
        return not rests[order - 1] and (order == 1 or rests[order - 2])
    return rests[order - 1]
