"""What has a venue done in each situation of a log: which outcome was seen of which rule?

Follows positions and resting orders; keeps nothing of orders that are gone, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .log import Entry

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Seen:
    """At a line, a rule was seen to come out as a word; an empty rule is something that no rule can allow."""

    line: int
    rule: str
    word: str
    said: str


@dataclass(slots=True)
class Order:
    """A resting or waiting order; ``watched`` is a rule whose outcome for it is still to be seen, and since when."""

    side: int
    left: Fraction
    limit: Fraction | None
    reduce_only: bool
    post_only: bool
    leg: int
    accepted: bool = False
    amended: bool = False
    pending: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    watched: tuple[str, int] | None = None


@dataclass(slots=True)
class Follower:
    """The state of an account while its log is read."""

    mode: str = "one_way"
    position: Fraction = ZERO
    legs: dict[int, Fraction] = field(default_factory=lambda: {1: ZERO, -1: ZERO})
    orders: dict[str, Order] = field(default_factory=dict)
    bid: Fraction | None = None
    ask: Fraction | None = None
    together: Seen | None = None

    def take(self, entry: Entry) -> Iterator[Seen]:
        """Yield what a line shows of the rules, and take it into the state."""
        name = str(entry.fields.get("order", ""))
        if self.together is not None and entry.event not in ("update", "cancelled", "accept", "position", "book"):
            yield self.together
            self.together = None
        if entry.event == "submit":
            yield from self._submitted(entry, name)
        elif name and name not in self.orders:
            yield Seen(entry.line, "", "", f"`{entry.event}` of order `{name}`, which does not rest")
        else:
            yield from _HANDLERS[entry.event](self, entry, name)

    def finish(self, line: int) -> Iterator[Seen]:
        """Yield what is known at the end: an order that still rests was kept."""
        if self.together is not None:
            yield self.together
        for order in self.orders.values():
            yield from self._kept(order, line)

    def _cut(self, order: Order, line: int) -> Iterator[Seen]:
        """Yield that several orders together were cut, where the venue changes one of them right after a new one came."""
        if self.together is not None and not order.pending and self._reducing(order):
            yield Seen(line, self.together.rule, "cut", self.together.said)
            self.together = None

    def held(self, order: Order) -> Fraction:
        """Return the signed position that an order trades on."""
        return self.legs[order.leg] * order.leg if self.mode == "hedge" else self.position

    def _room(self, order: Order) -> Fraction:
        return max(ZERO, -order.side * self.held(order))

    def _reducing(self, order: Order) -> bool:
        return order.side != order.leg if self.mode == "hedge" else order.reduce_only

    def _group(self) -> str:
        return "orders.closing." if self.mode == "hedge" else "orders.reduce_only."

    def _submitted(self, entry: Entry, name: str) -> Iterator[Seen]:
        given = entry.fields
        if name in self.orders:
            yield Seen(entry.line, "", "", f"order `{name}` is submitted twice")
            return
        side = 1 if given["side"] == "buy" else -1
        leg = {"long": 1, "short": -1}.get(given.get("leg", ""), side)
        order = Order(
            side, given["quantity"], given.get("limit"), given.get("reduce_only", False), given.get("post_only", False), leg
        )
        order.asked = dict(self._situation(order, bool(given.get("trigger"))))
        self.orders[name] = order

    def _situation(self, order: Order, trigger: bool) -> Iterator[tuple[str, str]]:
        """Yield each rule that a new order meets, with what would be told of it."""
        if self.mode == "hedge" and order.reduce_only:
            yield "orders.reduce_only.hedge", "reduce-only is sent in hedge mode"
        if self._reducing(order) and not trigger:
            room = self._room(order)
            others = sum((o.left for o in self.orders.values() if self._rival(o, order)), ZERO)
            if room == 0:
                yield self._group() + "no_position", "an order that may only reduce, without a position"
            elif order.left > room:
                yield self._group() + "oversized", f"an order that may only reduce {order.left}, with {room} to reduce"
            elif order.left + others > room:
                yield (
                    self._group() + "together",
                    f"orders that may only reduce {order.left + others} together, with {room} to reduce",
                )
        if order.post_only and self._crosses(order):
            yield "orders.post_only.at_submit", "a post-only order that would take"

    def _rival(self, other: Order, order: Order) -> bool:
        return self._reducing(other) and (other.side, other.leg) == (order.side, order.leg)

    def _crosses(self, order: Order) -> bool:
        best = self.ask if order.side == 1 else self.bid
        return best is not None and order.limit is not None and (order.limit - best) * order.side >= 0

    def _accepted(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders[name]
        smaller = entry.fields.get("quantity", order.left) < order.left
        moved = entry.fields.get("limit", order.limit) != order.limit
        order.left, order.limit = entry.fields.get("quantity", order.left), entry.fields.get("limit", order.limit)
        order.accepted = True
        for rule, said in tuple(order.asked.items()):
            if rule == "orders.post_only.at_submit" and not moved:
                continue  # it may be accepted first and cancelled then
            if rule.endswith(".no_position"):
                continue
            word = "reprice" if moved and "post_only" in rule else "clip" if smaller else "accept"
            del order.asked[rule]
            found = Seen(entry.line, rule, word, said)
            if rule.endswith(".together") and word == "accept":
                self.together = found  # the others may be cut for it
            else:
                yield found

    def _refused(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders[name]
        if not order.pending:
            del self.orders[name]
        rules = [rule for rule in order.asked if not order.pending or rule.endswith(".at_amend")]
        for rule in rules[:1]:
            yield Seen(entry.line, rule, "refuse", order.asked.pop(rule))
        order.pending = ""

    def _amending(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders[name]
        yield from self._kept(order, entry.line)
        order.pending, order.amended = "amend", True
        later = Order(order.side, order.left, entry.fields.get("limit", order.limit), False, order.post_only, order.leg)
        if order.post_only and self._crosses(later):
            order.asked["orders.post_only.at_amend"] = "a post-only order that is amended to a price at which it would take"

    def _updated(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders[name]
        yield from self._cut(order, entry.line)
        yield from self._shortened(order, entry)
        smaller = entry.fields.get("quantity", order.left) < order.left
        if order.watched and order.watched[0].endswith("_shrinks") and not order.pending and smaller:
            yield Seen(entry.line, order.watched[0], "clip", "an order that may only reduce is cut")
            order.watched = None
        order.pending = ""
        order.left, order.limit = entry.fields.get("quantity", order.left), entry.fields.get("limit", order.limit)

    def _shortened(self, order: Order, entry: Entry) -> Iterator[Seen]:
        """Yield that a new order was trimmed, where the venue says so after it was accepted or without accepting it."""
        oversized = self._group() + "oversized"
        if oversized in order.asked and not order.pending and entry.fields.get("quantity", order.left) < order.left:
            yield Seen(entry.line, oversized, "clip", order.asked.pop(oversized))

    def _cancelling(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders[name]
        yield from self._kept(order, entry.line)
        order.pending = "cancel"

    def _cancelled(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.orders.pop(name)
        yield from self._cut(order, entry.line)
        if order.watched and order.pending != "cancel":
            yield Seen(entry.line, order.watched[0], "cancel", "an order that may only reduce is cancelled")
        elif order.pending != "cancel":
            for rule, said in tuple(order.asked.items())[:1]:
                yield Seen(entry.line, rule, "cancel", said)

    def _filled(self, entry: Entry, name: str) -> Iterator[Seen]:
        order, quantity = self.orders[name], entry.fields["quantity"]
        if quantity > order.left:
            yield Seen(entry.line, "", "", f"a fill of {quantity}, where {order.left} of order `{name}` is left")
            return
        yield from self._taken(order, entry)
        if order.pending == "cancel":
            yield Seen(entry.line, "orders.races.cancel_and_fill", "fill stands", "a fill after the request to cancel")
        room = self._room(order)
        if self._reducing(order) and quantity > room:
            yield Seen(
                entry.line, self._group() + "at_fill", "fill", f"a fill of {quantity} of an order that may only reduce {room}"
            )
        order.asked.pop(self._group() + "no_position", None)
        yield from self._kept(order, entry.line)
        before = self.held(order)
        order.left -= quantity
        self._move(order, quantity)
        if order.left == 0:
            del self.orders[name]
        self._watch(order, before, entry.line)

    def _taken(self, order: Order, entry: Entry) -> Iterator[Seen]:
        if order.post_only and entry.fields.get("liquidity") == "taker":
            rule = "orders.post_only.at_amend" if order.amended else "orders.post_only.at_submit"
            yield Seen(entry.line, rule, "accept", "a post-only order takes")

    def _move(self, order: Order, quantity: Fraction) -> None:
        if self.mode == "hedge":
            self.legs[order.leg] += quantity * order.side * order.leg
        else:
            self.position += quantity * order.side

    def _watch(self, cause: Order, before: Fraction, line: int) -> None:
        """Note which resting orders must now be cut, or may be kept, as their position has become smaller."""
        after = self.held(cause)
        for order in self.orders.values():
            if self._reducing(order) and (self.mode != "hedge" or order.leg == cause.leg) and order.left > self._room(order):
                if after != 0 and after * before > 0 and abs(after) >= abs(before):
                    continue
                what = "position_flat" if after == 0 else "position_flips" if after * before < 0 else "position_shrinks"
                order.watched = (self._group() + what, line)

    def _kept(self, order: Order, line: int) -> Iterator[Seen]:
        if order.watched:
            yield Seen(
                line, order.watched[0], "keep", f"an order that may only reduce still rests, as since line {order.watched[1]}"
            )
            order.watched = None

    def _booked(self, entry: Entry, name: str) -> Iterator[Seen]:
        self.bid, self.ask = entry.fields["bid"], entry.fields["ask"]
        yield from ()

    def _switched(self, entry: Entry, name: str) -> Iterator[Seen]:
        refused = entry.fields.get("refused", False)
        word = "refuse" if refused else "accept"
        if entry.fields["mode"] != self.mode:
            if self.orders:
                yield Seen(entry.line, "position_modes.switch_with_orders", word, "a switch of the mode while orders rest")
            if self.position or any(self.legs.values()):
                yield Seen(entry.line, "position_modes.switch_with_positions", word, "a switch of the mode with a position")
        if not refused:
            self.mode = entry.fields["mode"]

    def _compared(self, entry: Entry, name: str) -> Iterator[Seen]:
        ours = {"position": self.position, "long": self.legs[1], "short": self.legs[-1]}
        for what, value in entry.fields.items():
            if value != ours[what]:
                yield Seen(entry.line, "", "", f"{what} is {value}, where the fills before it make {ours[what]}")


_HANDLERS = {
    "accept": Follower._accepted, "refuse": Follower._refused, "amend": Follower._amending, "update": Follower._updated,
    "cancel": Follower._cancelling, "cancelled": Follower._cancelled, "fill": Follower._filled, "book": Follower._booked,
    "mode": Follower._switched, "position": Follower._compared,
}  # fmt: skip
