"""Do all sources of the index come from one feed?

## Why it matters
Weights look like diversification. Where all sources are read from one feed, such as the order books of one venue, they fail
together and are moved together, and the index has no input that tells the difference.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {direct: {weight: 20%, feed: own_books}, by_way_of_ether: {weight: 80%, feed: own_books}}
  price: each_sum(weight * price)
feeds:
  feeds:
    own_books: {of: spot trades on this venue, age_limit: 30s, used_by: index}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
index:
  constituents: {direct: {weight: 20%, feed: own_books}, by_redemption: {weight: 80%, feed: redemption}}
  price: each_sum(weight * price)
feeds:
  feeds:
    own_books: {of: spot trades on this venue, age_limit: 30s, used_by: index}
    redemption: {of: ratio at which the issuer redeems, age_limit: 1d, used_by: index}
```

## How it is decided
By reading: the `feed` of each constituent, where every constituent of an index of two or more names one. A constituent of
weight zero does not count. A feed with a fallback does not stand alone and passes.

## What to publish
A source that orders in the same books cannot move, such as the prices of another venue or the redemption value.

## Sources
Indices of staking tokens in October 2025: two legs at 20% and 80%, both of the venue's own thin books, without the ratio at
which the issuer redeems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load.load import Spec
from ...model.rules import IndexSection
from ...readings.exact import Env, exact
from ...source.nodes import key_place
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..streams import settled, streams
from ..told import named, told

CHECK = CheckInfo("index.one_feed", "all sources of the index come from one feed", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield whether the constituents in force share one feed, where each of at least two names its own."""
    layers = [d for d in spec.venue.layers("index") if isinstance(d.model, IndexSection) and d.model.constituents]
    if not layers:
        return
    model = layers[-1].model
    assert isinstance(model, IndexSection)
    feeds = {name: source.feed for name, source in model.constituents.items() if not _weighs_nothing(spec, name)}
    if len(feeds) < 2 or None in feeds.values():
        yield skipped(CHECK.id, "index", "fewer than two constituents have a weight, or one of them names no feed")
        return
    one, *others = dict.fromkeys(feeds.values())
    stream = streams(spec).get(one or "")
    if others or (stream is not None and stream.feed.fallback):
        yield proved(CHECK.id, "index", f"{len(feeds)} constituents, and not all on one feed without a fallback")
        return
    places = [(key_place(layers[-1].body, ("constituents", name)), f"read from `{one}`") for name in feeds]
    yield told(
        CHECK.id, "index", f"{named(list(feeds))} are all read from `{one}`: one cause moves or stops every source of the index",
        places, ("hazard", "warning"), help="add a source of another feed, or bound the index by one", gravity=40,
        question="Which input of the index does not come from the same place as all others?",
    )  # fmt: skip


def _weighs_nothing(spec: Spec, name: str) -> bool:
    weight = settled(spec.resolver(), spec.venue.stated.get(f"index.constituents.{name}.weight"))
    return weight is not None and exact(weight, Env({})) == 0
