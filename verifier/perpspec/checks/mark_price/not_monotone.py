"""Does the mark price ever fall because one of its prices rises?

## Why it matters
A mark price that falls while the market rises liquidates longs in a rally. It comes about where a rule switches between
inputs by a condition on the same inputs.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}}
  price: last if abs(last - index) <= 3% * index else index
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}}
  price: clamp(last, index * 97%, index * 103%)
```

## How it is decided
By form where the rule is made of parts that rise with each price; otherwise one price rises by any amount and the others
stand still. Where the sign of a factor, such as one plus a funding rate, is not settled by the domains of its inputs, nothing
is asked.

## What to publish
A clamp instead of a switch.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import either, le, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.kinds import PRICE
from ...language.tree import Not, Truth
from ...load.load import Spec
from ...readings.rises import LAW, never_falls, never_falls_by_positive_factors
from ..alike import Ruled, each_rule
from ..info import CheckInfo, Question
from ..markets import leaning
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo("mark_price.not_monotone", "the mark price falls while one of its prices rises", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each rule of the mark price."""
    yield from each_rule(spec, CHECK.id, "mark_price", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claim, where the mark price is made of prices and factors of a known sign."""
    sources = ruled.sources
    price = placed(ruled.rules.price, sources.apart())
    known = {v.name: v for v in sources.open(ruled.resolver, price)}
    moving = frozenset(name for name, v in known.items() if v.kind == PRICE and not v.silent)
    if not sources.labels:
        yield skipped(CHECK.id, ruled.subject, "the mark price is made of no price from outside", ruled.markets)
    elif never_falls(price, moving, known):
        yield stays_up(spec, ruled, LAW)
    elif never_falls_by_positive_factors(price, moving):
        reason = "it never falls as long as no factor of a price is negative, which the domains of the inputs do not say"
        yield skipped(CHECK.id, ruled.subject, reason, ruled.markets)
    else:
        yield stays_up(spec, ruled, "")


def stays_up(spec: Spec, ruled: Ruled, law: str) -> Claim:
    """Return the claim that the mark price does not fall when one of its prices rises and the others stand still."""
    sources, rules = ruled.sources, ruled.rules
    before, after = sources.apart(), sources.risen()
    price, risen = placed(rules.price, before), placed(rules.price, after)
    shown = either(Not(placed(rules.priced(), before)), Not(placed(rules.priced(), after)), le(price, risen))
    stated = anchor(spec, "mark_price")
    assert stated is not None
    return Claim(
        CHECK.id, ruled.subject, "the mark price does not fall when one of its prices rises and the others stand still",
        sources.open(ruled.resolver, shown), (), shown, stated.place,
        Wording(
            "`{source}` rises by {rise} and the mark price falls from {before} to {after}",
            help="clamp the price that is far off instead of switching away from it", label="falls here",
            question="Which price is the mark price made of at the moment of the switch?",
        ),
        closed=Truth(True) if law else None, law=law, also=leaning(spec, rules.price),
        table=(
            Shown("before", "mark price before", price, PRICE), Shown("after", "mark price after", risen, PRICE),
            Shown("fall", "fall of the mark price", sub(price, risen), PRICE),
        ),
        markets=ruled.markets, gravity=20, content=ruled.subject,
    )  # fmt: skip
