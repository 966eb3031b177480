"""How does a scenario go: what is seen after each of its events, what breaks, and where is that not as expected?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..language.tree import Choice, Clause, Expr, Word
from ..load.load import Spec
from ..model.scenarios import Expected, Scenario
from ..source.numbers import number
from .built import compiled, words_of
from .orders import rules_for
from .script import shape_of, step
from .stepping import Stepper
from .told import Seen, Teller
from .written import ScenarioError, faults, true


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
    for fault in faults(scenario):
        raise fault
    steps = _machine(spec, scenario)
    machine = steps.machine
    teller = Teller(machine)
    state, rows = steps.start, []
    broken: set[str] = set()
    for count, event in enumerate(scenario.events, start=1):
        number_, args = step(machine, teller, event, count)
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
    shape = shape_of(scenario)
    rules = rules_for(spec, shape)
    return compiled(words_of({name: _settled(rule, scenario) for name, rule in rules.items()}), shape)


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


def _wrong(expected: Expected, seen: Seen, refused: bool) -> str:
    return next(_differences(expected, seen, refused), "")


def _differences(expected: Expected, seen: Seen, refused: bool) -> Iterator[str]:
    if expected.refused is not None and true(expected.refused, 0) != refused:
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
        for wanted_one, order in zip(expected.orders, seen.orders, strict=False):
            limit = order.terms.get("limit", "not there")
            if wanted_one.limit is not None and number(wanted_one.limit) != limit:
                yield f"the limit of {order.number} is {limit}, where {wanted_one.limit} is expected"
