"""Can every bound that is published for the mark price be kept at once?

## Why it matters
A bandwidth says how far the mark is from the index at most; the formula has bounds of its own, such as a largest move a
second. Where the two cannot both be kept, one of the published sentences is not true, and it is the one a trader relied on.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}}
  price: clamp(last, index * 95%, index * 105%)
  bandwidth: 3%
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}}
  price: clamp(last, index * 98%, index * 102%)
  bandwidth: 3%
```

## How it is decided
Two questions: where the formula has a clamp of its own, is its value never further from the index than the bandwidth; and,
where both bounds of a clamp move with one price, is the lower one never above the upper one. A bandwidth beside a formula
without a clamp is read as the clamp.

## What to publish
One bound, or the order in which several are applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, le, minus, mul, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.kinds import PRICE
from ...language.tree import Clamp, Expr, children
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.rebuild import clauses_in, free_names
from ..alike import Ruled, each_rule
from ..index_of import index_of
from ..info import CheckInfo, Question
from ..markets import leaning, place_of
from ..settled import skipped

CHECK = CheckInfo(
    "mark_price.clamp_contradicts", "the published bounds of the mark price cannot all be kept", "contradiction", "error"
)
BAND = "mark_price.bandwidth"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the questions about each rule of the mark price."""
    yield from each_rule(spec, CHECK.id, "mark_price", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield whether the formula keeps to the bandwidth, and whether the bounds of its clamps never cross."""
    clamps = list(dict.fromkeys(_clamps(ruled.rules.price)))
    index, band = index_of(ruled, "mark_price"), _stated_band(spec, ruled.resolver)
    asked = [clamp for clamp in clamps if not set(free_names(clamp.low)).isdisjoint(free_names(clamp.high))]
    if clamps and index is not None and band is not None and BAND not in clauses_in(ruled.rules.price):
        yield keeps_to_the_band(spec, ruled, index, band)
    elif not asked:
        yield skipped(CHECK.id, ruled.subject, "the mark price has no two bounds that could contradict each other", ruled.markets)
    for number, clamp in enumerate(asked):
        yield never_cross(spec, ruled, clamp, number)


def _stated_band(spec: Spec, resolver: Resolver) -> Expr | None:
    stated = spec.venue.stated.get(BAND)
    return resolver.clause(BAND) if stated is not None and stated.clause.status in ("published", "inferred") else None


def _clamps(expr: Expr) -> Iterator[Clamp]:
    if isinstance(expr, Clamp):
        yield expr
    for part in children(expr):
        yield from _clamps(part)


def keeps_to_the_band(spec: Spec, ruled: Ruled, index: Expr, band: Expr) -> Claim:
    """Return the claim that the formula's own bounds keep it within the published bandwidth."""
    here = ruled.sources.apart()
    mark, level = placed(ruled.rules.price, here), placed(index, here)
    away, bound = sub(mark, level), mul(band, level)
    shown, given = both(le(away, bound), le(minus(away), bound)), (placed(ruled.rules.priced(), here),)
    return Claim(
        CHECK.id, f"{ruled.subject} bandwidth", "the formula of the mark price keeps within the published bandwidth",
        ruled.sources.open(ruled.resolver, *given, shown), given, shown, place_of(spec, BAND),
        Wording(
            "the formula gives a mark price of {mark} at an index of {level}, outside the published bandwidth",
            "contradiction", "error", "publish which of the two bounds holds, or make them equal",
            "Which bound holds for the mark price: the one in its formula or the bandwidth?", "not kept by the formula",
        ),
        also=((place_of(spec, "mark_price.price"), "the formula with its own bounds"), *leaning(spec, ruled.rules.price)),
        table=(Shown("level", "index price", level, PRICE), Shown("mark", "mark price", mark, PRICE)),
        markets=ruled.markets, gravity=30, content=f"{ruled.subject} bandwidth",
    )  # fmt: skip


def never_cross(spec: Spec, ruled: Ruled, clamp: Clamp, number: int) -> Claim:
    """Return the claim that the lower bound of a clamp is never above its upper one."""
    low, high = (placed(end, ruled.sources.apart()) for end in (clamp.low, clamp.high))
    return Claim(
        CHECK.id, f"{ruled.subject} clamp {number + 1}",
        "the lower bound of a clamp of the mark price is never above the upper one",
        ruled.sources.open(ruled.resolver, low, high), (), le(low, high), place_of(spec, "mark_price.price"),
        Wording(
            "the mark price is to be at least {low} and at most {high}, which no price is",
            "contradiction", "error", "say which of the two bounds goes first",
            "Which bound holds for the mark price where the two cross?", "these bounds cross",
        ),
        also=leaning(spec, ruled.rules.price),
        table=(Shown("low", "lower bound", low, PRICE), Shown("high", "upper bound", high, PRICE)),
        markets=ruled.markets, gravity=30, content=f"{ruled.subject} clamp {number + 1}",
    )  # fmt: skip
