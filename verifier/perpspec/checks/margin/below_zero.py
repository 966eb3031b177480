"""Is a margin ever below zero?

## Why it matters
A margin below zero asks nothing of a position and adds to what its account may risk elsewhere. It comes of a deduction
that is larger than the rate takes, or of a term whose sign was not thought of.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money, domain: {from: 0}}}
  maintenance: notional * 1% - 50 USDT
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money, domain: {from: 0}}}
  maintenance: max(0, notional * 1% - 50 USDT)
```

## How it is decided
For all inputs of the initial and of the maintenance margin whose sizes belong to a tier.

## What to publish
Formulas with a lower end, or the sizes for which they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...claims.build import le, num
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..ranges import has_tiers

CHECK = CheckInfo("margin.below_zero", "a margin is below zero", "contradiction", "error")
FORMULAS = ("margin.initial", "margin.maintenance")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each margin formula and market."""
    for ident in FORMULAS:
        if ident in spec.venue.stated:
            yield from each_market(spec, CHECK.id, partial(never_below_zero, spec, ident))


def never_below_zero(spec: Spec, ident: str, market: str) -> Iterator[Claim]:
    """Yield the claim that a margin is never below zero; raise ``FormulaError`` where the market lacks it."""
    resolver = spec.resolver(market)
    margin = needed(resolver, ident)
    variables = inputs(resolver, margin)
    kind = spec.names.kind(ident) or NUMBER
    what = ident.rpartition(".")[2]
    yield Claim(
        CHECK.id, subject(spec, market, ident, margin), f"the {what} margin is never below zero", variables,
        (has_tiers(margin),), le(num(0, kind), margin), place_of(spec, ident),
        Wording(
            f"at {listed(variables)} the {what} margin is {{margin}}", "contradiction", "error",
            "give the formula a lower end of zero, or mend the deduction", "", "below zero",
        ),
        also=leaning(spec, margin), table=(Shown("margin", f"{what} margin", margin, kind),),
        markets=(market,) if market else (),
    )  # fmt: skip
