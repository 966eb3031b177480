"""What does an account hold while its log is read: its positions, its orders, and the best prices?"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(slots=True)
class Order:
    """A resting or waiting order; ``watched`` is a rule whose outcome for it is still to be seen, and since when.

    ``asked`` are the rules that it met when it was sent, with what would be told of each.
    """

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
class Account:
    """One net position or two legs, the orders that are not gone, and the best prices where the log has them."""

    mode: str = "one_way"
    position: Fraction = ZERO
    legs: dict[int, Fraction] = field(default_factory=lambda: {1: ZERO, -1: ZERO})
    orders: dict[str, Order] = field(default_factory=dict)
    bid: Fraction | None = None
    ask: Fraction | None = None

    @property
    def group(self) -> str:
        """Return the rules for orders that may only reduce, in the mode of the account."""
        return "orders.closing." if self.mode == "hedge" else "orders.reduce_only."

    def held(self, order: Order) -> Fraction:
        """Return the signed position that an order trades on."""
        return self.legs[order.leg] * order.leg if self.mode == "hedge" else self.position

    def room(self, order: Order) -> Fraction:
        """Return how much of the position an order can reduce."""
        return max(ZERO, -order.side * self.held(order))

    def reducing(self, order: Order) -> bool:
        """Return whether an order may only reduce."""
        return order.side != order.leg if self.mode == "hedge" else order.reduce_only

    def rivals(self, order: Order) -> Fraction:
        """Return what is left of the orders that may only reduce the same position on the same side."""
        mine = (order.side, order.leg)
        return sum((o.left for o in self.orders.values() if self.reducing(o) and (o.side, o.leg) == mine), ZERO)

    def crosses(self, order: Order) -> bool:
        """Return whether an order would take at the best prices that are known."""
        best = self.ask if order.side == 1 else self.bid
        return best is not None and order.limit is not None and (order.limit - best) * order.side >= 0

    def fill(self, order: Order, quantity: Fraction) -> None:
        """Take a fill into the order and the position."""
        order.left -= quantity
        if self.mode == "hedge":
            self.legs[order.leg] += quantity * order.side * order.leg
        else:
            self.position += quantity * order.side
