"""Can the mark price leave the index by more than the distance to liquidation?

## Why it matters
The mark price exists so that a wrong print in one book liquidates nobody. It does so only as far as its distance from the
index is bounded, and by less than a position at the largest leverage can lose.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    btc: [{over: 0, up_to: 50_000, max_leverage: 50, maintenance_rate: 1%}]
  markets: {BTCUSDT: btc}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, bid: {kind: price}}
  price: median(index, last, bid)
  bandwidth: {status: silent, searched: [faq], domain: {from: 0%, to: 5%}, question: "How far can the mark be from the index?"}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    btc: [{over: 0, up_to: 50_000, max_leverage: 50, maintenance_rate: 1%}]
  markets: {BTCUSDT: btc}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, bid: {kind: price}}
  price: median(index, last, bid)
  bandwidth: 0.9%
```

## How it is decided
The formula is kept within `bandwidth` of the index, if one is stated, and its inputs take every value of their domains. Where
the rule scales with its prices, one level of the index stands for all.

## What to publish
The bandwidth of each contract: the largest distance of the mark from the index.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import add, both, div, le, minus, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.kinds import NUMBER, PRICE
from ...language.tree import Clamp, Expr, Name
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.rebuild import clauses_in, free_names
from ..alike import Ruled, each_rule
from ..distance import liquidation_distance, top_leverage
from ..index_of import index_of
from ..info import CheckInfo, Question
from ..markets import leaning
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo(
    "mark_price.unbounded", "the mark price can leave the index by more than the liquidation distance", "hazard", "warning"
)
BAND = "mark_price.bandwidth"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each rule of the mark price and each distance to liquidation."""
    yield from each_rule(
        spec, CHECK.id, "mark_price", lambda ruled: of_rules(spec, ruled), liquidation_distance, _band_or_none, _cap_or_none
    )


def _cap_or_none(spec: Spec, resolver: Resolver) -> Expr:
    return both(*within_the_cap(spec, resolver))


def within_the_cap(spec: Spec, resolver: Resolver) -> tuple[Expr, ...]:
    """Return that every input of the mark price which is a funding rate lies between floor and cap."""
    cap, floor = (resolver.clause(f"funding.{end}") for end in ("cap", "floor"))
    rates = [
        Name(n) for n, (given, _, _) in spec.venue.inputs.items() if n.startswith("mark_price.") and given.is_ == "funding.rate"
    ]
    if cap is None or floor is None:
        return ()
    return tuple(side for rate in rates for side in (le(floor, rate), le(rate, cap)))


def _band_or_none(spec: Spec, resolver: Resolver) -> Expr:
    return band(spec, resolver) or num(0)


def band(spec: Spec, resolver: Resolver) -> Expr | None:
    """Return the largest distance of the mark from the index over the index, where something is said of it."""
    stated = spec.venue.stated.get(BAND)
    nothing = stated is None or (stated.clause.status == "silent" and stated.clause.domain is None)
    return None if nothing else resolver.clause(BAND)


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claim, where the mark price has to do with the index."""
    index = index_of(ruled, "mark_price")
    if index is None:
        yield skipped(CHECK.id, ruled.subject, "the mark price does not name the index", ruled.markets)
    else:
        yield stays_near(spec, ruled, index)


def kept(ruled: Ruled, index: Expr, bandwidth: Expr | None) -> Expr:
    """Return the mark price, kept within the bandwidth where the formula does not do so itself."""
    price = ruled.rules.price
    if bandwidth is None or BAND in clauses_in(price):
        return price
    return Clamp(price, mul(index, sub(num(1), bandwidth)), mul(index, add(num(1), bandwidth)))


def _uses_a_rate(spec: Spec, mark: Expr) -> bool:
    declared = [spec.venue.inputs[name][0] for name in free_names(mark) if name in spec.venue.inputs]
    return any(given.is_ == "funding.rate" for given in declared)


def stays_near(spec: Spec, ruled: Ruled, index: Expr) -> Claim:
    """Return the claim that the mark price is never further from the index than a position can lose."""
    sources, bandwidth = ruled.sources, band(spec, ruled.resolver)
    mark, level = placed(kept(ruled, index, bandwidth), sources.apart()), placed(index, sources.apart())
    distance, away = liquidation_distance(spec, ruled.resolver), sub(mark, level)
    shown = both(le(away, mul(distance, level)), le(minus(away), mul(distance, level)))
    rates = within_the_cap(spec, ruled.resolver)
    given = (placed(ruled.rules.priced(), sources.apart()), *(rates if _uses_a_rate(spec, mark) else ()))
    stated = anchor(spec, "mark_price")
    assert stated is not None
    told = spec.venue.stated.get(BAND)
    return Claim(
        CHECK.id, ruled.subject,
        "the mark price is never further from the index than a position at the largest leverage can lose",
        tuple(sources.level(v.name) if level == Name(v.name) else v for v in sources.open(ruled.resolver, *given, shown)),
        given, shown, told.place if told is not None else stated.place,
        Wording(
            "the mark price is {share} away from the index, and a position at {leverage}x is liquidated after {distance}",
            help="publish a bandwidth around the index that is smaller than that distance", label="how far from the index",
            question="How far from its index can the mark price of this contract be?",
        ),
        also=((stated.place, "the mark price"), *leaning(spec, ruled.rules.price)),
        table=(
            Shown("level", "index price", level, PRICE), Shown("mark", "mark price", mark, PRICE),
            Shown("share", "rate of the distance between them", div(away, level), NUMBER),
            Shown("distance", "rate of the liquidation distance", distance, NUMBER),
            Shown("leverage", "largest leverage", top_leverage(spec, ruled.resolver), NUMBER),
        ),
        markets=ruled.markets, gravity=40, content=ruled.subject,
    )  # fmt: skip
