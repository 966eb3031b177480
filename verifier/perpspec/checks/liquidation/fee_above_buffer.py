"""Does the maintenance margin of every position pay the liquidation fee?

## Why it matters
A position is liquidated while its maintenance margin is still there. A fee that is larger than this margin takes more than
the account has, even if every order fills at the mark price: the loss is made by the fee alone.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 50, maintenance_rate: 1%}
      - {over: 5_000, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
liquidation: {fee: 1.25%}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 50, maintenance_rate: 1%}
      - {over: 5_000, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
liquidation: {fee: 0.5%}
```

## How it is decided
For every size that has a tier: fee times size against the maintenance margin of that size, which is all that is left at
the trigger.

## What to publish
A fee below the smallest maintenance rate, or the rule that limits the fee to what the account still has.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import div, le
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER
from ...language.tree import Name
from ...load.load import Spec
from ..holdings import held
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject

CHECK = CheckInfo(
    "liquidation.fee_above_buffer", "the liquidation fee is larger than what maintenance leaves", "hazard", "warning"
)
FEE = "liquidation.fee"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a fee."""
    if FEE in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_margin_pays_the_fee(spec, market),)))


def the_margin_pays_the_fee(spec: Spec, market: str) -> Claim:
    """Return the claim that the fee is at most the maintenance margin, for every size."""
    resolver = spec.resolver(market)
    fee, position = needed(resolver, FEE), held(spec, resolver)
    rate = spec.names.kind(FEE) == NUMBER
    part, kept = fee if rate else div(fee, Name(position.size.name)), position.share
    variables = {v.name: v for v in (position.size, *position.others, *inputs(resolver, fee))}
    return Claim(
        CHECK.id, subject(spec, market, FEE, fee, position.margin),
        "the maintenance margin of every size pays the liquidation fee",
        tuple(variables.values()), (), position.covers(fee) if rate else le(fee, position.margin), place_of(spec, FEE),
        Wording(
            f"liquidating a position with {listed(tuple(variables.values()))} costs a fee of {{fee}} of it, and only a "
            "maintenance margin of {margin} is left at the trigger: the rest is missing before the first order fills",
            help="limit the fee to what the account has, or keep it below the smallest maintenance rate",
            question="Is the liquidation fee limited to what is left of the account?", label="{fee}, and {margin} is left",
        ),
        also=leaning(spec, fee, position.margin), markets=(market,) if market else (), gravity=50,
        table=(Shown("fee", "rate of the fee", part, NUMBER), Shown("margin", "rate of the maintenance margin", kept, NUMBER)),
    )  # fmt: skip
