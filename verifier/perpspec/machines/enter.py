"""What becomes of an order with a limit that has fired: does it come to rest, take, or vanish?"""

from __future__ import annotations

from .after import aftermath, exceeding
from .bands import resting
from .draft import Draft, Texts
from .machine import Parameter
from .shape import Shape

ENTER_RULE = {"post_only_when_triggered": "orders.post_only.when_triggered"}
_DROPPED = '(post_only_when_triggered == "refuse" or post_only_when_triggered == "cancel")'


def enter_events(shape: Shape) -> tuple[Draft, ...]:
    """Return the event for each slot in which an order that has fired can come to rest; none where orders have no limit."""
    return tuple(_enter(shape, slot) for slot in shape.numbers) if shape.prices else ()


def _enter(shape: Shape, slot: int) -> Draft:
    """Return the event of `stop`, an order that has fired, which enters as the newest one, cut by the rule for that."""
    which = tuple(shape.waiters)
    reducing, held = shape.reducing_by(""), shape.held_by("")
    taking = f"post_only and crosses and {_DROPPED}" if shape.post_only else "False"
    steps: Texts = (
        *((name.partition(".")[2], _of(which, name.partition(".")[2])) for name in shape.stop(1)),
        ("room", f"max(0, -(side * {held}))"),
        ("fit", 'quantity if when_triggered == "fill" else min(quantity, room) if when_triggered == "clip" else 0'),
        *resting(shape, "post_only", "post_only_when_triggered"),
        ("placed", f"0 if {taking} else fit if {reducing} and quantity > room else quantity"),
        *((f"kept{j}", "placed" if j == slot else f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", held if j == slot else shape.held(j)) for j in shape.numbers),
        *aftermath(shape, slot, at_submit=True),
    )
    guards = (
        f"order{slot}.side == 0",
        *((f"order{slot - 1}.side != 0",) if slot > 1 else ()),
        *shape.live,
        "by == 0",
        "side != 0",
    )
    gone = {
        name: f"{shape.none(name)} if stop == {n} else {name}" if len(which) > 1 else shape.none(name)
        for n in which
        for name in shape.stop(n)
    }
    breaks = {"exceeds": exceeding(shape, slot), "vanishes": f"{reducing} and room > 0 and placed == 0"}
    if shape.post_only:
        breaks |= {
            "takes": 'post_only and crosses and placed > 0 and post_only_when_triggered == "accept"',
            "moves": "placed > 0 and rests != limit",
        }
    return Draft("enter", slot, (Parameter("stop", which),), guards, steps, {**gone, **shape.kept(slot)}, breaks)


def _of(which: tuple[int, ...], field: str) -> str:
    """Return a field of the order that enters."""
    *first, last = which
    return " else ".join([*(f"stop{n}.{field} if stop == {n}" for n in first), f"stop{last}.{field}"])
