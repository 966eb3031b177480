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
Where the rule is made of parts that rise with each source, by that law, for sources at any prices. Otherwise the sources
stand at one price, one of them moves away from it, and then rises. Every source is live; rules that give a word are left out.

## What to publish
A clamp to the edge of the band instead of a drop, or the median of the sources.

## Sources
Index rules of 2017 dropped a source a quarter away from the median: 24.9% moved the index of three sources by 8.3%, 25.1% by
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, either, le, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.kinds import PRICE
from ...language.tree import Expr, Not, Truth
from ...load.load import Spec
from ...readings.rises import LAW
from ..alike import Ruled, each_rule
from ..hull import Part, every_live, never_falls_with_a_source
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
    sources = ruled.sources
    if not sources.labels:
        yield skipped(CHECK.id, ruled.subject, "the index is made of no price from outside", ruled.markets)
        return
    parts = every_live(ruled)
    if parts and all(part.cond == Truth(True) and never_falls_with_a_source(ruled, part) for part in parts):
        yield rises_by_law(spec, ruled, parts)
    elif parts:
        yield stays_up(spec, ruled)
    else:
        yield skipped(CHECK.id, ruled.subject, "no rule gives a formula of the sources", ruled.markets)


def rises_by_law(spec: Spec, ruled: Ruled, parts: tuple[Part, ...]) -> Claim:
    """Return the claim that no formula in force falls when one source rises, which their form settles."""
    up = {label: tree for n, tree in ruled.sources.risen().items() if (label := ruled.sources.labels.get(n))}
    shown = both(*(le(part.price, placed(part.price, up)) for part in parts))
    return _claim(spec, ruled, shown, "", parts[0].price, placed(parts[0].price, up), LAW)


def stays_up(spec: Spec, ruled: Ruled) -> Claim:
    """Return the claim that the index does not fall when a source that stands apart from the others rises."""
    sources, rules, state = ruled.sources, ruled.rules, ruled.sources.all_live()
    before, after = {**sources.with_an_odd_one(), **state}, {**sources.with_a_risen_odd_one(), **state}
    price, risen = placed(rules.price, before), placed(rules.price, after)
    shown = either(Not(placed(rules.priced(), before)), Not(placed(rules.priced(), after)), le(price, risen))
    return _claim(spec, ruled, shown, " from one price", price, risen, "")


def _claim(spec: Spec, ruled: Ruled, shown: Expr, where: str, price: Expr, risen: Expr, law: str) -> Claim:
    stated = anchor(spec, "index")
    assert stated is not None
    return Claim(
        CHECK.id, ruled.subject, f"the index does not fall when one source rises{where} and the others stand still",
        ruled.sources.open(ruled.resolver, shown), (), shown, stated.place,
        Wording(
            "`{source}` rises by {rise} and the index falls from {before} to {after}",
            help="clamp a source that is far from the others instead of dropping it",
            question="Is a source that leaves the band counted at the edge of the band, or not at all?", label="falls here",
        ),
        closed=Truth(True) if law else None, law=law, also=leaning(spec, ruled.rules.price),
        table=(
            Shown("before", "index before", price, PRICE), Shown("after", "index after", risen, PRICE),
            Shown("fall", "fall of the index", sub(price, risen), PRICE),
        ),
        markets=ruled.markets, gravity=20, content=ruled.subject,
    )  # fmt: skip
