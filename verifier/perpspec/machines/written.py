"""What is wrong with the lines of a scenario as they are written, before any of them is played?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..model.scenarios import Event, Expected, Scenario
from ..source.numbers import number

NEEDS = {
    "submit": ("side", "quantity"), "fill": ("order", "quantity"), "cancel": ("order",), "amend": ("order", "limit"),
    "move": ("bid",), "switch": (), "replace": ("order", "quantity"), "expire": ("order",), "take": ("side", "quantity", "there"),
    "leverage": (), "stop": ("side", "quantity", "trigger", "at"), "unstop": (), "tick": ("trigger", "to"),
    "spike": ("trigger", "to"), "enter": (), "restrict": (), "halt": (), "reopen": (), "band": (), "meet": ("order", "other"),
}  # fmt: skip
_FLAGS = ("reduce_only", "post_only", "whole")
_WHOLE = ("order", "other", "stop", "quantity", "limit", "bid", "at", "to", "there", "highest", "lowest")
_EXPECTED = ("position", "long", "short")


class ScenarioError(Exception):
    """A scenario cannot be played; ``event`` counts from 1 and is 0 where it is about the whole."""

    def __init__(self, message: str, event: int = 0, help: str = "") -> None:
        super().__init__(message)
        self.message, self.event, self.help = message, event, help


def faults(scenario: Scenario) -> tuple[ScenarioError, ...]:
    """Return everything that is wrong with the lines of a scenario, each looked at on its own, in their order."""
    return tuple(error for n, event in enumerate(scenario.events, start=1) for error in _of_line(event, n))


def _of_line(event: Event, count: int) -> Iterator[ScenarioError]:
    for field in NEEDS[event.event]:
        if getattr(event, field) is None:
            yield ScenarioError(f"`{event.event}` needs `{field}`", count, f"write `{field}:`")
    for flag in _FLAGS:
        yield from _refused(partial(true, getattr(event, flag), count))
    for field in _WHOLE:
        if (text := getattr(event, field)) is not None:
            yield from _refused(partial(whole, text, field, count, least=field != "there"))
    yield from _of_expected(event.expect, count) if event.expect is not None else ()


def _of_expected(expected: Expected, count: int) -> Iterator[ScenarioError]:
    yield from _refused(partial(true, expected.refused, count))
    for field in _EXPECTED:
        yield from _unless_number(getattr(expected, field), field, count)
    for order in expected.orders or ():
        for field in ("order", "left", "limit"):
            yield from _unless_number(getattr(order, field), field, count)


def _unless_number(text: str | None, field: str, count: int) -> Iterator[ScenarioError]:
    if text is not None and number(text) is None:
        yield ScenarioError(f"`{text}` is no `{field}`, which is a number", count, "count in lots and ticks")


def _refused(read: Callable[[], object]) -> Iterator[ScenarioError]:
    try:
        read()
    except ScenarioError as error:
        yield error


def true(text: str | None, count: int) -> bool:
    """Return the truth that a text says, no text being false; raise ``ScenarioError`` where it is none."""
    if text is None or text.lower() in ("false", "no"):
        return False
    if text.lower() not in ("true", "yes"):
        raise ScenarioError(f"`{text}` is neither true nor false", count, "write `true` or `false`")
    return True


def whole(text: str, field: str, count: int, least: int = 1) -> int:
    """Return the whole number of a text, of at least ``least``; raise ``ScenarioError`` where it is none."""
    value = number(text)
    if value is None or value.denominator != 1 or value < least:
        raise ScenarioError(
            f"`{text}` is no `{field}` in whole lots or ticks {'above zero' if least else 'from zero'}",
            count,
            "count in lots and ticks",
        )
    return int(value)
