"""Does the index always lie between the lowest and the highest of its live sources?

## Why it matters
An index outside the range of its sources is a price at which nobody trades. It comes about when weights do not add up to one,
or when the weight of a source that is gone is not shared out among the others.

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
For every set of live sources, at any prices. A formula that never falls with a source, and gives the common price where all
live sources agree, lies between the lowest and the highest of them: that is a law. What is not of that form is asked of the
solver. Rules that give a word, or a price that no source shows, are left out. With more than eight sources that can be gone,
the sets are asked about all at once.

## What to publish
The divisor: the sum of the weights that count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...claims.build import both, either, implies, le, num, when
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import folded, placed
from ...language.domains import Finite, Range, Variable
from ...language.kinds import PRICE, WORD
from ...language.tree import Compare, Expr, Name, Truth, Word
from ...load.load import Spec
from ..alike import Ruled, each_rule
from ..hull import BETWEEN, Part, agrees, never_falls_with_a_source, parts_of
from ..info import CheckInfo, Question
from ..markets import leaning
from ..quotient import is_quotient, is_value
from ..rules import anchor
from ..settled import skipped

CHECK = CheckInfo("index.outside_hull", "the index can lie outside the range of its live sources", "hazard", "warning")
INDEX, LIVE = Name("index"), Name("live")
Asked = tuple[tuple[Variable, ...], tuple[Expr, ...], Expr, Expr]
MOST_WRONG, MOST_APART = 4, 8
MOST_BY_SET, SOME = 8, 1  # with more sources: one gone, or one left, and then all sets at once


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the claims about each rule of the index."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield one claim for the sets of live sources that a law decides, and one for the others."""
    sources = ruled.sources
    if not sources.labels:
        yield skipped(CHECK.id, ruled.subject, "the index is made of no price from outside", ruled.markets)
        return
    names = sources.constituents()
    partly = sources.knows_when_one_is_gone() and len(names) > 1
    sets = (
        sources.live_sets(None if len(names) <= MOST_BY_SET else SOME) if partly else {"every source": frozenset(sources.labels)}
    )
    parts = [part for words, live in sets.items() for part in parts_of(ruled, words, live)]
    seen = {id(part): agrees(ruled, part) for part in parts}
    lawful = [part for part in parts if seen[id(part)] and never_falls_with_a_source(ruled, part)]
    wrong = [part for part in parts if seen[id(part)] is False]
    if lawful:
        yield set_by_set(spec, ruled, lawful, "", BETWEEN)
    rest = [part for part in parts if part not in lawful]
    if wrong:
        few = wrong if len(wrong) <= 2 * MOST_WRONG else [*wrong[:MOST_WRONG], *wrong[-MOST_WRONG:]]
        yield set_by_set(spec, ruled, few, " where agreeing sources give another price", "")
    elif len(rest) > MOST_APART or (partly and len(names) > MOST_BY_SET and any(part.live != frozenset(names) for part in parts)):
        yield all_at_once(spec, ruled)
    else:
        for part in rest:
            yield set_by_set(spec, ruled, [part], f" with {part.words} live", "")
    if not parts:
        yield skipped(CHECK.id, ruled.subject, "no rule gives a formula of the sources", ruled.markets)


def set_by_set(spec: Spec, ruled: Ruled, parts: list[Part], which: str, law: str) -> Claim:
    """Return the claim for some sets of live sources, with one simple formula for each."""
    inside: Expr = Truth(True)
    index: Expr = num(0, PRICE)
    for part in reversed(parts):
        is_set = Compare("==", LIVE, Word(part.words)) if len(parts) > 1 else Truth(True)
        labels = {ruled.sources.labels[n]: Truth(True) for n in part.live}
        within = implies(part.cond, _within(labels, part.price))
        inside, index = both(when(is_set, within, Truth(True)), inside), when(is_set, part.price, index)
    words = tuple(dict.fromkeys(part.words for part in parts))
    own = (Variable(LIVE.ident, WORD, Finite(words)),) if len(parts) > 1 else ()
    return _claim(spec, ruled, which, (own, (), folded(inside), folded(index)), law)


def all_at_once(spec: Spec, ruled: Ruled) -> Claim:
    """Return the claim with a truth for each source; a quotient is multiplied out, so that it stays linear."""
    sources = ruled.sources
    here = {**sources.apart(), **sources.some()}
    live = {label: here[sources.constituents()[n]] for n, label in sources.labels.items()}
    price, rule = placed(ruled.rules.price, here), placed(_of_sources(ruled), here)
    given = (either(*live.values()), rule)
    asked: Asked = ((), given, _within(live, price), price)
    if is_quotient(price):
        asked = ((Variable(INDEX.ident, PRICE, Range()),), (*given, is_value(price, INDEX)), _within(live, INDEX), INDEX)
    return _claim(spec, ruled, " while any sources are live", asked, "")


def _claim(spec: Spec, ruled: Ruled, which: str, asked: Asked, law: str) -> Claim:
    own, given, inside, index = asked
    stated = anchor(spec, "index")
    assert stated is not None
    return Claim(
        CHECK.id, f"{ruled.subject}{which}", f"the index lies between the lowest and the highest live source{which}",
        (*own, *ruled.sources.open(ruled.resolver, *given, inside)), given, inside, stated.place,
        Wording(
            "the index is {index}, outside the range of its live sources",
            help="divide by the sum of the weights that count", label="outside the range of its sources",
            question="Which sum of weights is the index divided by while a source is missing?",
        ),
        closed=Truth(True) if law else None, law=law, also=leaning(spec, ruled.rules.price),
        table=() if index == INDEX else (Shown("index", "index", index, PRICE),),
        markets=ruled.markets, gravity=30, content=f"{ruled.subject}{which}",
    )  # fmt: skip


def _within(live: Mapping[str, Expr], index: Expr) -> Expr:
    return both(
        either(*(both(truth, le(Name(label), index)) for label, truth in live.items())),
        either(*(both(truth, le(index, Name(label))) for label, truth in live.items())),
    )


def _of_sources(ruled: Ruled) -> Expr:
    """Return the truth that the rule in force gives a price that is made of sources."""
    prices = [*(rule.price for rule in ruled.rules.cases), ruled.rules.otherwise]
    return either(*(ruled.rules.first(n) for n, price in enumerate(prices) if ruled.sources.is_made_of(price)))
