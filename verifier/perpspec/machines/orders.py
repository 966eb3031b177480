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
from .draft import Draft, Texts, Writer
from .machine import Machine, Parameter
from .races import RACE, replace_event
from .rules import rule
from .shape import Shape
from .short import LEVERAGE_RULE, TIMED_RULES, expire_event, leverage_event, take_event
from .stops import HALT_RULE, STOP_RULES, stop_events

FLAG = ("no_position", "oversized", "together", "at_fill", *AFTER_SITUATIONS)
POST_ONLY = {"post_only_at_submit": "orders.post_only.at_submit", "post_only_at_amend": "orders.post_only.at_amend"}
SWITCH = {name: f"position_modes.{name}" for name in ("switch_with_orders", "switch_with_positions")}
BOTH = (1, -1)
_TAKES = 'not (post_only and crosses and (post_only_at_submit == "refuse" or post_only_at_submit == "cancel"))'


def rules_for(spec: Spec, shape: Shape) -> dict[str, Expr]:
    """Return what a venue says of each situation that the machine meets, by its short name."""
    flag = "closing" if shape.hedge else "reduce_only"
    names = {name: f"orders.{flag}.{name}" for name in FLAG}
    names |= (POST_ONLY if shape.post_only else {}) | (SWITCH if shape.switch else {})
    names |= RACE if shape.races else {}
    if shape.stops:
        names |= {**STOP_RULES, "when_triggered": f"orders.{flag}.when_triggered"} | (HALT_RULE if shape.halts else {})
    names |= (TIMED_RULES if shape.timed else {}) | (LEVERAGE_RULE if shape.leverage else {})
    return {name: rule(spec, situation) for name, situation in names.items()}


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
    if shape.stops:
        events += stop_events(shape)
    events += [take_event(shape)] if shape.timed else []
    events += [leverage_event(shape)] if shape.leverage else []
    return Machine(shape.variables(), shape.fields(), tuple(write.event(draft) for draft in events), by_age=shape.slots > 1)


def _of_order(shape: Shape, slot: int) -> tuple[Draft, ...]:
    every = [_submit(shape, slot), _fill(shape, slot), _cancel(shape, slot)]
    if shape.races:
        every.append(replace_event(shape, slot))
    if shape.timed:
        every.append(expire_event(shape, slot))
    return (*every, _amend(shape, slot)) if shape.post_only and shape.prices else tuple(every)


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
    steps: Texts = (
        ("room", f"max(0, -(side * {held}))"),
        ("taken", "others" if shape.crowd else " + ".join(same) or "0"),
        ("sized", f'min(quantity, room) if {reducing} and oversized == "clip" and room > 0 else quantity'),
        ("placed", f'min(sized, room - taken) if {reducing} and together == "clip" and 0 < room and taken < room else sized'),
        *_limits(shape, "post_only", "post_only_at_submit"),
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
        *((_TAKES,) if post else ()),
    )  # fmt: skip
    breaks = {"exceeds": exceeding(shape, slot)}
    if post:
        breaks |= {"takes": 'post_only and crosses and post_only_at_submit == "accept"', "moves": "rests != limit"}
    return Draft("submit", slot, (*parameters, *_others_of(shape)), guards, steps, shape.kept(slot), breaks)


def _limits(shape: Shape, flag: str, situation: str) -> Texts:
    """Return where an order comes to rest that must not take: just inside the spread if it is repriced."""
    if not (shape.prices and shape.post_only):
        return ()
    moved = f"(bid + {shape.spread} - 1 if side == 1 else bid + 1)"
    return (
        ("crosses", f"limit >= bid + {shape.spread} if side == 1 else limit <= bid"),
        ("rests", f'{moved} if {flag} and crosses and {situation} == "reprice" else limit'),
    )


def _fill(shape: Shape, slot: int) -> Draft:
    order, reducing, held = f"order{slot}", shape.reducing(slot), shape.held(slot)
    touched = (f"{order}.limit >= bid if {order}.side == 1 else {order}.limit <= bid + {shape.spread}",) if shape.prices else ()
    guards = (f"{order}.side != 0", *shape.live, f"lots <= {order}.quantity", *touched)
    over = f'({reducing} and ((at_fill == "clip" and lots > room) or (at_fill == "cancel" and {order}.quantity > room)))'
    steps: Texts = (
        ("room", f"max(0, -({order}.side * {held}))"),
        ("filled", f'(min(lots, room) if at_fill == "clip" else 0) if {over} else lots'),
        *shape.moved(slot),
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
    order = f"order{slot}"
    guards = (
        f"{order}.side != 0", f"{order}.post_only", *shape.live, f"limit != {order}.limit",
        'not (crosses and post_only_at_amend == "refuse")',
    )  # fmt: skip
    steps: Texts = (("side", f"{order}.side"), *_limits(shape, "crosses", "post_only_at_amend"))
    gone = '(crosses and post_only_at_amend == "cancel")'
    cleared = {name: f"{'False' if shape.truth(name) else '0'} if {gone} else {name}" for name in shape.slot(slot)}
    updates = {**cleared, f"{order}.limit": f"0 if {gone} else rests"}
    breaks = {"takes": 'crosses and post_only_at_amend == "accept"', "moves": f"rests != limit and not {gone}"}
    limit = Parameter("limit", tuple(range(1, shape.ticks + 1)), 1)
    return Draft("amend", slot, (limit,), guards, steps, updates, breaks)


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
