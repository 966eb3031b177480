"""Does closing a part of a position leave the rest with at least its own maintenance margin?

## Why it matters
A liquidation in steps is meant to bring an account back above its maintenance margin. Where a step costs more than the
margin it frees, each one makes the next necessary, until the whole position is gone that one step was meant to save.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: whole position}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 3%}
      - {over: 5_000, up_to: 10_000, max_leverage: 25, maintenance_rate: 2%}
  markets: {AUSDT: small}
liquidation:
  fee: 0.5%
  steps: [{does: a part of the position is closed}]
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: whole position}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 25, maintenance_rate: 2%}
      - {over: 5_000, up_to: 10_000, max_leverage: 20, maintenance_rate: 3%}
  markets: {AUSDT: small}
liquidation:
  fee: 0.5%
  steps: [{does: a part of the position is closed}]
```

## How it is decided
For every size and every smaller part of it: the margin that closing the part frees against the fee on it, where an account
has exactly its maintenance margin and trades at the mark price. Sizes whose whole margin does not pay the fee are left to
`liquidation.fee_above_buffer`.

## What to publish
A fee below the rate at which the maintenance margin grows with the size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...claims.build import le, lt, mul, renamed, sub
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Name
from ...load.load import Spec
from ..holdings import held
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, needed, place_of, short, subject

CHECK = CheckInfo("liquidation.step_lowers_ratio", "closing a part leaves the rest with too little margin", "hazard", "warning")
FEE, PART = "liquidation.fee", "closed"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that liquidates in steps."""
    if FEE in spec.venue.stated and "liquidation.steps.0.does" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((a_step_helps(spec, market),)))


def a_step_helps(spec: Spec, market: str) -> Claim:
    """Return the claim that closing a part frees at least the margin that its fee takes."""
    resolver = spec.resolver(market)
    fee, position = needed(resolver, FEE), held(spec, resolver)
    if spec.names.kind(FEE) != NUMBER:
        raise FormulaError("the liquidation fee is not a share of what is closed", (0, 1))
    whole, part = Name(position.size.name), Name(PART)
    rest = renamed(position.margin, {position.size.name: sub(whole, part)})
    cost = mul(fee, part)
    size, kind = short(position.size.name), position.size.kind
    variables = {v.name: v for v in (position.size, replace(position.size, name=PART), *position.others, *inputs(resolver, fee))}
    return Claim(
        CHECK.id, subject(spec, market, "liquidation.steps", fee, position.margin),
        "closing a part of a position frees at least the margin that its fee takes", tuple(variables.values()),
        (lt(part, whole), position.covers(fee)), le(rest, sub(position.margin, cost)), place_of(spec, "liquidation.steps.0.does"),
        Wording(
            f"an account with a position of {{{size}}} and its maintenance margin of {{before}} closes {{closed}} for a fee of "
            "{cost}: {kept} is left, and the rest needs {after}",
            help="keep the fee below the rate at which the margin grows", label="closing {closed} leaves {kept} of {after}",
            question="What follows when a step of a liquidation leaves the account with a lower margin ratio?",
        ),
        also=((place_of(spec, FEE), "the fee"), *leaning(spec, fee, position.margin)),
        table=(Shown("before", "margin before", position.margin, kind), Shown("cost", "fee of the step", cost, kind),
               Shown("kept", "left after the step", sub(position.margin, cost), kind),
               Shown("after", "margin of the rest", rest, kind)),
        markets=(market,) if market else (), gravity=40,
    )  # fmt: skip
