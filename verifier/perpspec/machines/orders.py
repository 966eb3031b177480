"""How do resting orders and a position move under the rules of a spec: the order machine, built as data?

The texts below are formulas of the language, with one order's variables named `order1.side` and so on, and with the
names of rules, such as `at_fill`, for what the spec says of that situation. In hedge mode an order names its leg, and
one that trades against its leg may only reduce it. Events: submit, fill, cancel, amend, move of the market, switch of
the mode, and, for a proof about any number of orders, whatever other orders do.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..language.tree import Expr, Word
from ..load.load import Spec
from .after import AFTER_SITUATIONS, aftermath, exceeding
from .bands import BAND_RULES, ESCAPES, band_event, resting
from .draft import Draft, Texts, Writer
from .enter import ENTER_RULE, enter_events
from .leverage import FUNDS_RULE, LEGS_RULE, LEVERAGE_RULE, leverage_event, not_uncovered
from .machine import Machine, Parameter
from .own import SELF_RULE, meet_events, not_refused
from .races import RACE, replace_event
from .rules import offered_rule
from .shape import Shape
from .short import TIMED_RULES, expire_event, take_event
from .stops import AT_ONCE_RULE, HALT_RULE, STOP_RULES, stop_events

FLAG = ("no_position", "oversized", "together", "at_fill", *AFTER_SITUATIONS)
POST_ONLY = {"post_only_at_submit": "orders.post_only.at_submit", "post_only_at_amend": "orders.post_only.at_amend"}
SWITCH = {name: f"position_modes.{name}" for name in ("switch_with_orders", "switch_with_positions")}
BOTH = (1, -1)
_TAKES = 'not (post_only and crosses and (post_only_at_submit == "refuse" or post_only_at_submit == "cancel"))'


def rules_for(spec: Spec, shape: Shape) -> dict[str, Expr]:
    """Return what a venue says of each situation that the machine meets, by its short name."""
    flag = "closing" if shape.hedge else "reduce_only"
    names = {name: f"orders.{flag}.{name}" for name in FLAG}
    if shape.stops:
        names |= {**STOP_RULES, "when_triggered": f"orders.{flag}.when_triggered"}
    for asked, more in (
        (shape.post_only, POST_ONLY), (shape.switch, SWITCH), (shape.races, RACE), (shape.stops and shape.halts, HALT_RULE),
        (shape.stops and shape.at_once, AT_ONCE_RULE), (shape.stops and shape.prices and shape.post_only, ENTER_RULE),
        (shape.timed, TIMED_RULES), (shape.leverage, LEVERAGE_RULE), (shape.funds, FUNDS_RULE),
        (shape.funds and shape.hedge, LEGS_RULE), (shape.bands, BAND_RULES), (shape.self_trade, SELF_RULE),
    ):  # fmt: skip
        names |= more if asked else {}
    return {name: offered_rule(spec, situation) for name, situation in names.items()}


def order_machine(spec: Spec, shape: Shape) -> Machine:
    """Return the machine of a venue's orders in one mode, with a choice for each rule that is open."""
    return machine_of(rules_for(spec, shape), shape)


def machine_of(rules: Mapping[str, Expr], shape: Shape) -> Machine:
    """Return the machine under the given rules, by their short names."""
    write = Writer(rules)
    events = [event for slot in shape.numbers for event in _of_order(shape, slot)]
    if shape.prices:
        events.append(_move(shape))
    if shape.switch:
        events.append(_switch(shape))
    if shape.crowd:
        events.append(_others(shape))
    events += [*stop_events(shape), *enter_events(shape)] if shape.stops else []
    events += [take_event(shape)] if shape.timed else []
    events += [leverage_event(shape)] if shape.leverage else []
    events += [band_event(shape)] if shape.bands else []
    events += meet_events(shape) if shape.self_trade else ()
    drafted = tuple(write.event(draft) for draft in events)
    return Machine(shape.variables(), shape.fields(), drafted, shape.slots > 1, shape.waiting())


def _of_order(shape: Shape, slot: int) -> tuple[Draft, ...]:
    every = [_submit(shape, slot), _fill(shape, slot), _cancel(shape, slot)]
    if shape.races:
        every.append(replace_event(shape, slot))
    if shape.timed:
        every.append(expire_event(shape, slot))
    return (*every, _amend(shape, slot)) if shape.repriced else tuple(every)


def _others_of(shape: Shape) -> tuple[Parameter, ...]:
    """Return the quantity of all other orders that come first, where they are not followed one by one."""
    return (Parameter("others", (), 0),) if shape.crowd else ()


def _submit(shape: Shape, slot: int) -> Draft:
    leg = (Parameter("leg", BOTH),) if shape.hedge else ()
    flag = () if shape.hedge else (Parameter("reduce_only", (False, True)),)
    limit = (Parameter("limit", tuple(range(1, shape.ticks + 1)), 1),) if shape.prices else ()
    post = (Parameter("post_only", (False, True)),) if shape.post_only else ()
    parameters = (Parameter("side", BOTH), *leg, *flag, Parameter("quantity", tuple(range(1, shape.lots + 1)), 1), *limit, *post)
    reducing, held = ("side != leg", "(long if leg == 1 else -short)") if shape.hedge else ("reduce_only", "position")
    same = [f"(order{j}.quantity if order{j}.side == side and {shape.reducing(j)} else 0)" for j in shape.numbers if j != slot]
    covering, covered = not_uncovered(shape, reducing, "placed")
    steps: Texts = (
        ("room", f"max(0, -(side * {held}))"),
        ("taken", "others" if shape.crowd else " + ".join(same) or "0"),
        ("sized", f'min(quantity, room) if {reducing} and oversized == "clip" and room > 0 else quantity'),
        ("placed", f'min(sized, room - taken) if {reducing} and together == "clip" and 0 < room and taken < room else sized'),
        *resting(shape, "post_only", "post_only_at_submit", "band_at_submit"),
        *covering,
        *((f"kept{j}", "placed" if j == slot else f"order{j}.quantity") for j in shape.numbers),
        *((f"held{j}", held if j == slot else shape.held(j)) for j in shape.numbers),
        *aftermath(shape, slot, at_submit=True),
    )
    guards = (
        f"order{slot}.side == 0", *((f"order{slot - 1}.side != 0",) if slot > 1 else ()), *shape.live,
        f'not ({reducing} and room == 0 and no_position != "accept")',
        f'not ({reducing} and room > 0 and quantity > room and oversized == "refuse")',
        f'not ({reducing} and room > 0 and taken + sized > room and together == "refuse")',
        f'not ({reducing} and room > 0 and taken >= room and together == "clip")',
        *((_TAKES,) if post else ()), *(('not (outside and band_at_submit == "refuse")',) if shape.bands else ()),
        *covered, *not_refused(shape, "side", "rests" if shape.repriced else "limit", slot),
    )  # fmt: skip
    breaks = {"exceeds": exceeding(shape, slot)}
    breaks |= {"takes": 'post_only and crosses and post_only_at_submit == "accept"'} if post else {}
    breaks |= _moved(shape)
    return Draft("submit", slot, (*parameters, *_others_of(shape)), guards, steps, shape.kept(slot), breaks)


def _moved(shape: Shape, unless: str = "") -> dict[str, str]:
    """Return what breaks where an order rests at another price than it was sent with, or outside the band."""
    breaks = {"moves": "rests != limit"} if shape.repriced else {}
    breaks |= {"escapes": ESCAPES} if shape.bands else {}
    return {name: f"({text}) and not {unless}" if unless else text for name, text in breaks.items()}


def _fill(shape: Shape, slot: int) -> Draft:
    order, reducing, held = f"order{slot}", shape.reducing(slot), shape.held(slot)
    touched = (f"{order}.limit >= bid if {order}.side == 1 else {order}.limit <= bid + {shape.spread}",) if shape.prices else ()
    guards = (f"{order}.side != 0", *shape.live, f"lots <= {order}.quantity", *touched)
    over = f'({reducing} and ((at_fill == "clip" and lots > room) or (at_fill == "cancel" and {order}.quantity > room)))'
    steps: Texts = (
        ("room", f"max(0, -({order}.side * {held}))"),
        ("filled", f'(min(lots, room) if at_fill == "clip" else 0) if {over} else lots'),
        *shape.moved(f"{order}."),
        *(
            (f"kept{j}", f"(0 if {over} else {order}.quantity - lots)" if j == slot else f"order{j}.quantity")
            for j in shape.numbers
        ),
        *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
        *aftermath(shape, slot, at_submit=False),
    )
    breaks = {"increases": f"{reducing} and filled > room", "exceeds": exceeding(shape)}
    updates = {**shape.moves(), **shape.kept()}
    bounds = tuple(f"abs(next_{name}) <= {shape.most}" for name in shape.positions)
    lots = Parameter("lots", tuple(range(1, shape.lots + 1)), 1)
    return Draft("fill", slot, (lots, *_others_of(shape)), guards, steps, updates, breaks, bounds)


def _cancel(shape: Shape, slot: int) -> Draft:
    return Draft("cancel", slot, (), (f"order{slot}.side != 0", *shape.cancels), (), shape.emptied(slot), {})


def _amend(shape: Shape, slot: int) -> Draft:
    """Return the event of an order that gets another limit; without a band only one that must not take is of interest."""
    order = f"order{slot}"
    taking = "crosses" if not shape.bands else f"({order}.post_only and crosses)"
    rules = [(taking, "post_only_at_amend")] if shape.post_only else []
    rules += [("outside", "band_at_amend")] if shape.bands else []
    guards = (
        f"{order}.side != 0", *(() if shape.bands else (f"{order}.post_only",)), *shape.live, f"limit != {order}.limit",
        *(f'not ({when} and {situation} == "refuse")' for when, situation in rules),
        *not_refused(shape, f"{order}.side", "rests", slot),
    )  # fmt: skip
    steps: Texts = (("side", f"{order}.side"), *resting(shape, taking, "post_only_at_amend", "band_at_amend"))
    ends = " or ".join(f'({when} and {situation} == "cancel")' for when, situation in rules)
    gone = f"({ends})"
    updates = {name: f"{shape.none(name)} if {gone} else {name}" for name in shape.slot(slot)}
    updates |= {f"{order}.limit": f"0 if {gone} else rests"}
    breaks = {"takes": f'{taking} and post_only_at_amend == "accept"'} if shape.post_only else {}
    limit = Parameter("limit", tuple(range(1, shape.ticks + 1)), 1)
    return Draft("amend", slot, (limit,), guards, steps, updates, {**breaks, **_moved(shape, gone)})


def _move(shape: Shape) -> Draft:
    to = Parameter("to", tuple(range(1, shape.ticks + 1)), 1)
    return Draft("move", 0, (to,), ("to != bid", *shape.cancels), (), {"bid": "to"}, {})


def _switch(shape: Shape) -> Draft:
    none = " and ".join(f"order{j}.side == 0" for j in shape.numbers)
    flat = " and ".join(f"{name} == 0" for name in shape.positions)
    guards = (
        "not switched", f'{none} or switch_with_orders != "refuse"', f'{flat} or switch_with_positions != "refuse"',
    )  # fmt: skip
    stranded = f'(not ({none}) and switch_with_orders == "accept") or (not ({flat}) and switch_with_positions == "accept")'
    skipped = f'(not ({none}) and switch_with_orders == "skip") or (not ({flat}) and switch_with_positions == "skip")'
    return Draft("switch", 0, (), guards, (), {"switched": "True"}, {"strands": stranded, "splits": skipped})


def _others(shape: Shape) -> Draft:
    """Return what any number of other orders do: they leave any position behind, and the rules are applied after it."""
    steps: Texts = (*((f"kept{j}", f"order{j}.quantity") for j in shape.numbers),
                    *((f"held{j}", shape.held(j, "next_")) for j in shape.numbers),
                    *aftermath(shape, 0, at_submit=False))  # fmt: skip
    anything = tuple(Parameter(f"next_{name}", (), None) for name in shape.positions)
    updates = {**shape.moves(), **shape.kept()}
    return Draft("others", 0, (*anything, *_others_of(shape)), (), steps, updates, {})


def rules_of(words: Mapping[str, str]) -> dict[str, Expr]:
    """Return rules given as words, as a benchmark or a test writes them."""
    return {name: Word(word) for name, word in words.items()}
