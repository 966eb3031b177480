"""Does the index ever fall because one of its sources rises?

## Why it matters
A rule that drops a source once it is too far from the others rewards the larger distortion: a small wrong print moves the
index, a larger one moves it back. Whoever holds the source can push the index either way.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {}, beta: {}, gamma: {}}
  definitions:
    middle: each_median(price)
    near: each_count(abs(price - middle) <= middle * 5%)
  price: each_sum(price if abs(price - middle) <= middle * 5% else 0) / near
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {weight: 1/3}, beta: {weight: 1/3}, gamma: {weight: 1/3}}
  definitions: {middle: each_median(price)}
  price: each_sum(weight * clamp(price, middle * 95%, middle * 105%))
```

## How it is decided
Where the rule is made of parts that rise with each source, by that law, for sources at any prices. Otherwise the sources stand
at one price, one of them moves away from it, and then rises. Every source is live; rules that give a word are left out.

## What to publish
A clamp to the edge of the band instead of a drop, or the median of the sources.

## Sources
Index rules of 2017 dropped a source a quarter away from the median: 24.9% moved the index of three sources by 8.3%, 25.1% by
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...claims.build import either, le, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...claims.rises import LAW, never_falls
from ...language.kinds import PRICE
from ...language.tree import Expr, Not, Truth
from ...load.load import Spec
from ..alike import Ruled, each_rule
from ..info import CheckInfo, Question
from ..markets import leaning
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo("index.not_monotone", "the index falls while a source rises", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each rule of the index."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claim, where the index is made of prices."""
    sources, resolver = ruled.sources, ruled.resolver
    if not sources.labels:
        yield skipped(CHECK.id, ruled.subject, "the index is made of no price from outside", ruled.markets)
        return
    price = placed(ruled.rules.price, {**sources.apart(), **sources.all_live()})
    known = {v.name: v for v in sources.open(resolver, price)}
    if never_falls(price, frozenset(sources.labels.values()), known):
        yield stays_up(spec, ruled, sources.apart(), sources.risen(), "", LAW)
    else:
        yield stays_up(spec, ruled, sources.with_an_odd_one(), sources.with_a_risen_odd_one(), " from one price", "")


def stays_up(spec: Spec, ruled: Ruled, still: Mapping[str, Expr], up: Mapping[str, Expr], where: str, law: str) -> Claim:
    """Return the claim that the index does not fall when one source rises and the others stand still."""
    sources, rules, state = ruled.sources, ruled.rules, ruled.sources.all_live()
    before, after = {**still, **state}, {**up, **state}
    price, risen = placed(rules.price, before), placed(rules.price, after)
    stated = anchor(spec, "index")
    assert stated is not None
    shown = either(Not(placed(rules.priced(), before)), Not(placed(rules.priced(), after)), le(price, risen))
    return Claim(
        CHECK.id, ruled.subject, f"the index does not fall when one source rises{where} and the others stand still",
        sources.open(ruled.resolver, shown), (), shown, stated.place,
        Wording(
            "`{source}` rises by {rise} and the index falls from {before} to {after}",
            help="clamp a source that is far from the others instead of dropping it",
            question="Is a source that leaves the band counted at the edge of the band, or not at all?", label="falls here",
        ),
        closed=Truth(True) if law else None, law=law, also=leaning(spec, rules.price),
        table=(
            Shown("before", "index before", price, PRICE), Shown("after", "index after", risen, PRICE),
            Shown("fall", "fall of the index", sub(price, risen), PRICE),
        ),
        markets=ruled.markets, gravity=20, content=ruled.subject,
    )  # fmt: skip
