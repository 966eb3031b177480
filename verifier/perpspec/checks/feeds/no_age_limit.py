"""Is there a limit to the age of every price that counts?

## Why it matters
A feed without an age limit never fails: the last price it gave counts for ever. Then nothing else that is published for stale
prices can ever apply.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Index page}}
feeds:
  feeds:
    spot: {of: spot price, on_stale: left out, used_by: index,
           age_limit: {status: silent, searched: faq, question: "After how long is a spot price stale?"}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    spot: {of: spot price, age_limit: 30s, on_stale: left out, used_by: index}
```

## How it is decided
A feed has a limit if its own clause gives one, or, where it has no such clause, that of each section that uses it.

## What to publish
The age in seconds after which a value no longer counts, for each feed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Verdict
from ...load.load import Spec
from ...load.venue import Stated
from ..info import CheckInfo, Question
from ..settled import proved
from ..streams import Stream, open_clauses, settled, streams
from ..told import UNDOCUMENTED, UNSAID, named, question_of, told

CHECK = CheckInfo("feeds.no_age_limit", "a price counts however old it is", "undocumented", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the feeds whose limit is not published as one finding, and those of which the spec is mute as another."""
    known, resolver = streams(spec), spec.resolver()
    limits = {name: _limits(spec, stream) for name, stream in known.items()}
    unsaid = [name for name, found in limits.items() if not found]
    open_ = {name: found for name, found in limits.items() if found and any(settled(resolver, s) is None for s in found)}
    if open_:
        clauses = [clause for found in open_.values() for stated in found for clause in open_clauses(spec, stated)]
        yield told(
            CHECK.id, "+".join(f"feeds.{name}" for name in open_),
            f"no age limit is published for {named(list(open_))}: a value counts however old it is",
            [*((known[name].place_of("age_limit"), "no limit") for name in open_), *((s.place,
            "not published") for s in {s.id: s for s in clauses}.values())],
            UNDOCUMENTED, verdict=Verdict.DEPENDS, question=question_of(clauses),
            help="publish after how many seconds a value no longer counts", gravity=10,
        )  # fmt: skip
    if unsaid:
        yield told(
            CHECK.id, "+".join(f"feeds.{name}" for name in unsaid) + " unsaid",
            f"the spec does not say how old {named(unsaid)} may be",
            [(known[name].place, "no `age_limit`") for name in unsaid], UNSAID,
            help="add `age_limit`, or mark it silent with where it was looked for",
        )  # fmt: skip
    if known and not open_ and not unsaid:
        yield proved(CHECK.id, "feeds", f"{len(known)} feeds have a limit of age")


def _limits(spec: Spec, stream: Stream) -> list[Stated]:
    """Return the clauses that limit the age of a feed: its own, or one of each section that uses it."""
    own = stream.clause(spec, "age_limit")
    if own is not None:
        return [own]
    found = [spec.venue.stated.get(f"{section}.age_limit") for section in stream.feed.used_by]
    known = [stated for stated in found if stated is not None]
    return known if len(known) == len(found) else []
