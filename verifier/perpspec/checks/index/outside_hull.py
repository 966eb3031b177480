"""Does the index always lie between the lowest and the highest of its live sources?

## Why it matters
An index outside the range of its sources is a price at which nobody trades. It comes about when weights do not add up to one, or
when the weight of a source that is gone is not shared out among the others.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {weight: 50%}, beta: {weight: 50%}}
  price: each_sum(weight * price if live else 0)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {weight: 50%}, beta: {weight: 50%}}
  price: each_sum(weight * price if live else 0) / each_sum(weight if live else 0)
  cases: [{when: each_count(live) == 0, kind: word, value: trading stops}]
```

## How it is decided
Any sources are live, at any prices, and at least one. Rules that give a word, or a price that no source shows, are left out. A quotient is
multiplied out, so that the question stays linear.

## What to publish
The divisor: the sum of the weights that count.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, either, le, renamed
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Range, Variable
from ...language.kinds import PRICE
from ...language.tree import Expr, Name, Truth
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..alike import Ruled, each_rule
from ..info import CheckInfo, Question
from ..markets import leaning
from ..quotient import is_quotient, is_value
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo("index.outside_hull", "the index can lie outside the range of its live sources", "hazard", "warning")
INDEX = Name("index")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each rule of the index."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claim, where the index is made of prices."""
    if ruled.sources.labels:
        yield stays_inside(spec, ruled)
    else:
        yield skipped(CHECK.id, ruled.subject, "the index is made of no price from outside", ruled.markets)


def stays_inside(spec: Spec, ruled: Ruled) -> Claim:
    """Return the claim that some live source is not above the index, and some live source is not below it."""
    sources, rules = ruled.sources, ruled.rules
    state = sources.some() if sources.knows_when_one_is_gone() else sources.all_live()
    here = {**sources.apart(), **state}
    live = {label: state.get(sources.constituents().get(n, ""), Truth(True)) for n, label in sources.labels.items()}
    price = renamed(rules.price, here)
    index, meant = (INDEX, (is_value(price, INDEX),)) if is_quotient(price) else (price, ())
    inside = both(
        either(*(both(truth, le(Name(label), index)) for label, truth in live.items())),
        either(*(both(truth, le(index, Name(label))) for label, truth in live.items())),
    )
    given = (either(*live.values()), renamed(_of_sources(ruled), here), *meant)
    stated = anchor(spec, "index")
    assert stated is not None
    return Claim(
        CHECK.id, ruled.subject, "the index lies between the lowest and the highest live source",
        (*sources.open(ruled.resolver, *given, inside), *([Variable(INDEX.ident, PRICE, Range())] if meant else [])),
        given, inside, stated.place,
        Wording(
            "the index is {index}, outside the range of its live sources",
            help="divide by the sum of the weights that count", label="outside the range of its sources",
            question="Which sum of weights is the index divided by while a source is missing?",
        ),
        also=leaning(spec, rules.price), table=() if meant else (Shown("index", "index", price, PRICE),), markets=ruled.markets, gravity=30, content=ruled.subject,
    )  # fmt: skip


def _of_sources(ruled: Ruled) -> Expr:
    """Return the truth that the rule in force gives a price that is made of sources."""
    rules, found = ruled.rules, []
    for index, price in enumerate([*(rule.price for rule in rules.cases), rules.otherwise]):
        if price is not None and set(free_names(price)) & set(ruled.sources.labels):
            found.append(rules.first(index))
    return either(*found)


