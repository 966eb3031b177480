"""Does being liquidated cost at least as much as closing the position oneself?

## Why it matters
A holder who is liquidated loses at most the maintenance margin. Where closing in the market costs more than that, the
cheapest way out of a large position is to take out what can be taken and be liquidated: the rest of the cost is paid by
whoever takes the position over.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {flat: [{over: 0, up_to: 400_000_000, max_leverage: 50, maintenance_rate: 1%}]}
  markets: {AUSDT: flat}
liquidation: {fee: 0.5%}
assumptions: {assumptions: {closing_cost: 1.3%}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {flat: [{over: 0, up_to: 400_000_000, max_leverage: 50, maintenance_rate: 1%}]}
  markets: {AUSDT: flat}
liquidation: {fee: 0.5%}
assumptions: {assumptions: {closing_cost: 0.1%}}
```

## How it is decided
For every size that has a tier: the cost of closing that the user assumes (`closing_cost`, a share of the notional) against
the maintenance margin.

## What to publish
Rates that grow with the size as the cost of closing does, or a limit to the size.

## Sources
A withdrawal of profit in March 2025 that left a position of 307 million with at most 1% of margin, where closing it cost 1.3%.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER
from ...load.load import Spec
from ..holdings import MAINTENANCE, held
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..settled import skipped

CHECK = CheckInfo("liquidation.cheaper_than_closing", "liquidation costs the holder less than closing", "hazard", "warning")
COST = "assumptions.closing_cost"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that liquidates, where the user assumes what closing costs."""
    if not spec.venue.layers("liquidation"):
        return
    if COST in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((liquidation_is_no_way_out(spec, market),)))
    else:
        yield skipped(CHECK.id, COST, "the assumptions do not say what closing costs (`closing_cost`)")


def liquidation_is_no_way_out(spec: Spec, market: str) -> Claim:
    """Return the claim that the maintenance margin is at least the cost of closing, for every size."""
    resolver = spec.resolver(market)
    cost, position = needed(resolver, COST), held(spec, resolver)
    variables = {v.name: v for v in (position.size, *position.others, *inputs(resolver, cost))}
    return Claim(
        CHECK.id, subject(spec, market, COST, position.margin), "a liquidated holder loses at least what closing costs",
        tuple(variables.values()), (), position.covers(cost),
        place_of(spec, MAINTENANCE if MAINTENANCE in spec.venue.stated else f"tiers.markets.{market}"),
        Wording(
            f"closing a position with {listed(tuple(variables.values()))} costs {{cost}} of it, but its holder loses at most the "
            "maintenance margin of {margin} in a liquidation: being liquidated is the cheaper way out",
            help="let the maintenance rate grow with the size, or limit the size", label="{margin}, and closing costs {cost}",
            question="Who pays for closing a position whose maintenance margin is less than that?",
        ),
        also=((place_of(spec, COST), "assumed here"), *leaning(spec, position.margin)),
        table=(Shown("cost", "rate of closing", cost, NUMBER),
               Shown("margin", "rate of the maintenance margin", position.share, NUMBER)),
        markets=(market,) if market else (), gravity=45,
    )  # fmt: skip
