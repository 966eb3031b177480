"""Is the published liquidation price the price at which the trigger is reached?

## Why it matters
Holders steer by the liquidation price they are shown. Where its formula and the trigger are two texts that do not agree,
a position is liquidated before its price, or is left alone after it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
margin:
  inputs: {wallet: {kind: money}, unrealised: {kind: money}, notional: {kind: money}}
  maintenance: notional * 1%
  equity: wallet + unrealised
liquidation:
  inputs:
    side: {kind: number, domain: [1, -1]}
    quantity: {kind: quantity}
    entry: {kind: price}
    wallet: {kind: money}
  trigger: margin.equity < margin.maintenance
  price: (side * quantity * entry - wallet) / (side * quantity)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
margin:
  inputs: {wallet: {kind: money}, unrealised: {kind: money}, notional: {kind: money}}
  maintenance: notional * 1%
  equity: wallet + unrealised
liquidation:
  inputs:
    side: {kind: number, domain: [1, -1]}
    quantity: {kind: quantity}
    entry: {kind: price}
    wallet: {kind: money}
  trigger: margin.equity < margin.maintenance
  price: (side * quantity * entry - wallet) / (side * quantity - quantity * 1%)
```

## How it is decided
For a long and a short of one unit: where the mark price is the published price, the two sides of the trigger must differ by
no more than a basis point of the notional, whatever rate and deduction the tier has. `notional` is quantity times mark, and
`unrealised` what the mark has moved from `entry`; inputs of one name in both sections are one; what the trigger does not
know is zero, so other positions are left out.

## What to publish
One formula solved from the other, with the tier of the position at that price.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import eq, le, lt, mul, num, size, sub
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import MONEY, PRICE
from ...language.tree import Name
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..info import CheckInfo, Question
from ..markets import BASIS_POINT, leaning, listed, needed, place_of, subject
from ..unit import AT, MARK, SIDES, TRIGGER, Unit, both_sides, each_side

CHECK = CheckInfo(
    "liquidation.price_not_at_trigger", "the liquidation price does not solve the trigger", "contradiction", "error"
)


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each side of each market with a trigger and a liquidation price."""
    if {AT, TRIGGER} <= spec.venue.stated.keys():
        yield from each_side(spec, CHECK.id, the_price_solves_the_trigger)


def the_price_solves_the_trigger(spec: Spec, market: str, side: str) -> Claim:
    """Return the claim that equity and maintenance margin meet where the mark price is the liquidation price."""
    resolver = spec.resolver(market)
    unit = Unit(spec, resolver, SIDES[side])
    price = unit.of(needed(resolver, AT))
    left, right, notional = (unit.at(price, part) for part in (*both_sides(spec, resolver), unit.notional))
    given = eq(Name(MARK), price) if MARK in free_names(price) else lt(num(0), price)
    variables = unit.variables(given, left, right)
    return Claim(
        CHECK.id, subject(spec, market, f"{AT} of a {side}", price),
        f"a {side} of one unit reaches its trigger at its liquidation price", variables, (given,),
        le(size(sub(left, right)), mul(num(BASIS_POINT), notional)), place_of(spec, AT),
        Wording(
            f"with {listed(variables)} the liquidation price of a {side} of one unit is {{price}}, but there the two sides of "
            "its trigger are {left} and {right}",
            "contradiction", "error", "solve the trigger for the mark price, in the tier of that price",
            "Is the liquidation price that is shown the price at which the trigger is reached?", "not where the trigger is",
        ),
        also=((place_of(spec, TRIGGER), "the trigger"), *leaning(spec, price, left, right)),
        table=(Shown("price", "liquidation price", price, PRICE), Shown("left", "left side of the trigger", left, MONEY),
               Shown("right", "right side of the trigger", right, MONEY)),
        markets=(market,) if market else (), gravity=55,
    )  # fmt: skip
