"""Which sequences of events is a venue's order machine to be played through, and what must be seen after each?"""

from __future__ import annotations

from typing import Literal

from .clause import Model, Section, Text, Word, Words


class ExpectedOrder(Model):
    """A resting order after an event; ``left`` is what may still fill."""

    order: Text
    left: Text
    limit: Text | None = None


class Expected(Model):
    """What is to be seen after an event; what is left out is not compared."""

    position: Text | None = None
    long: Text | None = None
    short: Text | None = None
    margin: Text | None = None
    orders: list[ExpectedOrder] | None = None
    refused: Text | None = None


class Event(Model):
    """One event: its name, the order it is about, and its parameters, of which each event has its own."""

    event: Literal[
        "submit", "fill", "cancel", "amend", "move", "switch", "replace", "expire", "take", "leverage", "stop", "unstop", "tick",
        "spike", "enter", "restrict", "halt", "reopen", "band", "meet",
    ]  # fmt: skip
    order: Text | None = None
    side: Literal["buy", "sell"] | None = None
    leg: Literal["long", "short"] | None = None
    quantity: Text | None = None
    limit: Text | None = None
    reduce_only: Text | None = None
    post_only: Text | None = None
    bid: Text | None = None
    trigger: Literal["last", "mark", "index"] | None = None
    at: Text | None = None
    to: Text | None = None
    whole: Text | None = None
    there: Text | None = None
    stop: Text | None = None
    other: Text | None = None
    highest: Text | None = None
    lowest: Text | None = None
    expect: Expected | None = None
    note: str | None = None


class Scenario(Model):
    """Events played under one reading; ``breaks`` names the properties that must be seen broken, in any order.

    ``market``, ``lot``, ``tick`` and ``mark`` make amounts of lots and ticks; ``margin`` says which margin is shown.
    ``funds`` is what the account can hold without borrowing, in lots.
    """

    id: Word
    title: Word
    mode: Literal["one_way", "hedge"] = "one_way"
    reading: dict[Word, Text] = {}
    funds: Text | None = None
    market: Word | None = None
    lot: Text | None = None
    tick: Text | None = None
    mark: Text | None = None
    margin: Literal["maintenance", "initial"] = "maintenance"
    events: list[Event]
    breaks: Words = []
    source: Words = []
    note: str | None = None


class ScenariosSection(Section):
    scenarios: list[Scenario]
