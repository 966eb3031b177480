"""Which is the shortest sequence of events that breaks a property, or is there none within the bounds?

Breadth first over all states, with the orders in canonical sequence: the same trace in every run.
"""

from __future__ import annotations

from dataclasses import dataclass

from .stepping import Args, State, Stepper

MOST_STATES = 400_000


@dataclass(frozen=True, slots=True)
class Step:
    """One event taken: its number in the machine, its arguments, and the state after it."""

    event: int
    args: Args
    state: State


@dataclass(frozen=True, slots=True)
class Searched:
    """The shortest trace, if there is one; ``complete`` tells that no state within the bounds was left out."""

    trace: tuple[Step, ...] | None
    states: int
    steps: int
    depth: int
    complete: bool


def search(machine: Stepper, broken: str, most: int = MOST_STATES) -> Searched:
    """Return the shortest sequence of events after which ``broken`` is said, by going through all states."""
    start = machine.start
    came: dict[State, tuple[State, int, Args] | None] = {start: None}
    here, taken, depth = [start], 0, 0
    successors, ordered = machine.successors, machine.ordered
    while here:
        depth += 1
        after: list[State] = []
        for state in here:
            for event, args, found, breaks in successors(state):
                taken += 1
                if breaks and broken in breaks:
                    trace = retaken(machine, _trace(came, state, Step(event, args, found)))
                    return Searched(trace, len(came), taken, depth, True)
                canonical = ordered(found)
                if canonical not in came:
                    came[canonical] = (state, event, args)
                    after.append(canonical)
        if len(came) > most:
            return Searched(None, len(came), taken, depth, False)
        here = after
    return Searched(None, len(came), taken, depth - 1, True)


def retaken(machine: Stepper, trace: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return a trace with each state as the event leaves it, before the orders are brought into sequence."""
    state, steps = machine.start, []
    for step in trace:
        taken = machine.take[step.event](state, step.args)
        assert taken is not None, "what the search found must replay"
        steps.append(Step(step.event, step.args, taken[0]))
        state = machine.ordered(taken[0])
    return tuple(steps)


def _trace(came: dict[State, tuple[State, int, Args] | None], state: State, last: Step) -> tuple[Step, ...]:
    steps = [last]
    back = came[state]
    while back is not None:
        before, event, args = back
        steps.append(Step(event, args, state))
        state, back = before, came[before]
    return tuple(reversed(steps))
