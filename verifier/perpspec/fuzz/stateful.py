"""Do long sequences of events over dozens of orders break a property, in the shortest form that is found?

Hypothesis draws a program: which kinds of event it leaves out altogether, so that rare ones come together often, and for
each step a number that picks the kind of the next event, one of that kind, and its arguments. Nought is no event, and a
step that cannot happen is passed over, so that any part of a program can be cut away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from ..machines.search import Step
from ..machines.stepping import Args, State, Stepper
from ..machines.walk import shrunk

LARGEST = 2**20 - 1
MOST_TRIED = 12
ALWAYS = ("submit", "fill")


@dataclass(frozen=True, slots=True)
class Stateful:
    """What was tried, how often each kind of event happened, and the shortest trace that was found to break the property."""

    examples: int
    events: Mapping[str, int]
    trace: tuple[Step, ...] | None

    @property
    def steps(self) -> int:
        """Return how many events happened."""
        return sum(self.events.values())


class _Broken(AssertionError):
    """A property was seen broken."""


def stateful(machine: Stepper, broken: str, examples: int = 100, longest: int = 100, start: int = 0) -> Stateful:
    """Return what Hypothesis finds in ``examples`` programs of ``longest`` steps, the same for each ``start``."""
    tried, events = 0, Counter[str]()
    found: list[tuple[Step, ...]] = []
    kinds = _kinds(machine)
    out = st.lists(st.booleans(), min_size=len(kinds), max_size=len(kinds))
    program = st.lists(st.integers(0, LARGEST), min_size=longest, max_size=longest)

    def run(left_out: list[bool], program: list[int]) -> None:
        nonlocal tried
        tried += 1
        met = [kinds[name] for name, absent in zip(kinds, left_out, strict=True) if name in ALWAYS or not absent]
        state, path = machine.start, []
        for pick in program:
            taken = _taken(machine, met[pick % len(met)], state, pick // len(met)) if pick else None
            if taken is None:
                continue
            event, args, (after, breaks) = taken
            events[machine.machine.events[event].name] += 1
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
        seed(start)(asked(given(out, program)(run)))()
    except _Broken:
        return Stateful(tried, events, shrunk(machine, broken, min(found, key=len)))
    return Stateful(tried, events, None)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a state it stands whether an event can be: what must be there, and what must be free."""

    event: int
    there: tuple[int, ...]
    free: tuple[int, ...]

    def possible(self, state: State) -> bool:
        """Return whether the order that the event is about rests, or its slot is the first free one."""
        return all(state[at] for at in self.there) and not any(state[at] for at in self.free)


def _kinds(machine: Stepper) -> dict[str, tuple[_Place, ...]]:
    """Return the events of a machine by their kind, so that frequent and rare ones are drawn alike."""
    made = machine.machine
    index = {var.name: at for at, var in enumerate(made.variables)}
    resting = [index[slot[0]] for slot in made.slots]
    waiting = [index[slot[0]] for slot in made.waiting]
    kinds: dict[str, list[_Place]] = {}
    for number, event in enumerate(made.events):
        sides, slot = (waiting if event.name in ("stop", "unstop") else resting), event.order - 1
        if not event.order:
            place = _Place(number, (), ())
        elif event.name in ("submit", "stop", "enter"):
            place = _Place(number, tuple(sides[max(0, slot - 1) : slot]), (sides[slot],))
        else:
            place = _Place(number, (sides[slot],), ())
        kinds.setdefault(event.name, []).append(place)
    return {name: tuple(places) for name, places in kinds.items()}


def _taken(
    machine: Stepper, places: tuple[_Place, ...], state: State, pick: int
) -> tuple[int, Args, tuple[State, tuple[str, ...]]] | None:
    """Return an event of one kind with its arguments, as a number picks them; None if it and those after it are refused."""
    events = [place.event for place in places if place.possible(state)]
    for number in range(pick, pick + MOST_TRIED) if events else ():
        rest, which = divmod(number, len(events))
        args: list[int | bool] = []
        for parameter in machine.machine.events[events[which]].parameters:
            rest, at = divmod(rest, len(parameter.values))
            args.append(parameter.values[at])
        taken = machine.take[events[which]](state, tuple(args))
        if taken is not None:
            return events[which], tuple(args), taken
    return None
