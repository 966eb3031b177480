"""What becomes of resting orders that may only reduce, once the position or the orders have changed?

The situations of the rules are applied to what was `kept` of each order, and give what is `left` of it.
"""

from __future__ import annotations

from .shape import Shape

AFTER_SITUATIONS = ("position_shrinks", "cut_first", "position_flips", "position_flat")


def aftermath(shape: Shape, new: int, *, at_submit: bool) -> tuple[tuple[str, str], ...]:
    """Return the steps from `kept1`, `held1`, … to `left1`, …; ``new`` is the order that is being submitted, or 0.

    At a submission nothing but the rule for several orders together can cut what rests already.
    """
    return (*_rooms(shape, new if at_submit else 0), *_lefts(shape, new if at_submit else 0, at_submit))


def _side(slot: int, new: int) -> str:
    return "side" if slot == new else f"order{slot}.side"


def _reducing(shape: Shape, slot: int, new: int) -> str:
    if slot != new:
        return shape.reducing(slot)
    return "(side != leg)" if shape.hedge else "reduce_only"


def _rooms(shape: Shape, new: int) -> tuple[tuple[str, str], ...]:
    rooms = tuple((f"room{j}", f"max(0, -({_side(j, new)} * held{j}))") for j in shape.numbers)
    if shape.crowd:
        crowded = 'room{0} if cut_first == "each alone" else max(0, room{0} - others)'
        return (*rooms, *((f"free{j}", crowded.format(j)) for j in shape.numbers))
    pairs = [(j, k) for j in shape.numbers for k in shape.numbers if j != k]
    rivals = tuple((f"rival{j}_{k}", _rivals(shape, j, k, new)) for j, k in pairs)
    shares = tuple((f"share{j}_{k}", f"kept{k} if rival{j}_{k} else 0") for j, k in pairs)
    ahead = tuple(step for j in shape.numbers for step in _ahead(shape, j, new))
    return (*rooms, *rivals, *shares, *ahead, *((f"free{j}", _free(j)) for j in shape.numbers))


def _ahead(shape: Shape, slot: int, new: int) -> tuple[tuple[str, str], ...]:
    """Return the quantity of the orders that are cut later than this one, by each rule; a new order is the newest."""
    others = [j for j in shape.numbers if j != slot]
    older = [j for j in others if slot == new or (j != new and j < slot)]
    newer = [j for j in others if j not in older]
    better = [_better(shape, slot, j, new, f"share{slot}_{j}", j in older) for j in others]
    return (
        (f"older{slot}", " + ".join(f"share{slot}_{j}" for j in older) or "0"),
        (f"newer{slot}", " + ".join(f"share{slot}_{j}" for j in newer) or "0"),
        *((f"better{slot}_{n}", text) for n, text in enumerate(better)),
        (f"better{slot}", " + ".join(f"better{slot}_{n}" for n in range(len(better))) or "0"),
        (f"every{slot}", " + ".join([f"kept{slot}", *(f"share{slot}_{j}" for j in others)])),
    )


def _free(slot: int) -> str:
    """Return what the orders that are cut later leave to this one."""
    room = f"room{slot}"
    rationed = f"(floor(kept{slot} * {room} / max(1, every{slot})) if every{slot} > {room} else {room})"
    ranked = {"newest": "older", "oldest": "newer", "worst price": "better"}
    cut = " else ".join(f'{room} - {ahead}{slot} if cut_first == "{word}"' for word, ahead in ranked.items())
    return f'max(0, {cut} else {rationed} if cut_first == "pro rata" else {room})'


def _rivals(shape: Shape, slot: int, other: int, new: int) -> str:
    legs = f" and {_leg(slot, new)} == {_leg(other, new)}" if shape.hedge else ""
    return f"{_reducing(shape, other, new)} and {_side(other, new)} == {_side(slot, new)}{legs}"


def _leg(slot: int, new: int) -> str:
    return "leg" if slot == new else f"order{slot}.leg"


def _better(shape: Shape, slot: int, other: int, new: int, share: str, older: bool) -> str:
    """Return the share of another order if its price is better for a fill, or equal and it is older."""
    if not shape.prices:
        return share if older else "0"
    mine, theirs = (("rests" if shape.repriced else "limit") if j == new else f"order{j}.limit" for j in (slot, other))
    sign = _side(slot, new)
    return f"({share} if {sign} * {theirs} {'>=' if older else '>'} {sign} * {mine} else 0)"


def _lefts(shape: Shape, new: int, at_submit: bool) -> tuple[tuple[str, str], ...]:
    lefts = tuple((f"left{j}", _left(shape, j, new, at_submit)) for j in shape.numbers)
    if shape.crowd:
        return lefts
    rest = tuple((f"rest{j}_{k}", f"left{k} if rival{j}_{k} else 0") for j in shape.numbers for k in shape.numbers if j != k)
    totals = tuple(
        (f"total{j}", " + ".join([f"left{j}", *(f"rest{j}_{k}" for k in shape.numbers if k != j)])) for j in shape.numbers
    )
    return (*lefts, *rest, *totals)


def _left(shape: Shape, slot: int, new: int, at_submit: bool) -> str:
    kept, free, held = f"kept{slot}", f"free{slot}", f"held{slot}"
    reducing = f"{_reducing(shape, slot, new)} and {kept} > 0"
    if at_submit:
        return f'min({kept}, {free}) if together == "cut" and {reducing} and room{slot} > 0 else {kept}'
    flat = f'(0 if position_flat == "cancel" else {kept})'
    flips = f'(0 if position_flips == "cancel" else {kept})'
    dropped = f'0 if position_shrinks == "cancel" and {kept} > {free} else {kept}'
    shrinks = f'(min({kept}, {free}) if position_shrinks == "clip" else {dropped})'
    return f"({flat} if {held} == 0 else {flips} if room{slot} == 0 else {shrinks}) if {reducing} else {kept}"


def exceeding(shape: Shape, new: int = 0) -> str:
    """Return the truth that orders which may only reduce rest for more than there is to reduce."""
    if shape.crowd:
        return "False"
    return " or ".join(f"({_reducing(shape, j, new)} and left{j} > 0 and total{j} > room{j})" for j in shape.numbers)
