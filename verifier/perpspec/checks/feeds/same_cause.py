"""Does a feed fall back to one that fails for the same cause?

## Why it matters
A fallback to the same stream under another name looks like a second source and is none: whatever made the first stale has
made the second stale too.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    mid: {of: order book of the contract, fallback: [touch]}
    touch: {of: Order book of the contract}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    mid: {of: order book of the contract, fallback: [spot]}
    spot: {of: spot price at three exchanges}
```

## How it is decided
Two feeds have the same cause if they are of the same thing, letter case and spaces aside. Fallbacks are followed to their
ends.

## What to publish
A fallback that another system delivers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...claims.finding import Finding
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..streams import Stream, streams
from ..told import told

CHECK = CheckInfo("feeds.same_cause", "a feed falls back to one that fails with it", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each feed with a fallback of the same thing."""
    known = streams(spec)
    pairs = [(stream, known[name]) for stream in known.values() for name in _reached(known, stream.name) if name in known]
    found = [(a, b) for a, b in pairs if a.name != b.name and _thing(a) == _thing(b)]
    for first, second in found:
        yield fails_together(first, second)
    if known and not pairs:
        yield skipped(CHECK.id, "feeds", "no feed names a fallback")
    elif known and not found:
        yield proved(CHECK.id, "feeds", f"{len(pairs)} pairs of a feed and a fallback are of different things")


def _reached(known: Mapping[str, Stream], start: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    stack = [start]
    while stack:
        here = known.get(stack.pop())
        fresh = [name for name in (here.feed.fallback if here is not None else ()) if name not in found]
        found |= dict.fromkeys(fresh)
        stack += fresh
    return tuple(found)


def _thing(stream: Stream) -> str:
    return " ".join(stream.feed.of.lower().split())


def fails_together(first: Stream, second: Stream) -> Finding:
    """Return that a fallback is the same stream again."""
    return told(
        CHECK.id, f"feeds.{first.name}+feeds.{second.name}",
        f"`{first.name}` falls back to `{second.name}`, and both are `{first.feed.of}`: what makes one stale makes both stale",
        [(first.place_of("fallback"), "falls back"), (second.place_of("of"), "to the same thing")], ("hazard", "warning"),
        help="name a fallback that another system delivers",
        question=f"What is read when `{first.feed.of}` as a whole is missing?",
    )  # fmt: skip
