"""Is there a rule for the index in every state of its sources: live, stale or gone, one left or none?

## Why it matters
An index is needed most when sources fail. Where no rule says what it is then, every liquidation of that hour can be disputed.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {weight: 50%}, beta: {weight: 50%}}
  price: each_sum(weight * price if live else 0) / each_sum(weight if live else 0)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {alpha: {weight: 50%}, beta: {weight: 50%}}
  price: each_sum(weight * price if live else 0) / each_sum(weight if live else 0)
  cases: [{when: each_count(live) == 0, kind: word, value: trading stops until a source is back}]
```

## How it is decided
Three questions: does some case or the general formula hold, and have a value, whichever sources are live; does any state lead
to a case that is listed as not published; and does a source that has given no price for a day still move the index, although
neither the formula nor the feed of the source says what stands for its price.

## What to publish
A rule for each number of live sources down to none, and what makes a source count as gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...claims.build import either, eq
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.domains import Finite
from ...language.kinds import PRICE
from ...language.tree import Not
from ...load.load import Spec
from ...model.rules import IndexSection
from ..alike import Ruled, each_rule
from ..coverage import covers_every_state, silent_cases
from ..info import CheckInfo, Question
from ..rules import anchor
from ..settled import proved

CHECK = CheckInfo("index.uncovered_state", "a state of the sources has no rule for the index", "undocumented", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the questions about each rule of the index."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield whether every state has a rule, whether it is published, and whether a source that is gone still counts."""
    names = {**ruled.sources.apart(), **ruled.sources.any_state()}
    covered = covers_every_state(spec, ruled, CHECK.id, "index", names)
    if covered is not None:
        yield covered
    yield from silent_cases(spec, ruled, CHECK.id, "index", names)
    unruled = tuple(
        label for n, label in ruled.sources.labels.items() if n in ruled.sources.constituents() and not _said_by_feed(spec, label)
    )
    if unruled:
        yield no_longer_counts(spec, ruled, unruled)
    elif ruled.sources.constituents():
        detail = "the feed of each source says what stands for it while it is gone, or is asked about by `feeds.no_rule`"
        yield proved(CHECK.id, f"{ruled.subject} without a source", detail, ruled.markets)


def no_longer_counts(spec: Spec, ruled: Ruled, sources: tuple[str, ...]) -> Claim:
    """Return the claim that a source which has been gone for a day does not move the index."""
    gone = ruled.sources.live_where({n: Not(ruled.sources.is_meant(n)) for n in ruled.sources.constituents()})
    usual = placed(ruled.rules.price, {**ruled.sources.at_one_price(), **gone})
    odd = {**ruled.sources.with_an_odd_one(), **gone}
    moved, priced = placed(ruled.rules.price, odd), placed(ruled.rules.priced(), odd)
    shown = either(Not(priced), eq(usual, moved))
    stated = anchor(spec, "index")
    assert stated is not None
    asked = tuple(
        replace(v, domain=Finite(sources)) if v.name == ruled.sources.which.name else v
        for v in ruled.sources.open(ruled.resolver, shown)
    )
    return Claim(
        CHECK.id, f"{ruled.subject} without a source", "a source that has been gone for a day does not move the index",
        asked, (), shown, stated.place,
        Wording(
            "the index is {before} or {after} by a price of `{source}` that it has not had for a day: no rule says "
            "what stands for it",
            "undocumented", "warning", "leave a source out that is not live, or say which price stands for it",
            "What does the index take for a source that gives no price?", "counts every source, live or not",
        ),
        table=(Shown("before", "index by one price", usual, PRICE), Shown("after", "index by another", moved, PRICE)),
        markets=ruled.markets, gravity=50, content=f"{ruled.subject} without a source",
    )  # fmt: skip


def _said_by_feed(spec: Spec, label: str) -> bool:
    """Return whether the feed of a constituent says what happens when it is stale or missing, or was asked about."""
    model = spec.venue.section("index")
    feed = model.constituents[label].feed if isinstance(model, IndexSection) and label in model.constituents else None
    return feed is not None and any(f"feeds.{feed}.{what}" in spec.venue.stated for what in ("on_missing", "on_stale"))
