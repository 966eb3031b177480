"""Does the published funding rate stay inside its own cap and floor?

## Why it matters
A cap is what holders and risk limits rely on. Where the formula of the rate can pass it, the two texts contradict each
other and only the venue knows which of them its engine follows.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, -0.05%, 0.05%) + 0.01%
  cap: 0.05%
  floor: -cap
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium + 0.01%, floor, cap)
  cap: 0.05%
  floor: -cap
```

## How it is decided
For every premium and every interval; exactly over the breakpoints of the formula where the premium is its one input.

## What to publish
The formula with the clamp in it, and the period that cap and rate belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, le
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject

CHECK = CheckInfo("funding.rate_outside_cap", "the formula of the rate can pass its own cap", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a rate and a cap."""
    if {"funding.rate", "funding.cap"} <= spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: iter((the_rate_is_inside(spec, market),)))


def the_rate_is_inside(spec: Spec, market: str) -> Claim:
    """Return the claim that no input takes the rate above the cap or below the floor."""
    resolver = spec.resolver(market)
    rate, cap, floor = needed(resolver, "funding.rate"), needed(resolver, "funding.cap"), resolver.clause("funding.floor")
    inside = le(rate, cap) if floor is None else both(le(floor, rate), le(rate, cap))
    variables = inputs(resolver, rate, cap, *((floor,) if floor else ()))
    least = "" if floor is None else "{least} to "
    return Claim(
        CHECK.id, subject(spec, market, "funding.rate", rate, cap), "the rate is never outside its cap and floor", variables, (),
        inside, place_of(spec, "funding.rate"),
        Wording(
            f"with {listed(variables) or 'no input'} the formula gives a rate of {{given}}, outside {least}{{most}}",
            "contradiction", "error", "put the clamp into the formula, around everything that is charged",
            "Is the rate of {given} charged, or is it cut to the cap?", "gives {given}",
        ),
        also=((place_of(spec, "funding.cap"), "the cap"), *leaning(spec, rate, cap)),
        table=(Shown("given", "rate by the formula", rate, NUMBER), Shown("most", "largest rate", cap, NUMBER),
               *((Shown("least", "smallest rate", floor, NUMBER),) if floor else ())),
        markets=(market,) if market else (), gravity=50,
    )  # fmt: skip
