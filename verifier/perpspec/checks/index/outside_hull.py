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

from collections.abc import Iterator, Mapping

from ...claims.build import both, either, le, num, when
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.domains import Finite, Range, Variable
from ...language.kinds import PRICE, WORD
from ...language.tree import Compare, Expr, Name, Truth, Word
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..alike import Ruled, each_rule
from ..info import CheckInfo, Question
from ..markets import leaning
from ..quotient import is_quotient, is_value
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo("index.outside_hull", "the index can lie outside the range of its live sources", "hazard", "warning")
INDEX, LIVE = Name("index"), Name("live")
MOST_BY_SET = 5


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
    by_set = 0 < len(ruled.sources.constituents()) <= MOST_BY_SET and ruled.sources.knows_when_one_is_gone()
    given, inside, index, own = _set_by_set(ruled) if by_set else _all_at_once(ruled)
    stated = anchor(spec, "index")
    assert stated is not None
    return Claim(
        CHECK.id, ruled.subject, "the index lies between the lowest and the highest live source",
        (*own, *ruled.sources.open(ruled.resolver, *given, inside)), given, inside, stated.place,
        Wording(
            "the index is {index}, outside the range of its live sources",
            help="divide by the sum of the weights that count", label="outside the range of its sources",
            question="Which sum of weights is the index divided by while a source is missing?",
        ),
        also=leaning(spec, ruled.rules.price), table=() if index == INDEX else (Shown("index", "index", index, PRICE),),
        markets=ruled.markets, gravity=30, content=ruled.subject,
    )  # fmt: skip


Asked = tuple[tuple[Expr, ...], Expr, Expr, tuple[Variable, ...]]


def _set_by_set(ruled: Ruled) -> Asked:
    """Return the question with one simple formula for each set of live sources."""
    sources, sets = ruled.sources, ruled.sources.live_sets()
    rule = _of_sources(ruled)
    given, inside, index = Truth(True), Truth(True), num(0, PRICE)
    for words, live in sets.items():
        here = {**sources.apart(), **sources.live_where({n: Truth(n in live) for n in sources.constituents()})}
        price, is_set = placed(ruled.rules.price, here), Compare("==", LIVE, Word(words))
        given = when(is_set, placed(rule, here), given)
        inside = when(is_set, _within({sources.labels[n]: Truth(True) for n in live}, price), inside)
        index = when(is_set, price, index)
    return (given,), inside, index, (Variable(LIVE.ident, WORD, Finite(tuple(sets))),)


def _all_at_once(ruled: Ruled) -> Asked:
    """Return the question with a truth for each source; a quotient is multiplied out, so that it stays linear."""
    sources = ruled.sources
    state = sources.some() if sources.knows_when_one_is_gone() else sources.all_live()
    here = {**sources.apart(), **state}
    live = {label: state.get(sources.constituents().get(n, ""), Truth(True)) for n, label in sources.labels.items()}
    price, rule = placed(ruled.rules.price, here), placed(_of_sources(ruled), here)
    some = either(*live.values())
    if not is_quotient(price):
        return (some, rule), _within(live, price), price, ()
    return (some, rule, is_value(price, INDEX)), _within(live, INDEX), INDEX, (Variable(INDEX.ident, PRICE, Range()),)


def _within(live: Mapping[str, Expr], index: Expr) -> Expr:
    return both(
        either(*(both(truth, le(Name(label), index)) for label, truth in live.items())),
        either(*(both(truth, le(index, Name(label))) for label, truth in live.items())),
    )


def _of_sources(ruled: Ruled) -> Expr:
    """Return the truth that the rule in force gives a price that is made of sources."""
    rules, found = ruled.rules, []
    for index, price in enumerate([*(rule.price for rule in rules.cases), rules.otherwise]):
        if price is not None and set(free_names(price)) & set(ruled.sources.labels):
            found.append(rules.first(index))
    return either(*found)


