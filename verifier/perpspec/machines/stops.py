"""What becomes of an order that waits for a price: armed, passed by a price, or by a spike between two looks at it?

One such order waits beside the others; what it does once it fires is a fill at once, cut by the rule for that moment.
It waits for the last, the mark or the index price, each of which moves on its own.
"""

from __future__ import annotations

from .after import aftermath, exceeding
from .draft import Draft, Texts
from .machine import Parameter
from .shape import PRICES, Shape

STOP_RULES = {
    **{f"by_{price}": f"orders.triggers.{price}" for price in PRICES},
    "spike_inside_window": "orders.triggers.spike_inside_window",
}
HALT_RULE = {"while_halted": "orders.triggers.while_halted"}
_BOTH = (1, -1)


def stop_events(shape: Shape) -> tuple[Draft, ...]:
    """Return the events of an order that waits: stop, unstop, tick of a price, spike of a price."""
    every = (_stop(shape), _unstop(shape), _priced(shape, "tick"), _priced(shape, "spike"))
    return (*every, *_states(), _priced(shape, "reopen")) if shape.halts else every


def _states() -> tuple[Draft, ...]:
    """Return the events that leave the normal state; one comes back from it by reopening."""
    return (
        Draft("restrict", 0, (), ("state == 0",), (), {"state": "1"}, {}),
        Draft("halt", 0, (), ("state != 2",), (), {"state": "2"}, {}),
    )


def _fires(shape: Shape, name: str) -> str:
    if name == "reopen":
        return 'passed and while_halted == "at reopening"'
    awake = ' and (state != 2 or while_halted == "trigger")' if shape.halts else ""
    return "passed" + awake if name == "tick" else f'passed and spike_inside_window == "trigger"{awake}'


def _stop(shape: Shape) -> Draft:
    flag = Parameter("leg", _BOTH) if shape.hedge else Parameter("reduce_only", (False, True))
    parameters = (
        Parameter("side", _BOTH), Parameter("quantity", tuple(range(1, shape.lots + 1)), 1), flag,
        Parameter("by", (1, 2, 3)), Parameter("at", tuple(range(1, shape.ticks + 1)), 1),
    )  # fmt: skip
    guards = (
        "stop.side == 0", *shape.live, *(f'not (by == {n} and by_{p} == "refuse")' for n, p in enumerate(PRICES, start=1)),
        "at > now if side == 1 else at < now",
    )  # fmt: skip
    steps: Texts = (("now", "last if by == 1 else mark if by == 2 else index"),)
    return Draft("stop", 0, parameters, guards, steps, {name: name.partition(".")[2] for name in shape.waiting}, {})


def _unstop(shape: Shape) -> Draft:
    return Draft("unstop", 0, (), ("stop.side != 0", *shape.cancels), (), _emptied(shape, "True"), {})


def _emptied(shape: Shape, when: str) -> dict[str, str]:
    return {name: f"{'False' if shape.truth(name) else '0'} if {when} else {name}" for name in shape.waiting}


def _priced(shape: Shape, name: str) -> Draft:
    """Return the move of a price: a tick stays where it went, a spike is back before the next look at the price.

    Reopening is a look at the price where it is.
    """
    moving = (Parameter("by", (1, 2, 3)), Parameter("to", tuple(range(1, shape.ticks + 1)), 1))
    parameters = () if name == "reopen" else moving
    by, to = ("stop.by", "now") if name == "reopen" else ("by", "to")
    steps: Texts = (
        ("now", f"last if {by} == 1 else mark if {by} == 2 else index"),
        ("passed", f"stop.side != 0 and stop.by == {by} and ({to} >= stop.at if stop.side == 1 else {to} <= stop.at)"),
        ("fires", _fires(shape, name)),
        ("room", f"max(0, -(stop.side * {_held(shape)}))"),
        ("fit", "(stop.quantity if when_triggered == 'fill' else min(stop.quantity, room) if when_triggered == 'clip' "
                "else 0)".replace("'", '"')),
        ("filled", f"(fit if {_reducing(shape)} and stop.quantity > room else stop.quantity) if fires else 0"),
        *_moved(shape),
        *((f"kept{j}", f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, 0, at_submit=False),
    )  # fmt: skip
    moved = {"state": "0"} if name == "reopen" else {}
    prices = {p: f"to if by == {n} else {p}" for n, p in enumerate(PRICES, start=1)} if name == "tick" else {}
    updates = {**_emptied(shape, "fires"), **prices, **moved, **shape.moves(), **_kept(shape)}
    breaks = {"increases": f"{_reducing(shape)} and filled > room", "exceeds": f"filled > 0 and ({exceeding(shape)})"}
    if name == "spike":
        breaks["misses"] = "passed and not fires and room > 0"
    if name == "reopen":
        breaks["sleeps"] = "passed and not fires and room > 0"
    guards = ("state != 0",) if name == "reopen" else ("to != now", *(("not switched",) if shape.switch else ()))
    bounds = tuple(f"abs(next_{held}) <= {shape.most}" for held in shape.positions)
    return Draft(name, 0, parameters, guards, steps, updates, breaks, bounds)


def _kept(shape: Shape) -> dict[str, str]:
    """Return the updates of the resting orders, which nothing touches where the order that waits does not fill."""
    return {name: f"({text}) if filled != 0 else {name}" for name, text in shape.kept().items()}


def _held(shape: Shape) -> str:
    return "(long if stop.leg == 1 else -short)" if shape.hedge else "position"


def _reducing(shape: Shape) -> str:
    return "(stop.side != stop.leg)" if shape.hedge else "stop.reduce_only"


def _moved(shape: Shape) -> Texts:
    if shape.hedge:
        return (
            ("next_long", "long + stop.side * filled if stop.leg == 1 else long"),
            ("next_short", "short - stop.side * filled if stop.leg == -1 else short"),
        )
    return (("next_position", "position + stop.side * filled"),)
