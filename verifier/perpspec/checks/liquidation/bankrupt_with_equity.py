"""Is the equity of a position zero where the mark price is its bankruptcy price?

## Why it matters
A forced position is taken over, or set against a winner, at its bankruptcy price, because an account that is closed there has
neither anything left nor a loss. Where the printed formula says another price, the holder loses what was left, or the fund
pays for what it was said never to pay.

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
  bankruptcy_price: (side * quantity * entry - wallet) / (side * quantity - quantity * 1%)
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
  bankruptcy_price: (side * quantity * entry - wallet) / (side * quantity)
```

## How it is decided
For a long and a short of one unit: where the mark price is the published price, equity must be zero within a basis point of
the notional. Names are read as in `liquidation.price_not_at_trigger`. A price that is told from the mark price is left out.

## What to publish
The price at which nothing is left, solved from the equity that the trigger looks at, and whether a fee is taken off first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import le, lt, mul, num, size
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import MONEY, PRICE
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..holdings import EQUITY
from ..info import CheckInfo, Question
from ..markets import BASIS_POINT, leaning, listed, needed, place_of, subject
from ..unit import MARK, SIDES, TRIGGER, Unit, each_side

CHECK = CheckInfo("liquidation.bankrupt_with_equity", "at the bankruptcy price equity is not zero", "contradiction", "error")
BANKRUPT = "liquidation.bankruptcy_price"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each side of each market with an equity, a trigger and a bankruptcy price."""
    if {BANKRUPT, EQUITY, TRIGGER} <= spec.venue.stated.keys():
        yield from each_side(spec, CHECK.id, nothing_is_left)


def nothing_is_left(spec: Spec, market: str, side: str) -> Claim:
    """Return the claim that equity is zero where the mark price is the bankruptcy price."""
    resolver = spec.resolver(market)
    unit = Unit(spec, resolver, SIDES[side], BANKRUPT)
    price = unit.of(needed(resolver, BANKRUPT))
    if MARK in free_names(price):
        raise FormulaError("the bankruptcy price is told from the mark price, so equity at it says nothing", (0, 1))
    left, notional = unit.at(price, needed(resolver, EQUITY)), unit.at(price, unit.notional)
    given = lt(num(0), price)
    variables = unit.variables(given, left)
    return Claim(
        CHECK.id, subject(spec, market, f"{BANKRUPT} of a {side}", price),
        f"a {side} of one unit has no equity at its bankruptcy price", variables, (given,),
        le(size(left), mul(num(BASIS_POINT), notional)), place_of(spec, BANKRUPT),
        Wording(
            f"with {listed(variables)} the bankruptcy price of a {side} of one unit is {{price}}, where its equity is {{left}}",
            "contradiction", "error", "solve the equity for the mark price at which it is zero",
            "At which price has a position nothing left?", "not where equity is zero",
        ),
        also=((place_of(spec, EQUITY), "the equity"), *leaning(spec, price, left)),
        table=(Shown("price", "bankruptcy price", price, PRICE), Shown("left", "equity at that price", left, MONEY)),
        markets=(market,) if market else (), gravity=55,
    )  # fmt: skip
