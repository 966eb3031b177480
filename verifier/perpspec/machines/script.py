"""Which machine does a scenario need, and which event with which arguments does each of its lines ask for?"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.scenarios import Event, Scenario
from .machine import Machine
from .shape import PRICES, Shape
from .stepping import Args
from .told import Teller
from .written import ScenarioError, true, whole

MOST_ORDERS = 4
MOST_WAITING = 3
FIRST_PRICE = 10
HALTS = {"restrict", "halt", "reopen"}
STOPS = {"stop", "unstop", "tick", "spike", "enter", *HALTS}
PRICED = {price: number for number, price in enumerate(PRICES, start=1)}
SIGNS = {"buy": 1, "sell": -1, "long": 1, "short": -1}
_PLACES = (
    ("limit", "limit"), ("bid", "to"), ("at", "at"), ("to", "to"), ("there", "there"), ("highest", "to_highest"),
    ("lowest", "to_lowest"),
)  # fmt: skip
_LEFT_OUT = {"stop": ("limit",), "band": ("to_highest", "to_lowest")}  # zero where it is left out


def shape_of(scenario: Scenario) -> Shape:
    """Return the shape of the machine that has every event of a scenario, and no more; raise ``ScenarioError``."""
    met = {event.event for event in scenario.events}
    prices = "enter" in met or "band" in met or any(event.limit or event.bid for event in scenario.events)
    stops = bool(met & STOPS)
    return Shape(
        scenario.mode, _most(scenario, {"submit", "enter"}, {"cancel"}, MOST_ORDERS), ticks=2 * FIRST_PRICE - 1 if stops else 2,
        prices=prices, post_only=prices and any(event.post_only for event in scenario.events), switch="switch" in met,
        stops=_most(scenario, {"stop"}, {"unstop"}, MOST_WAITING) if stops else 0, at_once=stops, halts=bool(met & HALTS),
        races="replace" in met, timed=bool(met & {"take", "expire"}), leverage="leverage" in met, bands="band" in met,
        self_trade="meet" in met, funds=0 if scenario.funds is None else whole(scenario.funds, "funds", 0),
    )  # fmt: skip


def _most(scenario: Scenario, come: set[str], go: set[str], most: int) -> int:
    """Return how many orders may have to be kept at once: from 1 to ``most``."""
    live = highest = 0
    for event in scenario.events:
        live += (event.event in come) - (event.event in go)
        highest = max(highest, live)
    return max(1, min(highest, most))


def step(machine: Machine, teller: Teller, event: Event, count: int) -> tuple[int, Args]:
    """Return the number of an event in the machine, with its arguments; raise ``ScenarioError`` where it has none."""
    slot = _slot(teller, event, count)
    found = next((n for n, e in enumerate(machine.events) if e.name == event.event and e.order == slot), None)
    if found is None:
        most = {"submit": f"at most {MOST_ORDERS} rest at once", "stop": f"at most {MOST_WAITING} wait at once"}
        full = most.get(event.event if event.event != "enter" else "submit")
        raise ScenarioError(f"no order can be added: {full}" if full else "this event never happens here", count)
    given = dict(_given(event, teller, count))
    missing = next((p.name for p in machine.events[found].parameters if p.name not in given), None)
    if missing is not None:
        raise ScenarioError(f"`{event.event}` needs `{missing}`", count, f"write `{missing}:`")
    return found, tuple(given[p.name] for p in machine.events[found].parameters)


def _slot(teller: Teller, event: Event, count: int) -> int:
    """Return the slot that an event is about: the first free one for what is new, 0 for the market."""
    if event.event in ("submit", "enter"):
        return len(teller.numbers) + 1
    if event.event == "stop":
        return len(teller.waiting) + 1
    if event.event == "unstop":
        return _waiting(teller, event, count)
    return 0 if event.order is None else _place(event.order, "order", teller.numbers, "rest", count)


def _waiting(teller: Teller, event: Event, count: int) -> int:
    """Return the place of the order that waits which an event is about; it may be left out where only one waits."""
    if event.stop is None and len(teller.waiting) != 1:
        said = "no order waits" if not teller.waiting else f"`{event.event}` needs `stop`, as several wait"
        raise ScenarioError(said, count, f"waiting now: {', '.join(map(str, teller.waiting)) or 'none'}")
    return 1 if event.stop is None else _place(event.stop, "stop", teller.waiting, "wait", count)


def _place(text: str, field: str, numbers: list[int], does: str, count: int) -> int:
    wanted = whole(text, field, count)
    if wanted not in numbers:
        there = ", ".join(map(str, numbers)) or "none"
        raise ScenarioError(f"{field} {wanted} does not {does}", count, f"{does}ing now: {there}")
    return numbers.index(wanted) + 1


def _given(event: Event, teller: Teller, count: int) -> Iterator[tuple[str, int | bool]]:
    """Yield every argument that a line gives, by the name that the machine has for it."""
    yield from ((flag, true(getattr(event, flag), count)) for flag in ("reduce_only", "post_only", "whole"))
    words = (("by", PRICED, event.trigger), ("side", SIGNS, event.side), ("leg", SIGNS, event.leg))
    yield from ((name, table[word]) for name, table, word in words if word)
    yield from ((name, 0) for name in _LEFT_OUT.get(event.event, ()))
    for field, name in (("quantity", "lots" if event.event in ("fill", "replace") else "quantity"), *_PLACES):
        text = getattr(event, field)
        if text is not None:
            yield name, whole(text, field, count, least=field != "there")
    yield from _others(event, teller, count)


def _others(event: Event, teller: Teller, count: int) -> Iterator[tuple[str, int]]:
    """Yield which other order a line is about."""
    if event.event == "enter":
        yield "stop", _waiting(teller, event, count)
    if event.other is not None:
        yield "maker", _place(event.other, "order", teller.numbers, "rest", count)
