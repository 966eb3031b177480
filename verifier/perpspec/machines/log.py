"""What does a recorded log of orders, fills and positions say, line by line, or what is wrong with a line of it?

One JSON object on each line, read as a stream: nothing of a line is kept but what the reader keeps. Numbers are exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..source.numbers import number

LONGEST_LINE = 20_000
# The fields that each event must have, and those that it may have besides `time`, `event` and `note`.
EVENTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mode": (("mode",), ("refused",)),
    "book": (("bid", "ask"), ()),
    "submit": (("order", "side", "quantity"), ("limit", "reduce_only", "post_only", "leg", "trigger")),
    "accept": (("order",), ("quantity", "limit")),
    "refuse": (("order",), ("reason",)),
    "amend": (("order",), ("quantity", "limit")),
    "update": (("order",), ("quantity", "limit")),
    "cancel": (("order",), ()),
    "cancelled": (("order",), ("reason",)),
    "fill": (("order", "quantity"), ("price", "liquidity")),
    "position": ((), ("position", "long", "short")),
}
_NUMBERS = ("quantity", "limit", "bid", "ask", "price", "position", "long", "short")
_POSITIVE = ("quantity", "limit", "bid", "ask", "price")
_TRUTHS = ("reduce_only", "post_only", "refused", "trigger")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "mode": ("one_way", "hedge"), "side": ("buy", "sell"), "leg": ("long", "short"), "liquidity": ("maker", "taker"),
}  # fmt: skip


class LogError(Exception):
    """A line cannot be understood; ``line`` counts from 1."""

    def __init__(self, line: int, message: str, help: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.help = line, message, help


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log; ``fields`` holds exact numbers, truths and words."""

    line: int
    time: int
    event: str
    fields: Mapping[str, Any]


def entries(lines: Iterable[str], lot: Fraction | None = None) -> Iterator[Entry]:
    """Yield the entries of a log; raise ``LogError`` at the first line that is not one, or that goes back in time."""
    last = None
    for count, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _entry(count, line)
        if last is not None and entry.time < last:
            raise LogError(count, f"the time {entry.time} lies before {last}", "sort the log by time")
        _on_the_lot(entry, lot)
        last = entry.time
        yield entry


def _entry(count: int, line: str) -> Entry:
    if len(line) > LONGEST_LINE:
        raise LogError(count, f"a line of more than {LONGEST_LINE} characters", "one JSON object on each line")
    try:
        given = json.loads(line, parse_float=_exact, parse_int=_exact, parse_constant=_refused)
    except (ValueError, RecursionError):
        cut = "it ends in the middle" if not line.endswith("\n") else "it is not a JSON object"
        raise LogError(count, f"this line cannot be read: {cut}", "one JSON object on each line") from None
    if not isinstance(given, dict):
        raise LogError(count, "this line is no JSON object", 'as in `{"time": 1, "event": "cancel", "order": "7"}`')
    event, time = given.pop("event", None), given.pop("time", None)
    given.pop("note", None)
    if not isinstance(event, str) or event not in EVENTS:
        raise LogError(count, f"there is no event `{event}`", "one of " + ", ".join(f"`{name}`" for name in EVENTS))
    if not isinstance(time, Fraction) or time.denominator != 1:
        raise LogError(count, "`time` is not a whole number", "write it in nanoseconds, or in any other unit throughout")
    return Entry(count, int(time), event, _fields(count, event, given))


def _exact(text: str) -> Fraction:
    value = number(text)
    if value is None:
        raise ValueError
    return value


def _refused(text: str) -> Fraction:
    raise ValueError(text)


def _fields(count: int, event: str, given: dict[str, Any]) -> Mapping[str, Any]:
    needed, possible = EVENTS[event]
    for name in needed:
        if name not in given:
            raise LogError(count, f"`{event}` needs `{name}`", f"add `{name}`")
    for name, value in given.items():
        if name not in needed and name not in possible:
            known = ", ".join(f"`{field}`" for field in (*needed, *possible))
            raise LogError(count, f"`{event}` has no field `{name}`", f"known here: {known}")
        given[name] = _field(count, name, value)
    return given


def _field(count: int, name: str, value: Any) -> Any:
    if name in _NUMBERS:
        exact = number(value) if isinstance(value, str) else value
        if not isinstance(exact, Fraction) or (name in _POSITIVE and exact <= 0):
            raise LogError(
                count, f"`{name}` is not a number" + (" above zero" if name in _POSITIVE else ""), f'as in `"{name}": 1.5`'
            )
        return exact
    if name in _TRUTHS:
        if not isinstance(value, bool):
            raise LogError(count, f"`{name}` is neither true nor false", f'as in `"{name}": true`')
        return value
    if not isinstance(value, str) or (name in _WORDS and value not in _WORDS[name]):
        allowed = " or ".join(f"`{word}`" for word in _WORDS.get(name, ("a text",)))
        raise LogError(count, f"`{name}` is not {allowed}", f"write {allowed}")
    return value


def _on_the_lot(entry: Entry, lot: Fraction | None) -> None:
    quantity = entry.fields.get("quantity")
    if lot is not None and quantity is not None and (quantity / lot).denominator != 1:
        raise LogError(entry.line, f"the quantity {quantity} is off the lot of {lot}", "give quantities in whole lots")
