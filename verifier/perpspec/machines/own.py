"""What becomes of two orders of one account on both sides, when the later of them meets the other?"""

from __future__ import annotations

from .after import aftermath
from .draft import Draft, Texts
from .machine import Parameter
from .shape import Shape

SELF_RULE = {"self_trade": "orders.self_trade.resting_order"}


def not_refused(shape: Shape, side: str, limit: str, slot: int) -> tuple[str, ...]:
    """Return the guard that an order which would meet one's own is not sent, where the venue refuses it."""
    others = [j for j in shape.numbers if j != slot]
    if not (shape.self_trade and others):
        return ()
    met = " or ".join(f"(order{j}.side == -{side}{_crossing(shape, side, limit, f'order{j}')})" for j in others)
    return (f'not (self_trade == "refuse" and ({met}))',)


def _crossing(shape: Shape, side: str, limit: str, other: str) -> str:
    if not shape.prices:
        return ""
    return f" and ({limit} >= {other}.limit if {side} == 1 else {limit} <= {other}.limit)"


def meet_events(shape: Shape) -> tuple[Draft, ...]:
    """Return the event of each order that came after another; where prices are amended, of any two."""
    made = []
    for slot in shape.numbers:
        before = tuple(j for j in shape.numbers if j != slot and (j < slot or shape.repriced))
        made += [_meet(shape, slot, before)] if before else []
    return tuple(made)


def _meet(shape: Shape, slot: int, before: tuple[int, ...]) -> Draft:
    """Return the event of an order that meets `maker`, an order that was there before it."""
    order = f"order{slot}"
    steps: Texts = (
        *((f"other.{name.partition('.')[2]}", _of(before, name.partition(".")[2])) for name in shape.slot(slot)),
        ("met", f"min({order}.quantity, other.quantity)"),
        ("room", f"max(0, -({order}.side * {shape.held(slot)}))"),
        ("room_of_other", f"max(0, -(other.side * {shape.held_by('other.')}))"),
        ("lost", _lost(f"{order}.quantity", "keep")),
        ("lost_by_other", _lost("other.quantity", "cancel")),
        ("traded", 'met if self_trade == "trade" else 0'),
        *shape.moved(f"{order}.", "traded", "", "between_"),
        *shape.moved("other.", "traded", "between_", "next_"),
        *((f"kept{j}", _kept(j, slot, before)) for j in shape.numbers),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, 0, at_submit=False),
    )
    reducing, other = shape.reducing(slot), shape.reducing_by("other.")
    guards = (
        f"{order}.side != 0", *shape.live, f"other.side == -{order}.side", 'self_trade != "refuse"',
        *((f"{order}.limit >= other.limit if {order}.side == 1 else {order}.limit <= other.limit",) if shape.prices else ()),
        *((f"not {order}.post_only",) if shape.post_only else ()),
        f'self_trade != "trade" or not (({reducing} and met > room) or ({other} and met > room_of_other))',
    )  # fmt: skip
    breaks = {
        "meets": 'self_trade == "trade"',
        "unprotects": f'self_trade != "trade" and {other} and lost_by_other > 0',
    }
    bounds = tuple(f"abs(next_{name}) <= {shape.most}" for name in shape.positions)
    maker = Parameter("maker", before)
    return Draft("meet", slot, (maker,), guards, steps, {**shape.moves(), **shape.kept()}, breaks, bounds)


def _of(before: tuple[int, ...], field: str) -> str:
    """Return a field of the order that was there before."""
    *first, last = before
    return " else ".join([*(f"order{j}.{field} if maker == {j}" for j in first), f"order{last}.{field}"])


def _lost(quantity: str, role: str) -> str:
    gone = f'self_trade == "{role}" or self_trade == "cancel both"'
    return f'{quantity} if {gone} else met if self_trade == "trade" or self_trade == "decrement" else 0'


def _kept(number: int, slot: int, before: tuple[int, ...]) -> str:
    if number == slot:
        return f"order{number}.quantity - lost"
    return f"order{number}.quantity" + (f" - (lost_by_other if maker == {number} else 0)" if number in before else "")
