"""What becomes of orders that never rest, or that run out?

An order of immediate or cancel takes what is there and no more; one of fill or kill takes all of it or nothing.
"""

from __future__ import annotations

from .after import aftermath, exceeding
from .draft import Draft, Texts
from .leverage import not_uncovered
from .machine import Parameter
from .shape import Shape

TIMED_RULES = {word: f"orders.time_in_force.{word}" for word in ("ioc", "fok", "gtd")}
_BOTH = (1, -1)


def take_event(shape: Shape) -> Draft:
    """Return the event of an order that takes at once or goes; `whole` is fill or kill, `there` is what it meets."""
    flag = Parameter("leg", _BOTH) if shape.hedge else Parameter("reduce_only", (False, True))
    parameters = (
        Parameter("side", _BOTH), flag, Parameter("quantity", tuple(range(1, shape.lots + 1)), 1),
        Parameter("whole", (False, True)), Parameter("there", tuple(range(shape.lots + 1)), 0),
    )  # fmt: skip
    reducing, held = ("side != leg", "(long if leg == 1 else -short)") if shape.hedge else ("reduce_only", "position")
    covering, covered = not_uncovered(shape, reducing, "sized")
    steps: Texts = (
        ("room", f"max(0, -(side * {held}))"),
        ("sized", f'min(quantity, room) if {reducing} and oversized == "clip" and room > 0 else quantity'),
        *covering,
        ("met", "(sized if there >= sized else 0) if whole else min(sized, there)"),
        ("over", f"{reducing} and met > room"),
        ("filled", '(min(met, room) if at_fill == "clip" else 0 if at_fill == "cancel" else met) if over else met'),
        *shape.moved(""),
        *((f"kept{j}", f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, 0, at_submit=False),
    )
    guards = (
        *shape.live, 'not (whole and fok == "refuse")', 'not (not whole and ioc == "refuse")',
        f'not ({reducing} and room == 0 and no_position != "accept")',
        f'not ({reducing} and room > 0 and quantity > room and oversized == "refuse")', *covered,
    )  # fmt: skip
    breaks = {"increases": f"{reducing} and filled > room", "exceeds": f"filled > 0 and ({exceeding(shape)})"}
    bounds = tuple(f"abs(next_{name}) <= {shape.most}" for name in shape.positions)
    updates = {**shape.moves(), **{name: f"({text}) if filled != 0 else {name}" for name, text in shape.kept().items()}}
    return Draft("take", 0, parameters, guards, steps, updates, breaks, bounds)


def expire_event(shape: Shape, slot: int) -> Draft:
    """Return the event of an order whose time is over: the venue takes it away, where it has such orders."""
    return Draft("expire", slot, (), (f"order{slot}.side != 0", 'gtd == "accept"'), (), shape.emptied(slot), {})
