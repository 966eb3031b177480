"""Which rules does an order of a log meet: when it is sent, when it fills, and when another fill moves the position?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .account import Account, Order


def when_sent(account: Account, order: Order, waits: bool) -> Iterator[tuple[str, str]]:
    """Yield each rule that a new order meets, with what would be told of it; one that ``waits`` meets its own later."""
    if account.mode == "hedge" and order.reduce_only:
        yield "orders.reduce_only.hedge", "reduce-only is sent in hedge mode"
    if account.reducing(order) and not waits:
        yield from _size(account, order)
    if order.post_only and account.crosses(order):
        yield "orders.post_only.at_submit", "a post-only order that would take"


def _size(account: Account, order: Order) -> Iterator[tuple[str, str]]:
    room, together = account.room(order), order.left + account.rivals(order)
    if room == 0:
        yield account.group + "no_position", "an order that may only reduce, without a position"
    elif order.left > room:
        yield account.group + "oversized", f"an order that may only reduce {order.left}, with {room} to reduce"
    elif together > room:
        yield account.group + "together", f"orders that may only reduce {together} together, with {room} to reduce"


def watch(account: Account, cause: Order, before: Fraction, line: int) -> None:
    """Note which resting orders must now be cut, or may be kept, as a fill has made their position smaller."""
    after = account.held(cause)
    for order in account.orders.values():
        same = account.mode != "hedge" or order.leg == cause.leg
        if account.reducing(order) and same and order.left > account.room(order):
            if after * before > 0 and abs(after) >= abs(before):
                continue
            what = "position_flat" if after == 0 else "position_flips" if after * before < 0 else "position_shrinks"
            order.watched = (account.group + what, line)
