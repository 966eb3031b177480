"""Do the fallbacks of feeds lead back to where they began?

## Why it matters
A fallback is what is read once a feed has failed. Two feeds that stand in for each other leave nothing when both fail, and a
reader who follows the texts is sent round in a circle.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    spot: {of: spot price at one exchange, fallback: [futures]}
    futures: {of: futures price of the venue, fallback: [spot]}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    spot: {of: spot price at one exchange, fallback: [other, futures]}
    other: {of: spot price at another exchange, fallback: [futures]}
    futures: {of: futures price of the venue}
```

## What to publish
An order of fallbacks with an end, and what holds at that end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...claims.finding import Finding, Witness
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..streams import Stream, streams
from ..told import told

CHECK = CheckInfo("feeds.fallback_cycle", "the fallbacks of feeds lead back to the first", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each ring of fallbacks."""
    known = streams(spec)
    if not known:
        return
    rings = {frozenset(ring): ring for name in known for ring in _rings(known, (name,))}
    for ring in rings.values():
        yield in_a_ring(known, ring)
    count = sum(len(stream.feed.fallback) for stream in known.values())
    if not count:
        yield skipped(CHECK.id, "feeds", "no feed names a fallback")
    elif not rings:
        yield proved(CHECK.id, "feeds", f"{count} fallbacks followed to their ends")


def _rings(known: Mapping[str, Stream], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every way along fallbacks from the first feed of ``path`` back to it."""
    here = known.get(path[-1])
    for name in here.feed.fallback if here is not None else ():
        if name == path[0]:
            yield path
        elif name not in path:
            yield from _rings(known, (*path, name))


def in_a_ring(known: Mapping[str, Stream], ring: tuple[str, ...]) -> Finding:
    """Return that the feeds of a ring stand in for each other."""
    steps = [*zip(ring, (*ring[1:], ring[0]), strict=True)]
    way = " -> ".join((*ring, ring[0]))
    return told(
        CHECK.id, "+".join(sorted(ring)), f"the fallbacks {way} lead back to where they began",
        [(known[name].place_of("fallback"), f"`{name}` falls back to `{other}`") for name, other in steps],
        ("contradiction", "error"), help="leave one of them out, and say what holds when all of them have failed",
        question="What is read when all of these feeds have failed?", basis="every way along the fallbacks was followed",
        witness=Witness((), tuple(f"`{name}` fails -> `{other}` is read" for name, other in steps)), gravity=20,
    )  # fmt: skip
