"""How is a sequence of events told: which order each is about, in words that stay the same while orders come and go?

Orders are numbered as they are submitted. A slot is freed when its order is gone, and those behind it move up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .machine import Machine
from .search import Step
from .shape import PRICES
from .stepping import Args, State, ordering

SIDES = {1: "buy", -1: "sell"}
LEGS = {1: "long", -1: "short"}


@dataclass(frozen=True, slots=True)
class Resting:
    """An order that rests: its number, what is left of it, and its terms."""

    number: int
    side: str
    left: int
    terms: Mapping[str, int | bool | str]

    def __str__(self) -> str:
        return f"{self.number}: {self.side} {self.left}{_terms(self.terms)}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be seen between two events; ``waits`` are the orders that wait for a price, ``prices`` count ticks."""

    positions: Mapping[str, int]
    orders: tuple[Resting, ...]
    waits: str = ""
    prices: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        held = ", ".join(f"{name} {value}" for name, value in self.positions.items())
        return f"{held}; {self.resting or 'no orders'}"

    @property
    def resting(self) -> str:
        """Return every order in words, and those that wait for a price last."""
        return " · ".join([*map(str, self.orders), *([self.waits] if self.waits else [])])


@dataclass
class Teller:
    """Follows a machine through its states and keeps the numbers of its orders."""

    machine: Machine
    numbers: list[int] = field(default_factory=list)
    submitted: int = 0
    waiting: list[int] = field(default_factory=list)
    sent: int = 0

    def said(self, event: int, args: Args) -> str:
        """Return an event in words, before it has happened."""
        what = self.machine.events[event]
        given = {p.name: value for p, value in zip(what.parameters, args, strict=True)}
        match what.name:
            case "submit":
                return f"submit {self.submitted + 1}: {_wish(given)}"
            case "stop":
                return f"{self._stop(self.sent + 1)}: {_stop(given)}"
            case "unstop":
                return f"cancel {'' if len(self.machine.waiting) > 1 else 'the '}{self._stop(self.waiting[what.order - 1])}"
            case "enter":
                return f"{self._stop(self.waiting[given['stop'] - 1])} enters as {self.submitted + 1}"
            case "meet":
                return f"{self.numbers[what.order - 1]} meets {self.numbers[given['maker'] - 1]}"
            case name if what.order:
                return f"{name} {self.numbers[what.order - 1]}{_detail(name, given)}"
            case name:
                return _of_market(name, given)

    def _stop(self, number: int) -> str:
        """Return how an order that waits is called: it has a number where several can wait."""
        return f"stop {number}" if len(self.machine.waiting) > 1 else "stop"

    def happened(self, event: int, state: State) -> State:
        """Return the state with its orders in sequence after an event, and remember their numbers."""
        what = self.machine.events[event]
        if what.name in ("submit", "enter"):
            self.submitted += 1
            self.numbers.append(self.submitted)
        if what.name == "stop":
            self.sent += 1
            self.waiting.append(self.sent)
        self.numbers = self._left(self.numbers, self.machine.slots, state)
        self.waiting = self._left(self.waiting, self.machine.waiting, state)
        return ordering(self.machine)(state)

    def _left(self, numbers: list[int], groups: tuple[tuple[str, ...], ...], state: State) -> list[int]:
        names = [var.name for var in self.machine.variables]
        live = [bool(state[names.index(group[0])]) for group in groups]
        return [number for number, there in zip(numbers, live, strict=False) if there]

    def seen(self, state: State) -> Seen:
        """Return what is to be seen in a state whose orders are in sequence."""
        values = {var.name: value for var, value in zip(self.machine.variables, state, strict=True)}
        names: tuple[str, ...] = ("position", "long", "short")
        held = {name: int(values[name]) for name in names if name in values}
        slots = [{name.partition(".")[2]: values[name] for name in slot} for slot in self.machine.slots]
        stops = [{name.partition(".")[2]: values[name] for name in stop} for stop in self.machine.waiting]
        waits = " · ".join(f"{self._stop(n)}: {_stop(stop)}" for n, stop in zip(self.waiting, stops, strict=False))
        prices = {name: int(values[name]) for name in PRICES if name in values}
        return Seen(held, tuple(_resting(n, slot) for n, slot in zip(self.numbers, slots, strict=False)), waits, prices)


def _resting(number: int, slot: Mapping[str, int | bool]) -> Resting:
    terms: dict[str, int | bool | str] = {k: v for k, v in slot.items() if k in ("limit", "reduce_only", "post_only")}
    if "leg" in slot:
        terms["leg"] = LEGS[int(slot["leg"])]
    return Resting(number, SIDES[int(slot["side"])], int(slot["quantity"]), terms)


def _wish(given: Mapping[str, int | bool]) -> str:
    terms: dict[str, int | bool | str] = {k: v for k, v in given.items() if k in ("limit", "reduce_only", "post_only")}
    if "leg" in given:
        terms["leg"] = LEGS[int(given["leg"])]
    return f"{SIDES[int(given['side'])]} {given['quantity']}{_terms(terms)}"


def _terms(terms: Mapping[str, int | bool | str]) -> str:
    words = [f" at {terms['limit']}"] if terms.get("limit") else []
    words += [f" on {terms['leg']}"] if "leg" in terms else []
    words += [f" {flag.replace('_', '-')}" for flag in ("reduce_only", "post_only") if terms.get(flag)]
    return "".join(words)


_OF_MARKET = {
    "switch": "switch the position mode", "restrict": "only cancels are taken", "halt": "trading halts",
    "reopen": "trading reopens",
}  # fmt: skip


def _of_market(name: str, given: Mapping[str, int | bool]) -> str:
    """Return an event in words that is about no order that rests."""
    match name:
        case "move":
            return f"bid moves to {given['to']}"
        case "tick" | "spike":
            price = PRICES[given["by"] - 1]
            return f"{price} moves to {given['to']}" + (" and back between two looks" if name == "spike" else "")
        case "leverage":
            return "change the leverage" + (f" to {given['to']}x" if "to" in given else "")
        case "band":
            low, high = (f" from {given['to_lowest']}" if given["to_lowest"] else "", f" up to {given['to_highest']}")
            return f"band: limits{low}{high}" if given["to_highest"] else f"band: limits{low or ' of any price'}"
        case "take":
            kind = "fill-or-kill" if given["whole"] else "immediate-or-cancel"
            return f"take: {_wish(given)} {kind}, {given['there']} there"
        case _:
            return _OF_MARKET[name]


def _stop(given: Mapping[str, int | bool]) -> str:
    if not given["by"]:
        return f"{_wish(given)}, has fired"
    way = "up" if given["side"] == 1 else "down"
    return f"{_wish(given)} when {PRICES[given['by'] - 1]} is {way} to {given['at']}"


def _detail(name: str, given: Mapping[str, int | bool]) -> str:
    if name == "replace":
        return f" by a new one while {given['lots']} fills"
    if name == "fill":
        return f": {given['lots']}"
    return f": to {given['limit']}" if name == "amend" else ""


def told(machine: Machine, trace: tuple[Step, ...]) -> tuple[tuple[str, Seen], ...]:
    """Return each event of a trace in words, and what is seen after it."""
    teller = Teller(machine)
    lines = []
    for step in trace:
        said = teller.said(step.event, step.args)
        lines.append((said, teller.seen(teller.happened(step.event, step.state))))
    return tuple(lines)
