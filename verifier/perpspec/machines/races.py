"""What becomes of an order that is cancelled and sent anew, when a fill of it arrives at the same moment?"""

from __future__ import annotations

from .after import aftermath
from .draft import Draft, Texts
from .machine import Parameter
from .shape import Shape

RACE = {"cancel_and_fill": "orders.races.cancel_and_fill"}


def replace_event(shape: Shape, slot: int) -> Draft:
    """Return the event of an order that is cancelled while `lots` of it fill, and sent again at its former quantity."""
    order, held = f"order{slot}", shape.held(slot)
    steps: Texts = (
        ("room", f"max(0, -({order}.side * {held}))"),
        ("filled", 'lots if cancel_and_fill == "fill stands" else 0'),
        *shape.moved(f"{order}."),
        *((f"kept{j}", f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, 0, at_submit=False),
    )
    touched = (f"{order}.limit >= bid if {order}.side == 1 else {order}.limit <= bid + {shape.spread}",) if shape.prices else ()
    guards = (
        f"{order}.side != 0", *shape.live, f"lots <= {order}.quantity", f"not ({shape.reducing(slot)} and lots > room)", *touched,
    )  # fmt: skip
    breaks = {"overshoots": f"filled > 0 and {order}.quantity <= room and left{slot} > room - filled"}
    bounds = tuple(f"abs(next_{name}) <= {shape.most}" for name in shape.positions)
    lots = Parameter("lots", tuple(range(1, shape.lots + 1)), 1)
    return Draft("replace", slot, (lots,), guards, steps, {**shape.moves(), **shape.kept()}, breaks, bounds)
