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
        return (
            *rooms,
            *((f"free{j}", f'room{j} if cut_first == "each alone" else max(0, room{j} - others)') for j in shape.numbers),
        )
    return (*rooms, *((f"free{j}", _free(shape, j, new)) for j in shape.numbers))


def _free(shape: Shape, slot: int, new: int) -> str:
    """Return what the orders that are cut later leave to this one; a new order is the newest whatever its slot."""
    others = [j for j in shape.numbers if j != slot]
    if not others:
        return f"room{slot}"
    older = [j for j in others if slot == new or (j != new and j < slot)]
    newer = [j for j in others if j not in older]
    share = {j: f"(kept{j} if {_rivals(shape, slot, j, new)} else 0)" for j in others}
    by_age = {"newest": older, "oldest": newer}
    texts = {word: " + ".join(share[j] for j in ahead) or "0" for word, ahead in by_age.items()}
    texts["worst price"] = " + ".join(_better(shape, slot, j, new, share[j], j in older) for j in others)
    every = " + ".join([f"kept{slot}", *share.values()])
    rationed = f"floor(kept{slot} * room{slot} / max(1, {every}))"
    cut = " else ".join(f'room{slot} - ({ahead}) if cut_first == "{word}"' for word, ahead in texts.items())
    return f'max(0, {cut} else ({rationed} if {every} > room{slot} else room{slot}) if cut_first == "pro rata" else room{slot})'


def _rivals(shape: Shape, slot: int, other: int, new: int) -> str:
    legs = f" and {_leg(slot, new)} == {_leg(other, new)}" if shape.hedge else ""
    return f"{_reducing(shape, other, new)} and {_side(other, new)} == {_side(slot, new)}{legs}"


def _leg(slot: int, new: int) -> str:
    return "leg" if slot == new else f"order{slot}.leg"


def _better(shape: Shape, slot: int, other: int, new: int, share: str, older: bool) -> str:
    """Return the share of another order if its price is better for a fill, or equal and it is older."""
    if not shape.prices:
        return share if older else "0"
    mine, theirs = (("rests" if shape.post_only else "limit") if j == new else f"order{j}.limit" for j in (slot, other))
    sign = _side(slot, new)
    return f"({share} if {sign} * {theirs} {'>=' if older else '>'} {sign} * {mine} else 0)"


def _lefts(shape: Shape, new: int, at_submit: bool) -> tuple[tuple[str, str], ...]:
    return tuple((f"left{j}", _left(shape, j, new, at_submit)) for j in shape.numbers)


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
    return " or ".join(f"({_exceeds(shape, j, new)})" for j in shape.numbers)


def _exceeds(shape: Shape, slot: int, new: int) -> str:
    others = [f"(left{j} if {_rivals(shape, slot, j, new)} else 0)" for j in shape.numbers if j != slot]
    every = " + ".join([f"left{slot}", *others])
    return f"{_reducing(shape, slot, new)} and left{slot} > 0 and {every} > room{slot}"
