"""Can closing a part of one leg of a hedged position raise the margin that is required?

## Why it matters
Whoever reduces a position expects to need less margin afterwards. Where only the difference of two legs is margined,
closing one of them uncovers the other: an account that was healthy is liquidated by its own closing order, without any
move of the price.

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
margin:
  hedged_legs: net
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
margin:
  hedged_legs: sum
```

## How it is decided
The requirement of two legs of any size is compared before and after a part of one is closed at the same price, by the
solver and by the fuzzer, under the published rule: the sum, the larger, or the difference.

## What to publish
How the two legs are margined together, and that an order which closes a leg is checked against what it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import implies, le, num
from ...claims.claim import Claim, Shown, Wording
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..legs import LAW, LEGS, hedged, legs
from ..markets import each_market, place_of, subject

CHECK = CheckInfo("positions.closing_raises_margin", "closing one leg raises the requirement", "hazard", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that has two legs."""
    if hedged(spec):
        yield from each_market(spec, CHECK.id, lambda market: iter([closing_frees(spec, market)]))


def closing_frees(spec: Spec, market: str) -> Claim:
    """Return the claim that the requirement never rises; raise ``FormulaError`` where no margin is published."""
    two = legs(spec, spec.resolver(market))
    kind, closed = two.variables[0].kind, two.frees(num(0))
    return Claim(
        CHECK.id, subject(spec, market, LEGS, two.before), "closing a part of one leg never raises the requirement",
        two.variables, () if closed else (two.given,), implies(two.given, le(two.after, two.before)), place_of(spec, LEGS),
        Wording("closing the short leg from {short} to {left} beside a long leg of {long} raises the requirement from {before} "
                "to {after}", "hazard", "error", "margin the legs by their sum or by the larger one", label="nets the legs",
                question="May a closing order leave an account below its maintenance margin?"),
        closed=closed, law=LAW if closed else "",
        table=(Shown("before", "required before", two.before, kind), Shown("after", "required after", two.after, kind)),
        markets=(market,) if market else (), gravity=65,
    )  # fmt: skip
