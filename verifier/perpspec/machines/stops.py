"""What becomes of orders that wait for a price: armed, passed by a price, or by a spike between two looks at it?

They wait beside the others for the last, the mark or the index price, each of which moves on its own. One without a
limit fills at once when it fires, cut by the rule for that moment; those that fire together follow each other in the
order in which they were sent. One with a limit fires and then enters among the resting orders.
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
AT_ONCE_RULE = {"at_once": "orders.triggers.at_once"}
_BOTH = (1, -1)
_NOW = "last if {by} == 1 else mark if {by} == 2 else index"


def stop_events(shape: Shape) -> tuple[Draft, ...]:
    """Return the events of orders that wait: stop, unstop, tick of a price, spike of a price, and those of a halt."""
    every = tuple(made for n in shape.waiters for made in (_stop(shape, n), _unstop(shape, n)))
    every = (*every, _priced(shape, "tick"), _priced(shape, "spike"))
    return (*every, *_states(), _priced(shape, "reopen")) if shape.halts else every


def _states() -> tuple[Draft, ...]:
    """Return the events that leave the normal state; one comes back from it by reopening."""
    return (
        Draft("restrict", 0, (), ("state == 0",), (), {"state": "1"}, {}),
        Draft("halt", 0, (), ("state != 2",), (), {"state": "2"}, {}),
    )


def _stop(shape: Shape, number: int) -> Draft:
    """Return the event of an order that is sent to wait; where its price has passed, it is refused or fires at once."""
    flag = Parameter("leg", _BOTH) if shape.hedge else Parameter("reduce_only", (False, True))
    ticks = tuple(range(1, shape.ticks + 1))
    limit = (Parameter("limit", (0, *ticks), 0),) if shape.prices else ()
    post = (Parameter("post_only", (False, True)),) if shape.prices and shape.post_only else ()
    parameters = (
        Parameter("side", _BOTH), Parameter("quantity", tuple(range(1, shape.lots + 1)), 1), flag,
        Parameter("by", (1, 2, 3)), Parameter("at", ticks, 1), *limit, *post,
    )  # fmt: skip
    guards = (
        f"stop{number}.side == 0", *(f"stop{n}.side != 0" for n in range(1, number)), *shape.live,
        *(f'not (by == {n} and by_{p} == "refuse")' for n, p in enumerate(PRICES, start=1)),
        *(("limit > 0 or not post_only",) if post else ()),
        'not passed or at_once == "trigger"' if shape.at_once else "not passed",
    )  # fmt: skip
    steps: Texts = (("now", _NOW.format(by="by")), ("passed", "at <= now if side == 1 else at >= now"))
    fields = {name: name.partition(".")[2] for name in shape.stop(number)}
    if not shape.at_once:
        return Draft("stop", number, parameters, guards, steps, fields, {})
    steps += (
        ("fires", "passed and limit == 0" if shape.prices else "passed"),
        *_fired(shape, number, "", ""),
        *_settled(shape, f"after{number}_"),
    )
    kept = {name: f"{shape.none(name)} if fires else {field}" for name, field in fields.items()}
    kept |= {f"stop{number}.by": "0 if passed else by"}
    updates = {**kept, **shape.moves(), **_kept(shape, "fires")}
    return Draft("stop", number, parameters, guards, steps, updates, _breaks(shape, (number,), ("",)), _bounds(shape))


def _unstop(shape: Shape, number: int) -> Draft:
    emptied = {name: shape.none(name) for name in shape.stop(number)}
    return Draft("unstop", number, (), (f"stop{number}.side != 0", *shape.cancels), (), emptied, {})


def _awake(shape: Shape, name: str) -> str:
    """Return what must hold, besides its price, for an order to fire at a look."""
    if name == "reopen":
        return ' and while_halted == "at reopening"'
    awake = ' and (state != 2 or while_halted == "trigger")' if shape.halts else ""
    return awake if name == "tick" else f' and spike_inside_window == "trigger"{awake}'


def _priced(shape: Shape, name: str) -> Draft:
    """Return the move of a price: a tick stays where it went, a spike is back before the next look at the price.

    Reopening is a look at every price where it is.
    """
    reopens = name == "reopen"
    parameters = () if reopens else (Parameter("by", (1, 2, 3)), Parameter("to", tuple(range(1, shape.ticks + 1)), 1))
    steps: Texts = () if reopens else (("now", _NOW.format(by="by")),)
    before = ""
    for n in shape.waiters:
        steps += (*_passed(shape, n, name), *_fired(shape, n, f"stop{n}.", before))
        before = f"after{n}_"
    moved = {"state": "0"} if reopens else {}
    prices = {p: f"to if by == {n} else {p}" for n, p in enumerate(PRICES, start=1)} if name == "tick" else {}
    filled = " or ".join(f"filled{n} != 0" for n in shape.waiters)
    stops = {field: text for n in shape.waiters for field, text in _gone(shape, n).items()}
    updates = {**stops, **prices, **moved, **shape.moves(), **_kept(shape, filled)}
    breaks = _breaks(shape, tuple(shape.waiters), tuple(f"stop{n}." for n in shape.waiters))
    missed = " or ".join(f"(passed{n} and not fires{n} and room_of{n} > 0)" for n in shape.waiters)
    breaks |= {} if name == "tick" else {"sleeps" if reopens else "misses": missed}
    guards = ("state != 0",) if reopens else ("to != now", *(("not switched",) if shape.switch else ()))
    return Draft(name, 0, parameters, guards, (*steps, *_settled(shape, before)), updates, breaks, _bounds(shape))


def _passed(shape: Shape, number: int, name: str) -> Texts:
    """Return the steps to whether a price has passed an order that waits, and whether it fires."""
    stop = f"stop{number}"
    if name == "reopen":
        known, to = f"{stop}.by != 0", f"now{number}"
        seen: Texts = ((to, _NOW.format(by=f"{stop}.by")),)
    else:
        known, to, seen = f"{stop}.by == by", "to", ()
    there = f"{to} >= {stop}.at if {stop}.side == 1 else {to} <= {stop}.at"
    return (
        *seen,
        (f"passed{number}", f"{stop}.side != 0 and {known} and ({there})"),
        (f"fires{number}", f"passed{number}{_awake(shape, name)}"),
    )


def _fired(shape: Shape, number: int, owner: str, before: str) -> Texts:
    """Return the steps to the positions after an order fires; those before it have the prefix ``before``."""
    fires = f"fires{number}" if owner else "fires"
    market = f" and {owner}limit == 0" if owner and shape.prices else ""
    room = f"room_of{number}"
    return (
        (room, f"max(0, -({owner}side * {shape.held_by(owner, before)}))"),
        (f"fit{number}", f'{owner}quantity if when_triggered == "fill" else min({owner}quantity, {room}) '
                         'if when_triggered == "clip" else 0'),
        (f"filled{number}", f"(fit{number} if {shape.reducing_by(owner)} and {owner}quantity > {room} else {owner}quantity) "
                            f"if {fires}{market} else 0"),
        *shape.moved(owner, f"filled{number}", before, f"after{number}_"),
    )  # fmt: skip


def _settled(shape: Shape, before: str) -> Texts:
    """Return the steps to what is left of the resting orders after the last position."""
    return (
        *((f"next_{held}", f"{before}{held}") for held in shape.positions),
        *((f"kept{j}", f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, 0, at_submit=False),
    )


def _gone(shape: Shape, number: int) -> dict[str, str]:
    """Return the updates of an order that waits: gone once it has filled, and without a price to wait for where it enters."""
    market = f" and stop{number}.limit == 0" if shape.prices else ""
    found = {name: f"{shape.none(name)} if fires{number}{market} else {name}" for name in shape.stop(number)}
    return found | {f"stop{number}.by": f"0 if fires{number} else stop{number}.by"}


def _breaks(shape: Shape, numbers: tuple[int, ...], owners: tuple[str, ...]) -> dict[str, str]:
    pairs = tuple(zip(numbers, owners, strict=True))
    increases = " or ".join(f"({shape.reducing_by(owner)} and filled{n} > room_of{n})" for n, owner in pairs)
    filled = " or ".join(f"filled{n} > 0" for n in numbers)
    return {"increases": increases, "exceeds": f"({filled}) and ({exceeding(shape)})"}


def _bounds(shape: Shape) -> tuple[str, ...]:
    return tuple(f"abs(next_{held}) <= {shape.most}" for held in shape.positions)


def _kept(shape: Shape, when: str) -> dict[str, str]:
    """Return the updates of the resting orders, which nothing touches where no order that waits fills."""
    return {name: f"({text}) if {when} else {name}" for name, text in shape.kept().items()}
