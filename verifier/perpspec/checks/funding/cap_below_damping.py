"""Is the cap of the funding rate at least as wide as the damping band?

## Why it matters
The damping band is what the formula takes off a premium before anything is paid. A cap inside it is a rule that is
weaker than its own correction: the rate is at its cap before the premium has moved by the width of the band, and the
pull of the mark price towards the index ends where it should begin.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  parameters: {interest: 0.01%, damping: 0.05%}
  inputs: {premium: {kind: rate}}
  rate: clamp(premium + clamp(interest - premium, -damping, damping), floor, cap)
  cap: 0.03%
  floor: -cap
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  parameters: {interest: 0.01%, damping: 0.05%}
  inputs: {premium: {kind: rate}}
  rate: clamp(premium + clamp(interest - premium, -damping, damping), floor, cap)
  cap: 0.30%
  floor: -cap
```

## How it is decided
`damping` and `cap` are compared as published, both for one settlement of the default interval.

## What to publish
A cap that is wider than the damping band, or a narrower band for contracts with a narrow cap.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import le, minus
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Expr, Pick
from ...load.load import Spec
from ...load.resolve import Resolver
from ...machines.interval import clocks
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, needed, place_of, subject
from ..settlement import at_length

CHECK = CheckInfo("funding.cap_below_damping", "the cap is tighter than the damping band", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a cap and a damping band."""
    if "funding.damping" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_cap_is_wider(spec, market),)))


def the_cap_is_wider(spec: Spec, market: str) -> Claim:
    """Return the claim that neither cap nor floor lies inside the damping band."""
    clock = next(iter(clocks(spec, market)), None)
    resolver = at_length(spec, market, clock.default) if clock else spec.resolver(market)
    if spec.names.kind("funding.damping") != NUMBER:
        raise FormulaError("the damping band is not a rate", (0, 1))
    damping, cap = needed(resolver, "funding.damping"), narrower(resolver)
    return Claim(
        CHECK.id, subject(spec, market, "funding.cap and funding.damping", damping, cap),
        "the cap of the rate is not tighter than the damping band", inputs(resolver, damping, cap), (),
        le(damping, cap), place_of(spec, "funding.cap"),
        Wording(
            "the rate can be at most {cap_rate}, less than the damping band of {band}: the formula takes more off a "
            "premium than it can ever charge", help="widen the cap or narrow the band",
            question="Is the cap meant to be tighter than the damping band?", label="at most {cap_rate}",
        ),
        also=((place_of(spec, "funding.damping"), "the band"), *leaning(spec, damping, cap)),
        table=(Shown("cap_rate", "largest rate", cap, NUMBER), Shown("band", "rate of the damping band", damping, NUMBER)),
        markets=(market,) if market else (),
    )  # fmt: skip


def narrower(resolver: Resolver) -> Expr:
    """Return the smaller of the cap and the floor without its sign."""
    cap, floor = needed(resolver, "funding.cap"), resolver.clause("funding.floor")
    return cap if floor is None else Pick("min", (cap, minus(floor)))
