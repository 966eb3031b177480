"""Where there are too many readings to try each: do they all agree, on every step that can be reached or on one sequence?"""

from __future__ import annotations

from itertools import product

from ..claims.machine_claim import MachineClaim
from ..machines.machine import Event, Machine
from ..machines.orders import machine_of
from ..machines.search import Step, search
from ..machines.shape import Shape
from ..machines.stepping import State, Stepper, Taken, stepper

MOST_AT_ONCE = 60_000


def none_breaks(claim: MachineClaim) -> bool:
    """Return whether nothing breaks where every event may follow any reading: what that cannot do, no reading can."""
    found = search(_free(claim, claim.shape), claim.broken, MOST_AT_ONCE)
    return found.trace is None and found.complete


def all_break(claim: MachineClaim, settled: Machine, shape: Shape, trace: tuple[Step, ...]) -> bool:
    """Return whether a trace of one reading happens in all of them alike, and breaks the same property at its end."""
    free = _free(claim, shape)
    state = free.start
    breaks: tuple[str, ...] = ()
    for step in trace:
        taken = _every(free, settled.events[step.event], step, state)
        if taken is None:
            return False
        after, breaks = taken
        state = free.ordered(after)
    return claim.broken in breaks


def _free(claim: MachineClaim, shape: Shape) -> Stepper:
    return stepper(machine_of(claim.rules, shape).only(claim.broken).unread())


def _every(free: Stepper, event: Event, step: Step, state: State) -> Taken:
    """Return what an event comes to whatever the reading, or None where readings differ or refuse it."""
    machine = free.machine
    number = next((n for n, e in enumerate(machine.events) if (e.name, e.order) == (event.name, event.order)), None)
    if number is None:
        return None
    open_ = machine.events[number].parameters[len(event.parameters) :]
    ends = {free.take[number](state, (*step.args, *picks)) for picks in product(*(p.values for p in open_))}
    return ends.pop() if len(ends) == 1 else None


def bounds(shape: Shape) -> str:
    """Return in words how far a search of a shape goes."""
    return f"all states of {shape.slots} orders of up to {shape.lots} lots and positions of up to {shape.most}"


def looked(shape: Shape) -> str:
    """Return in words where something that breaks was looked for."""
    return f"looked for among {bounds(shape)}"
