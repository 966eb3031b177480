"""Is the margin of a hedged position the sum of the margins of its legs?

## Why it matters
Limits, stress tests and transfers are worked out leg by leg, and added up. Where a venue nets the legs or margins the
larger one alone, the parts do not add up to the whole: what a leg needs hangs on the other one, and is more on the day
on which that one is closed, liquidated or moved to another account.

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
  hedged_legs: max
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
The requirement of two legs of any size is compared with the sum of what each needs alone, by the solver and by the
fuzzer, under the published rule; where the legs are added, by reading it.

## What to publish
How the two legs are margined together, and what each needs when the other one is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import add, eq
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..legs import LEGS, hedged, legs
from ..markets import each_market, place_of, subject
from ..settled import proved

CHECK = CheckInfo("positions.legs_not_additive", "the legs do not need together what they need apart", "hazard", "note")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that has two legs."""
    if hedged(spec):
        yield from each_market(spec, CHECK.id, lambda market: iter([adds_up(spec, market)]))


def adds_up(spec: Spec, market: str) -> Claim | Outcome:
    """Return the claim that the parts add up, or that it is written so; raise ``FormulaError`` where no margin is published."""
    two = legs(spec, spec.resolver(market))
    about, markets = subject(spec, market, LEGS, two.before), (market,) if market else ()
    if two.summed:
        return proved(CHECK.id, about, "the margins of the legs are added", markets)
    kind, long, short = two.variables[0].kind, two.alone, two.other
    return Claim(
        CHECK.id, about, "two legs need together what each of them needs alone",
        tuple(variable for variable in two.variables if variable.name != "left"), (), eq(two.before, add(long, short)),
        place_of(spec, LEGS),
        Wording("a long leg of {long} and a short leg of {short} need {together} together, and {apart} apart", "hazard", "note",
                "add the margins of the legs, or say what each needs when the other is gone", label="does not add them",
                question="What does one leg of a hedged position need when the other one is closed or liquidated?"),
        table=(Shown("together", "required together", two.before, kind),
               Shown("apart", "required apart", add(long, short), kind)),
        markets=markets, gravity=15,
    )  # fmt: skip
