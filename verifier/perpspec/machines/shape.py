"""Which variables does an order machine have, and how are they named in its formulas?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .machine import Var

PRICES = ("last", "mark", "index")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a machine is built for: its mode, how many orders, and bounds that keep a search finite.

    ``lots`` is the largest order, ``ticks`` the highest price, ``most`` the largest position; the ask is ``spread``
    ticks above the bid. ``crowd`` stands for any number of other orders, as a proof needs them. ``stops`` says how many
    orders wait for a price, ``at_once`` that one may be sent whose price has passed, ``races`` adds a cancel that meets a
    fill, ``timed`` orders that do not rest or run out, ``halts`` a market in which one can cancel only, or that stands
    still, ``leverage`` a change of it while orders rest, for an account that holds ``funds`` lots without borrowing (0 is
    any amount), ``bands`` prices that a limit may not pass, ``self_trade`` an order that meets one's own.
    """

    mode: str = "one_way"
    slots: int = 3
    lots: int = 2
    ticks: int = 2
    most: int = 3
    spread: int = 1
    prices: bool = True
    post_only: bool = True
    switch: bool = False
    crowd: bool = False
    stops: int = 0
    at_once: bool = False
    races: bool = False
    timed: bool = False
    halts: bool = False
    leverage: bool = False
    funds: int = 0
    bands: bool = False
    self_trade: bool = False

    @property
    def hedge(self) -> bool:
        """Return whether positions have two legs."""
        return self.mode == "hedge"

    def in_mode(self, mode: str) -> Shape:
        """Return the same shape in another position mode."""
        return replace(self, mode=mode)

    @property
    def numbers(self) -> range:
        """Return the numbers of the slots for orders, from 1."""
        return range(1, self.slots + 1)

    @property
    def live(self) -> tuple[str, ...]:
        """Return what must hold for anything to happen; ``state`` is 0 when trading, 1 for cancels only, 2 when halted."""
        return (*(("not switched",) if self.switch else ()), *(("state == 0",) if self.halts else ()))

    @property
    def cancels(self) -> tuple[str, ...]:
        """Return what must hold for an order to be cancelled."""
        return (*(("not switched",) if self.switch else ()), *(("state != 2",) if self.halts else ()))

    @property
    def positions(self) -> tuple[str, ...]:
        """Return the variables that hold the position: signed, or a size for each leg."""
        return ("long", "short") if self.hedge else ("position",)

    def slot(self, number: int) -> tuple[str, ...]:
        """Return the variables of one order."""
        fields = ["side", "quantity", "leg" if self.hedge else "reduce_only"]
        fields += (["limit"] if self.prices else []) + (["post_only"] if self.post_only else [])
        return tuple(f"order{number}.{field}" for field in fields)

    def fields(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of every order."""
        return tuple(map(self.slot, self.numbers))

    @staticmethod
    def truth(name: str) -> bool:
        """Return whether a variable holds a truth."""
        return name.endswith(("_only", "switched"))

    @property
    def repriced(self) -> bool:
        """Return whether an order may come to rest at another price than it was sent with."""
        return self.prices and (self.post_only or self.bands)

    @property
    def waiters(self) -> range:
        """Return the numbers of the orders that wait for a price, from 1."""
        return range(1, self.stops + 1)

    def stop(self, number: int) -> tuple[str, ...]:
        """Return the variables of an order that waits: ``by`` is 1 for last, 2 for mark, 3 for index, and 0 once it fired."""
        fields = ["side", "quantity", "leg" if self.hedge else "reduce_only", "by", "at"]
        fields += (["limit"] if self.prices else []) + (["post_only"] if self.prices and self.post_only else [])
        return tuple(f"stop{number}.{field}" for field in fields)

    def waiting(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of every order that waits for a price."""
        return tuple(map(self.stop, self.waiters))

    def variables(self) -> tuple[Var, ...]:
        """Return every variable with its first value."""
        names = [*self.positions, *(["switched"] if self.switch else [])]
        market = [Var("bid", 1)] if self.prices else []
        market += [Var("highest", 0), Var("lowest", 0)] if self.bands else []
        market += [Var("leverage", 1)] if self.funds else []
        middle = (self.ticks + 1) // 2
        stops = [Var(name, False if self.truth(name) else 0) for stop in self.waiting() for name in stop]
        stops += [Var(name, middle) for name in PRICES] if self.stops else []
        stops += [Var("state", 0)] if self.halts else []
        return (
            *(Var(name, False if self.truth(name) else 0) for name in names), *market, *stops,
            *(Var(name, False if self.truth(name) else 0) for slot in self.fields() for name in slot),
        )  # fmt: skip

    def held(self, number: int, prefix: str = "") -> str:
        """Return the signed position that an order trades on; ``prefix`` asks for the one after an event."""
        return self.held_by(f"order{number}.", prefix)

    def held_by(self, owner: str, prefix: str = "") -> str:
        """Return the signed position that an order trades on, where its variables begin with ``owner``, such as `stop1.`."""
        return f"({prefix}long if {owner}leg == 1 else -{prefix}short)" if self.hedge else f"{prefix}position"

    def reducing(self, number: int) -> str:
        """Return the truth that an order may only reduce."""
        return self.reducing_by(f"order{number}.")

    def reducing_by(self, owner: str) -> str:
        """Return the truth that an order may only reduce, where its variables begin with ``owner``; none for a new one."""
        return f"({owner}side != {owner}leg)" if self.hedge else f"{owner}reduce_only"

    def moved(self, owner: str, filled: str = "filled", before: str = "", after: str = "next_") -> tuple[tuple[str, str], ...]:
        """Return the positions, with the prefix ``after``, once `filled` lots of an order have traded on those ``before``."""
        if self.hedge:
            return (
                (f"{after}long", f"{before}long + {owner}side * {filled} if {owner}leg == 1 else {before}long"),
                (f"{after}short", f"{before}short - {owner}side * {filled} if {owner}leg == -1 else {before}short"),
            )
        return ((f"{after}position", f"{before}position + {owner}side * {filled}"),)

    def moves(self) -> dict[str, str]:
        """Return the updates of the positions."""
        return {name: f"next_{name}" for name in self.positions}

    def emptied(self, number: int) -> dict[str, str]:
        """Return the updates that clear an order."""
        return {name: self.none(name) for name in self.slot(number)}

    def none(self, name: str) -> str:
        """Return what a variable holds while nothing is there."""
        return "False" if self.truth(name) else "0"

    def kept(self, new: int = 0) -> dict[str, str]:
        """Return the updates of all orders to what is `left` of each; ``new`` is the one that was just submitted."""
        found = {}
        for number in self.numbers:
            for name in self.slot(number):
                field = name.partition(".")[2]
                fresh = "rests" if field == "limit" and self.repriced else field
                value = f"left{number}" if field == "quantity" else fresh if number == new else name
                found[name] = value if field == "quantity" else f"{value} if left{number} > 0 else {self.none(name)}"
        return found
