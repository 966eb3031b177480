"""Does every clause name a source that the spec lists?

## Why it matters
A clause whose source cannot be looked up cannot be checked by anybody else. A misspelt name is the usual cause.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page}}
margin:
  hedged_legs: {value: sum, source: fqa}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page}}
margin:
  hedged_legs: {value: sum, source: faq}
```

## How it is decided
Every `source` and every `searched` of every document is looked up in the section `sources`.

## What to publish
Nothing: this is for the author of the spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding
from ...language.infer import nearest
from ...load.load import Spec
from ..cited import Cited, cited
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..told import told

CHECK = CheckInfo("documents.unknown_source", "a source is named that the spec does not list", "fault", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each name that is not listed."""
    named = list(cited(spec))
    if spec.venue.sources is None:
        if named:
            yield skipped(CHECK.id, "sources", "the spec has no section `sources`")
        return
    listed = spec.venue.sources.sources
    unknown: dict[str, list[Cited]] = {}
    for one in named:
        if one.source not in listed:
            unknown.setdefault(one.source, []).append(one)
    for name, places in unknown.items():
        yield not_listed(name, places, list(listed))
    if not unknown:
        yield proved(CHECK.id, "sources", f"{len(named)} names of {len(listed)} sources were looked up")


def not_listed(name: str, places: list[Cited], listed: list[str]) -> Finding:
    """Return that a name is used and not listed, with the nearest one that is."""
    return told(
        CHECK.id, f"sources.{name}", f"the source `{name}` is not listed under `sources`",
        [(one.place, "named here") for one in places], ("fault", "error"), help=nearest(name, listed),
        basis="every name of a source was looked up",
    )  # fmt: skip
