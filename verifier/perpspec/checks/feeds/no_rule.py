"""Is it published what happens when a feed is stale, missing or absurd?

## Why it matters
A feed has five conditions: live, stale, missing, absurd, or constant while it looks live. Every one that has no rule is a
state in which the venue decides afterwards what the price was.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Index page}}
feeds:
  feeds:
    spot: {of: spot price, age_limit: 30s, on_stale: left out, on_missing: left out, used_by: index,
           on_absurd: {status: silent, searched: faq, question: "What is done with a spot price far from all others?"}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds:
    spot: {of: spot price, age_limit: 30s, on_stale: left out, on_missing: left out, on_absurd: held to a band, used_by: index}
```

## How it is decided
By reading. What was looked for and not found is one finding over all feeds, what the spec does not mention another. A feed of
which no age limit is stated cannot be stale and is not asked about that.

## What to publish
One sentence for each of the three conditions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Verdict
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..settled import proved
from ..streams import Stream, streams
from ..told import UNDOCUMENTED, UNSAID, named, question_of, told

CHECK = CheckInfo("feeds.no_rule", "nothing is published for a feed that fails", "undocumented", "warning")
CONDITIONS = {"on_stale": "stale", "on_missing": "missing", "on_absurd": "absurd"}


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the conditions that are not published as one finding, and those the spec does not mention as another."""
    known = streams(spec)
    asked = [
        (stream, field)
        for stream in known.values()
        for field in CONDITIONS
        if field != "on_stale" or stream.clause(spec, "age_limit")
    ]
    stated = [(stream, field, clause) for stream, field in asked if (clause := stream.clause(spec, field)) is not None]
    silent = [(stream, field, clause) for stream, field, clause in stated if clause.clause.status == "silent"]
    unsaid = [(stream, field) for stream, field in asked if stream.clause(spec, field) is None]
    if silent:
        yield told(
            CHECK.id, "+".join(clause.id for _, _, clause in silent),
            f"nothing is published for {_listed([(s, f) for s, f, _ in silent])}",
            [(clause.place, "not published") for _, _, clause in silent], UNDOCUMENTED, verdict=Verdict.DEPENDS,
            question=question_of(clause for _, _, clause in silent),
            help="publish what stands for the value in each condition", gravity=20,
        )  # fmt: skip
    if unsaid:
        yield told(
            CHECK.id, "+".join(f"feeds.{s.name}.{f}" for s, f in unsaid) + " unsaid",
            f"the spec does not say what follows for {_listed(unsaid)}",
            [(s.place, f"no `{f}`") for s, f in unsaid], UNSAID, help="add it, or mark it silent with where it was looked for",
        )  # fmt: skip
    if known and not silent and not unsaid:
        yield proved(CHECK.id, "feeds", f"{len(asked)} conditions of {len(known)} feeds have a rule")


def _listed(found: list[tuple[Stream, str]]) -> str:
    by_condition = {word: [s.name for s, f in found if f == field] for field, word in CONDITIONS.items()}
    return "; ".join(f"{named(names)} while {word}" for word, names in by_condition.items() if names)
