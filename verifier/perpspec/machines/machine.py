"""What is a state machine as data: variables, events with parameters, guards, steps, updates, and what would break?

All in the expression language, so that one machine is stepped exactly, unrolled for a solver, walked by a fuzzer and
drawn. Quantities count lots and prices count ticks: whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ..language.tree import Choice, Compare, Expr, Name, Num, Truth, Word, children
from ..readings.folded import folded
from ..readings.rebuild import choices_in, chosen, free_names, rebuilt, unmarked


@dataclass(frozen=True, slots=True)
class Var:
    """A variable of the state; ``start`` is its first value, a whole number or a truth."""

    name: str
    start: int | bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an event comes with; ``values`` are those a search tries, a proof takes any value of ``least`` and more."""

    name: str
    values: tuple[int | bool, ...]
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one order or of the market.

    It can happen when every guard holds; ``steps`` name values worked out in order, ``updates`` are the new values,
    and ``breaks`` says for each property when this event breaks it. ``bounds`` only keep a search finite.
    """

    name: str
    order: int
    parameters: tuple[Parameter, ...]
    guards: tuple[Expr, ...]
    steps: tuple[tuple[str, Expr], ...]
    updates: Mapping[str, Expr]
    breaks: Mapping[str, Expr]
    bounds: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """``slots`` are the variables of each order, alike in shape; ``by_age`` tells that their order is that of arrival.

    ``waiting`` are those of each order that waits for a price, in the order of arrival too.
    """

    variables: tuple[Var, ...]
    slots: tuple[tuple[str, ...], ...]
    events: tuple[Event, ...]
    by_age: bool = False
    waiting: tuple[tuple[str, ...], ...] = ()

    def expressions(self) -> Iterator[Expr]:
        """Yield every expression of the machine."""
        for event in self.events:
            yield from (*event.guards, *(expr for _, expr in event.steps), *event.updates.values(), *event.breaks.values())

    def choices(self) -> dict[str, tuple[str, ...]]:
        """Return the choices that a reading has to make, with their options."""
        return {name: labels for expr in self.expressions() for name, labels in choices_in(expr).items()}

    def read(self, picks: Mapping[str, int]) -> Machine:
        """Return the machine of one reading: no choice is left, and events that cannot happen are gone."""

        def settled(expr: Expr) -> Expr:
            return folded(unmarked(chosen(expr, picks, {})))

        return self.mapped(settled)

    def unread(self) -> Machine:
        """Return the machine in which every event makes each open choice anew: what it cannot do, no reading can."""
        found = self.choices()
        free = {name: Parameter(name, tuple(range(len(labels)))) for name, labels in found.items()}
        opened = self.mapped(lambda expr: folded(_opened(unmarked(expr))))
        return replace(opened, events=tuple(_freed(event, free) for event in opened.events))

    def trimmed(self) -> Machine:
        """Return the machine without what can no longer happen, where every rule is a word and so nothing is left to choose."""
        return self.mapped(lambda expr: expr)

    def mapped(self, change: Callable[[Expr], Expr]) -> Machine:
        """Return the machine with every expression changed; what can no longer happen or break is left out."""
        events = (_mapped(event, change) for event in self.events)
        return replace(self, events=tuple(event for event in events if Truth(False) not in event.guards))

    def only(self, broken: str) -> Machine:
        """Return the machine that watches one property alone."""
        return replace(
            self,
            events=tuple(_needed(replace(e, breaks={k: v for k, v in e.breaks.items() if k == broken})) for e in self.events),
        )


def _mapped(event: Event, change: Callable[[Expr], Expr]) -> Event:
    guards = tuple(guard for guard in map(change, event.guards) if guard != Truth(True))
    breaks = {name: change(expr) for name, expr in event.breaks.items()}
    return _needed(
        replace(
            event,
            guards=guards,
            steps=tuple((name, change(expr)) for name, expr in event.steps),
            updates={name: change(expr) for name, expr in event.updates.items()},
            breaks={name: expr for name, expr in breaks.items() if expr != Truth(False)},
            bounds=tuple(map(change, event.bounds)),
        )
    )


def _freed(event: Event, free: Mapping[str, Parameter]) -> Event:
    """Return the event with a parameter for each open choice that it looks at."""
    parts = (*event.guards, *(expr for _, expr in event.steps), *event.updates.values(), *event.breaks.values(), *event.bounds)
    names = {name for expr in parts for name in free_names(expr)}
    return replace(event, parameters=(*event.parameters, *(made for name, made in free.items() if name in names)))


def _needed(event: Event) -> Event:
    """Return the event without the steps that nothing of it looks at."""
    roots = (*event.guards, *event.updates.values(), *event.breaks.values(), *event.bounds)
    names = {name for expr in roots for name in free_names(expr)}
    kept: list[tuple[str, Expr]] = []
    for name, expr in reversed(event.steps):
        if name in names:
            kept.append((name, expr))
            names |= set(free_names(expr))
    return replace(event, steps=tuple(reversed(kept)))


def _opened(expr: Expr) -> Expr:
    """Return the expression with each comparison of a choice to a word as one of the number of its option."""
    match expr:
        case Compare(op="==" | "!=" as op, left=Choice(id=ident, labels=labels), right=Word(text=word)):
            if word not in labels:
                return Truth(op == "!=")
            return Compare(op, Name(ident), Num(Fraction(labels.index(word))))
        case _:
            return rebuilt(expr, tuple(_opened(part) for part in children(expr)))
