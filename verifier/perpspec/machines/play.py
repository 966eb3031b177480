"""How does a scenario go: what is seen after each of its events, what breaks, and where is that not as expected?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..language.tree import Choice, Clause, Expr, Word
from ..load.load import Spec
from ..model.scenarios import Event, Expected, Scenario
from ..source.numbers import number
from .built import compiled, words_of
from .machine import Machine
from .orders import rules_for
from .shape import PRICES, Shape
from .stepping import Args, Stepper
from .told import Seen, Teller

MOST_ORDERS = 4
FIRST_PRICE = 10
HALTS = {"restrict", "halt", "reopen"}
STOPS = {"stop", "unstop", "tick", "spike", *HALTS}
PRICED = {price: number for number, price in enumerate(PRICES, start=1)}
SIGNS = {"buy": 1, "sell": -1, "long": 1, "short": -1}
NEEDS = {
    "submit": ("side", "quantity"), "fill": ("order", "quantity"), "cancel": ("order",), "amend": ("order", "limit"),
    "move": ("bid",), "switch": (), "replace": ("order", "quantity"), "expire": ("order",), "take": ("side", "quantity", "there"),
    "leverage": (), "stop": ("side", "quantity", "trigger", "at"), "unstop": (), "tick": ("trigger", "to"),
    "spike": ("trigger", "to"), "restrict": (), "halt": (), "reopen": (),
}  # fmt: skip


class ScenarioError(Exception):
    """A scenario cannot be played; ``event`` counts from 1 and is 0 where it is about the whole."""

    def __init__(self, message: str, event: int = 0, help: str = "") -> None:
        super().__init__(message)
        self.message, self.event, self.help = message, event, help


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it went: what was said, what was seen after it, what it broke, and what was expected instead."""

    said: str
    seen: Seen
    refused: bool
    breaks: tuple[str, ...]
    wrong: str = ""

    @property
    def note(self) -> str:
        """Return what is to be said beside what was seen: a refusal, or what broke."""
        if self.refused:
            return "refused"
        return f"breaks {', '.join(self.breaks)}" if self.breaks else ""


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario as it went; ``wrong`` says first where it differs from what it expects, or nothing."""

    rows: tuple[Row, ...]
    wrong: str
    at: int


def play(spec: Spec, scenario: Scenario) -> Played:
    """Return how a scenario goes under the rules of a spec; raise ``ScenarioError`` where it cannot be played."""
    steps = _machine(spec, scenario)
    machine = steps.machine
    teller = Teller(machine)
    state, rows = steps.start, []
    broken: set[str] = set()
    for count, event in enumerate(scenario.events, start=1):
        number_, args = _step(machine, teller, event, count)
        said = teller.said(number_, args)
        taken = steps.take[number_](state, args)
        if taken is not None:
            state = teller.happened(number_, taken[0])
            broken |= set(taken[1])
        seen = teller.seen(state)
        wrong = _wrong(event.expect, seen, taken is None) if event.expect else ""
        rows.append(Row(said, seen, taken is None, taken[1] if taken else (), wrong))
    at = next((n for n, row in enumerate(rows, start=1) if row.wrong), 0)
    wrong = rows[at - 1].wrong if at else _unbroken(scenario, broken)
    return Played(tuple(rows), wrong, at)


def _unbroken(scenario: Scenario, broken: set[str]) -> str:
    if set(scenario.breaks) == broken:
        return ""
    said = ", ".join(sorted(broken)) or "nothing"
    return f"it breaks {said}, where {', '.join(scenario.breaks) or 'nothing'} is expected"


def _machine(spec: Spec, scenario: Scenario) -> Stepper:
    prices = any(event.limit or event.bid for event in scenario.events)
    post = prices and any(event.post_only for event in scenario.events)
    switch = any(event.event == "switch" for event in scenario.events)
    live = most = 0
    for event in scenario.events:
        live += (event.event == "submit") - (event.event == "cancel")
        most = max(most, live)
    met = {event.event for event in scenario.events}
    shape = Shape(
        scenario.mode, max(1, min(most, MOST_ORDERS)), ticks=_highest(scenario), prices=prices, post_only=post, switch=switch,
        stops=bool(met & STOPS), halts=bool(met & HALTS), races="replace" in met, timed=bool(met & {"take", "expire"}),
        leverage="leverage" in met,
    )  # fmt: skip
    rules = rules_for(spec, shape)
    return compiled(words_of({name: _settled(rule, scenario) for name, rule in rules.items()}), shape)


def _highest(scenario: Scenario) -> int:
    """Return the highest price, so that `last`, `mark` and `index` begin in the middle, at ``FIRST_PRICE`` ticks."""
    return 2 * FIRST_PRICE - 1 if any(event.event in STOPS for event in scenario.events) else 2


def _settled(rule: Expr, scenario: Scenario) -> str:
    """Return the outcome that a scenario reads a rule as; what is open and not read is taken as its first option."""
    body = rule.body if isinstance(rule, Clause) else rule
    if isinstance(body, Word):
        return body.text
    assert isinstance(body, Choice), "a rule is a word or a choice of words"
    taken = scenario.reading.get(body.id, body.labels[0])
    if taken not in body.labels:
        raise ScenarioError(f"`{taken}` is no option of `{body.id}`", 0, "one of " + ", ".join(f"`{o}`" for o in body.labels))
    return taken


def _step(machine: Machine, teller: Teller, event: Event, count: int) -> tuple[int, Args]:
    for field in NEEDS[event.event]:
        if getattr(event, field) is None:
            raise ScenarioError(f"`{event.event}` needs `{field}`", count, f"write `{field}:`")
    slot = _slot(teller, event, count)
    found = next((n for n, e in enumerate(machine.events) if e.name == event.event and e.order == slot), None)
    if found is None:
        raise ScenarioError(
            f"no order can be added: at most {MOST_ORDERS} rest at once"
            if event.event == "submit"
            else "this event never happens here",
            count,
        )
    given = _given(event, count)
    missing = next((p.name for p in machine.events[found].parameters if p.name not in given), None)
    if missing is not None:
        raise ScenarioError(f"`{event.event}` needs `{missing}`", count, f"write `{missing}:`")
    return found, tuple(given[p.name] for p in machine.events[found].parameters)


def _slot(teller: Teller, event: Event, count: int) -> int:
    if event.event == "submit":
        return len(teller.numbers) + 1
    if event.order is None:
        return 0
    wanted = _whole(event.order, "order", count)
    if wanted not in teller.numbers:
        resting = ", ".join(map(str, teller.numbers)) or "none"
        raise ScenarioError(f"order {wanted} does not rest", count, f"resting now: {resting}")
    return teller.numbers.index(wanted) + 1


_PLACES = (("limit", "limit"), ("bid", "to"), ("at", "at"), ("to", "to"))


def _given(event: Event, count: int) -> Mapping[str, int | bool]:
    given: dict[str, int | bool] = {flag: _true(getattr(event, flag), count) for flag in ("reduce_only", "post_only", "whole")}
    if event.trigger:
        given["by"] = PRICED[event.trigger]
    if event.there is not None:
        given["there"] = _whole(event.there, "there", count, least=0)
    if event.side:
        given["side"] = SIGNS[event.side]
    if event.leg:
        given["leg"] = SIGNS[event.leg]
    for field, name in (("quantity", "lots" if event.event in ("fill", "replace") else "quantity"), *_PLACES):
        text = getattr(event, field)
        if text is not None:
            given[name] = _whole(text, field, count)
    return given


def _true(text: str | None, count: int) -> bool:
    if text is None or text.lower() in ("false", "no"):
        return False
    if text.lower() not in ("true", "yes"):
        raise ScenarioError(f"`{text}` is neither true nor false", count, "write `true` or `false`")
    return True


def _whole(text: str, field: str, count: int, least: int = 1) -> int:
    value = number(text)
    if value is None or value.denominator != 1 or value < least:
        raise ScenarioError(
            f"`{text}` is not a {field} in whole lots or ticks {'above zero' if least else 'from zero'}",
            count,
            "count in lots and ticks",
        )
    return int(value)


def _wrong(expected: Expected, seen: Seen, refused: bool) -> str:
    return next(_differences(expected, seen, refused), "")


def _differences(expected: Expected, seen: Seen, refused: bool) -> Iterator[str]:
    if expected.refused is not None and _true(expected.refused, 0) != refused:
        yield "it is " + ("refused" if refused else "not refused")
    for name in ("position", "long", "short"):
        wanted = getattr(expected, name)
        if wanted is not None and number(wanted) != seen.positions.get(name):
            yield f"{name} is {seen.positions.get(name, 'not there')}, where {wanted} is expected"
    if expected.orders is not None:
        wanted_orders = ", ".join(f"{order.order}: {order.left}" for order in expected.orders) or "none"
        there = ", ".join(f"{order.number}: {order.left}" for order in seen.orders) or "none"
        if wanted_orders != there:
            yield f"orders left are {there}, where {wanted_orders} are expected"
