"""What has a venue done in each situation of a log: which outcome was seen of which rule?

Follows positions and resting orders; keeps nothing of orders that are gone, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .account import Account, Order
from .log import Entry
from .met import watch, when_sent


@dataclass(frozen=True, slots=True)
class Seen:
    """At a line, a rule was seen to come out as a word; an empty rule is something that no rule can allow."""

    line: int
    rule: str
    word: str
    said: str


@dataclass(slots=True)
class Follower:
    """The state of an account while its log is read."""

    account: Account = field(default_factory=Account)
    together: Seen | None = None

    def take(self, entry: Entry) -> Iterator[Seen]:
        """Yield what a line shows of the rules, and take it into the state."""
        name = str(entry.fields.get("order", ""))
        if self.together is not None and entry.event not in ("update", "cancelled", "accept", "position", "book"):
            yield self.together
            self.together = None
        if entry.event == "submit":
            yield from self._submitted(entry, name)
        elif name and name not in self.account.orders:
            yield Seen(entry.line, "", "", f"`{entry.event}` of order `{name}`, which does not rest")
        else:
            yield from _HANDLERS[entry.event](self, entry, name)

    def finish(self, line: int) -> Iterator[Seen]:
        """Yield what is known at the end: an order that still rests was kept."""
        if self.together is not None:
            yield self.together
        for order in self.account.orders.values():
            yield from self._kept(order, line)

    def _cut(self, order: Order, line: int) -> Iterator[Seen]:
        """Yield that several orders together were cut, where the venue changes one of them right after a new one came."""
        if self.together is not None and not order.pending and self.account.reducing(order):
            yield Seen(line, self.together.rule, "cut", self.together.said)
            self.together = None

    def _submitted(self, entry: Entry, name: str) -> Iterator[Seen]:
        given = entry.fields
        if name in self.account.orders:
            yield Seen(entry.line, "", "", f"order `{name}` is submitted twice")
            return
        side = 1 if given["side"] == "buy" else -1
        leg = {"long": 1, "short": -1}.get(given.get("leg", ""), side)
        order = Order(
            side, given["quantity"], given.get("limit"), given.get("reduce_only", False), given.get("post_only", False), leg
        )
        order.asked = dict(when_sent(self.account, order, bool(given.get("trigger"))))
        self.account.orders[name] = order

    def _accepted(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.account.orders[name]
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
        order = self.account.orders[name]
        if not order.pending:
            del self.account.orders[name]
        rules = [rule for rule in order.asked if not order.pending or rule.endswith(".at_amend")]
        for rule in rules[:1]:
            yield Seen(entry.line, rule, "refuse", order.asked.pop(rule))
        order.pending = ""

    def _amending(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.account.orders[name]
        yield from self._kept(order, entry.line)
        order.pending, order.amended = "amend", True
        later = Order(order.side, order.left, entry.fields.get("limit", order.limit), False, order.post_only, order.leg)
        if order.post_only and self.account.crosses(later):
            order.asked["orders.post_only.at_amend"] = "a post-only order that is amended to a price at which it would take"

    def _updated(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.account.orders[name]
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
        oversized = self.account.group + "oversized"
        if oversized in order.asked and not order.pending and entry.fields.get("quantity", order.left) < order.left:
            yield Seen(entry.line, oversized, "clip", order.asked.pop(oversized))

    def _cancelling(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.account.orders[name]
        yield from self._kept(order, entry.line)
        order.pending = "cancel"

    def _cancelled(self, entry: Entry, name: str) -> Iterator[Seen]:
        order = self.account.orders.pop(name)
        yield from self._cut(order, entry.line)
        if order.watched and order.pending != "cancel":
            yield Seen(entry.line, order.watched[0], "cancel", "an order that may only reduce is cancelled")
        elif order.pending != "cancel":
            for rule, said in tuple(order.asked.items())[:1]:
                yield Seen(entry.line, rule, "cancel", said)

    def _filled(self, entry: Entry, name: str) -> Iterator[Seen]:
        order, quantity = self.account.orders[name], entry.fields["quantity"]
        if quantity > order.left:
            yield Seen(entry.line, "", "", f"a fill of {quantity}, where {order.left} of order `{name}` is left")
            return
        yield from self._taken(order, entry)
        if order.pending == "cancel":
            yield Seen(entry.line, "orders.races.cancel_and_fill", "fill stands", "a fill after the request to cancel")
        room = self.account.room(order)
        if self.account.reducing(order) and quantity > room:
            yield Seen(
                entry.line,
                self.account.group + "at_fill",
                "fill",
                f"a fill of {quantity} of an order that may only reduce {room}",
            )
        order.asked.pop(self.account.group + "no_position", None)
        yield from self._kept(order, entry.line)
        before = self.account.held(order)
        self.account.fill(order, quantity)
        if order.left == 0:
            del self.account.orders[name]
        watch(self.account, order, before, entry.line)

    def _taken(self, order: Order, entry: Entry) -> Iterator[Seen]:
        if order.post_only and entry.fields.get("liquidity") == "taker":
            rule = "orders.post_only.at_amend" if order.amended else "orders.post_only.at_submit"
            yield Seen(entry.line, rule, "accept", "a post-only order takes")

    def _kept(self, order: Order, line: int) -> Iterator[Seen]:
        if order.watched:
            yield Seen(
                line, order.watched[0], "keep", f"an order that may only reduce still rests, as since line {order.watched[1]}"
            )
            order.watched = None

    def _booked(self, entry: Entry, name: str) -> Iterator[Seen]:
        self.account.bid, self.account.ask = entry.fields["bid"], entry.fields["ask"]
        yield from ()

    def _switched(self, entry: Entry, name: str) -> Iterator[Seen]:
        refused = entry.fields.get("refused", False)
        word = "refuse" if refused else "accept"
        if entry.fields["mode"] != self.account.mode:
            if self.account.orders:
                yield Seen(entry.line, "position_modes.switch_with_orders", word, "a switch of the mode while orders rest")
            if self.account.position or any(self.account.legs.values()):
                yield Seen(entry.line, "position_modes.switch_with_positions", word, "a switch of the mode with a position")
        if not refused:
            self.account.mode = entry.fields["mode"]

    def _compared(self, entry: Entry, name: str) -> Iterator[Seen]:
        ours = {"position": self.account.position, "long": self.account.legs[1], "short": self.account.legs[-1]}
        for what, value in entry.fields.items():
            if value != ours[what]:
                yield Seen(entry.line, "", "", f"{what} is {value}, where the fills before it make {ours[what]}")


_HANDLERS = {
    "accept": Follower._accepted, "refuse": Follower._refused, "amend": Follower._amending, "update": Follower._updated,
    "cancel": Follower._cancelling, "cancelled": Follower._cancelled, "fill": Follower._filled, "book": Follower._booked,
    "mode": Follower._switched, "position": Follower._compared,
}  # fmt: skip
