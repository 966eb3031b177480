"""What becomes of an account when its leverage is changed while it holds a position and orders rest?

Where the account holds a known amount of ``funds``, in lots at a leverage of one, an order is taken only if the larger
side of position and orders is covered; orders that may only reduce ask for nothing. A fill of what rests is covered.
"""

from __future__ import annotations

from .draft import Draft, Texts
from .machine import Parameter
from .shape import Shape

LEVERAGE_RULE = {"leverage_with_orders": "position_modes.leverage_with_orders"}
FUNDS_RULE = {"leverage_without_margin": "position_modes.leverage_without_margin"}
LEGS_RULE = {"hedged_legs": "margin.hedged_legs"}
HIGHEST = 2


def not_uncovered(shape: Shape, reducing: str, quantity: str) -> tuple[Texts, tuple[str, ...]]:
    """Return the steps and the guard that a new order of a `side` is covered, where the account has its funds."""
    if not shape.funds:
        return (), ()
    steps = (*_sides(shape, (reducing, quantity)), ("needed", _needed(shape, "opened_")))
    return steps, (f"{reducing} or needed <= {shape.funds} * leverage",)


def _sides(shape: Shape, new: tuple[str, str] | None = None) -> Texts:
    """Return the steps to what each position would be if every order that opens were filled."""
    if shape.hedge:
        return tuple((f"opened_{leg}", _opened(shape, leg, sign, new)) for leg, sign in (("long", 1), ("short", -1)))
    return tuple((f"opened_{word}", _opened(shape, "position", sign, new)) for word, sign in (("buys", 1), ("sells", -1)))


def _opened(shape: Shape, held: str, sign: int, new: tuple[str, str] | None) -> str:
    leg = [f" and order{j}.leg == {sign}" if shape.hedge else "" for j in shape.numbers]
    orders = [
        f"(order{j}.quantity if order{j}.side == {sign}{leg[j - 1]} and not {shape.reducing(j)} else 0)" for j in shape.numbers
    ]
    if new is not None:
        own = f" and leg == {sign}" if shape.hedge else ""
        orders.append(f"({new[1]} if side == {sign}{own} and not ({new[0]}) else 0)")
    if shape.hedge:
        return " + ".join([held, *orders])
    return f"{held} {'+' if sign == 1 else '-'} ({' + '.join(orders)})"


def _needed(shape: Shape, prefix: str) -> str:
    """Return how many lots have to be covered, of two legs by the rule for their margin."""
    if not shape.hedge:
        return f"max(abs(position), max(abs({prefix}buys), abs({prefix}sells)))" if prefix else "abs(position)"
    long, short = f"{prefix}long", f"{prefix}short"
    larger = f'max({long}, {short}) if hedged_legs == "max" else abs({long} - {short})'
    return f'{long} + {short} if hedged_legs == "sum" else {larger}'


def leverage_event(shape: Shape) -> Draft:
    """Return the event of a change of the leverage: refused, or with the resting orders kept, or gone."""
    none = " and ".join(f"order{j}.side == 0" for j in shape.numbers)
    gone = 'leverage_with_orders == "cancel"'
    guards: tuple[str, ...] = (f'({none}) or leverage_with_orders != "refuse"', *shape.live)
    if not shape.funds:
        emptied = {name: f"{shape.none(name)} if {gone} else {name}" for slot in shape.fields() for name in slot}
        return Draft("leverage", 0, (), guards, (), emptied, {"unprotects": f"({_reducing(shape)}) and {gone}"})
    steps: Texts = (
        *_sides(shape),
        ("held", _needed(shape, "")),
        ("ordered", _needed(shape, "opened_")),
        ("short_of", f"held > {shape.funds} * to"),
        ("lacks", f"short_of or (ordered > {shape.funds} * to and not ({gone}))"),
    )
    guards = (
        *guards, "to != leverage", 'not (lacks and leverage_without_margin == "refuse")',
        'not (short_of and leverage_without_margin == "cancel")',
    )  # fmt: skip
    updates = {"leverage": "to", **{name: _kept(shape, slot, name) for slot in shape.numbers for name in shape.slot(slot)}}
    breaks = {
        "unprotects": f"({_reducing(shape)}) and {gone}",
        "uncovers": 'lacks and to < leverage and leverage_without_margin == "accept"',
    }
    to = Parameter("to", tuple(range(1, HIGHEST + 1)), 1)
    return Draft("leverage", 0, (to,), guards, steps, updates, breaks)


def _kept(shape: Shape, slot: int, name: str) -> str:
    """Return what is left of an order: nothing where all are cancelled, or where it opens and cannot be covered."""
    opens = f'(lacks and leverage_without_margin == "cancel" and not {shape.reducing(slot)})'
    return f'{shape.none(name)} if leverage_with_orders == "cancel" or {opens} else {name}'


def _reducing(shape: Shape) -> str:
    return " or ".join(f"(order{j}.side != 0 and {shape.reducing(j)})" for j in shape.numbers)
