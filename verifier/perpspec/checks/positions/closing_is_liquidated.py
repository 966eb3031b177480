"""Can a healthy hedged account become liquidatable by closing a leg, because of what closing costs?

## Why it matters
Closing costs a fee and a part of the spread. Where the larger leg alone is margined, closing the smaller one frees no
margin at all: the cost comes out of equity, and an account that just covered its requirement is below it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {one_way: offered, hedge: offered}
contracts: {markets: {AUSDT: {form: linear}}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {small: [{over: 0, up_to: 5_000, max_leverage: 20, maintenance_rate: 2.5%}]}
  markets: {AUSDT: small}
margin: {hedged_legs: max}
assumptions: {assumptions: {closing_cost: 0.1%}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {one_way: offered, hedge: offered}
contracts: {markets: {AUSDT: {form: linear}}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {small: [{over: 0, up_to: 5_000, max_leverage: 20, maintenance_rate: 2.5%}]}
  markets: {AUSDT: small}
margin: {hedged_legs: sum}
assumptions: {assumptions: {closing_cost: 0.1%}}
```

## How it is decided
An account whose equity just covers the requirement closes a part of one leg at the same price and pays
`assumptions.closing_cost` of it. By induction over the steps, what one step cannot do no sequence of them can.

## What to publish
How the two legs are margined together, and whether a closing order is checked against its own cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import add, implies, le, mul
from ...claims.claim import Claim, Shown, Wording
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..legs import LAW, LEGS, hedged, legs
from ..markets import each_market, needed, place_of, subject

CHECK = CheckInfo("positions.closing_is_liquidated", "closing a leg makes a healthy account liquidatable", "hazard", "warning")
COST = "assumptions.closing_cost"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that has two legs, where the cost of closing is assumed."""
    if hedged(spec) and COST in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter([closing_is_safe(spec, market)]))


def closing_is_safe(spec: Spec, market: str) -> Claim:
    """Return the claim that closing frees at least what it costs; raise ``FormulaError`` where no margin is published."""
    resolver = spec.resolver(market)
    two, rate = legs(spec, resolver), needed(resolver, COST)
    cost, kind, closed = mul(rate, two.closed), two.variables[0].kind, two.frees(rate)
    return Claim(
        CHECK.id, subject(spec, market, LEGS, two.before), "closing a part of one leg frees at least what it costs",
        two.variables, () if closed else (two.given,), implies(two.given, le(add(two.after, cost), two.before)),
        place_of(spec, LEGS),
        Wording("an account with {before} of equity, just what it needs, closes its short leg from {short} to {left} beside a "
                "long leg of {long}, pays {cost}, and is below the {after} that it needs then", "hazard", "warning",
                "keep more than the cost of closing above the requirement", label="frees less than closing costs",
                question="Is a closing order checked against the fee that it will pay?"),
        closed=closed, law=LAW if closed else "",
        table=(Shown("before", "required before", two.before, kind), Shown("cost", "cost of closing", cost, kind),
               Shown("after", "required after", two.after, kind)),
        markets=(market,) if market else (), gravity=55,
    )  # fmt: skip
