"""Has every published clause a source?

## Why it matters
A clause that is said to be published and names no text is the word of the spec's author. Nobody can hold the venue to it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page}}
margin:
  hedged_legs: sum
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page}}
margin:
  source: faq
  hedged_legs: sum
```

## How it is decided
A clause has a source of its own, or that of its section, or that of the table it stands in. Assumptions and claims are the
user's own and need none.

## What to publish
Nothing: this is for the author of the spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding
from ...load.load import Spec
from ...load.venue import Stated
from ...model.tiers import TiersSection
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..told import named, told

CHECK = CheckInfo("documents.no_source", "a published clause names no source", "fault", "warning")
OWN = ("venue", "sources", "assumptions", "claims", "examples")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each section with clauses that name no source."""
    published = [s for s in spec.venue.stated.values() if s.clause.status == "published" and s.section not in OWN]
    if spec.venue.sources is None:
        if published:
            yield skipped(CHECK.id, "sources", "the spec has no section `sources`")
        return
    bare: dict[str, list[Stated]] = {}
    for stated in published:
        if not stated.sources and not _of_table(stated):
            bare.setdefault(stated.section, []).append(stated)
    for section, clauses in bare.items():
        yield without_source(section, clauses)
    if published and not bare:
        yield proved(CHECK.id, "sources", f"each of {len(published)} published clauses names a source")


def _of_table(stated: Stated) -> bool:
    """Return whether a clause of a tier table stands under the table's own source."""
    model = stated.document.model
    in_table = isinstance(model, TiersSection) and len(stated.path) > 1 and stated.path[0] == "tables"
    return in_table and isinstance(model, TiersSection) and bool(model.tables[str(stated.path[1])].source)


def without_source(section: str, clauses: list[Stated]) -> Finding:
    """Return the clauses of a section that name no source."""
    names = [str(s.path[-1]) if isinstance(s.path[-1], str) else s.id for s in clauses]
    return told(
        CHECK.id, "+".join(s.id for s in clauses),
        f"in `{section}`, {named(names)} {'is' if len(names) == 1 else 'are'} said to be published and name no source",
        [(s.place, "no source") for s in clauses], ("fault", "warning"),
        help="add `source`, to the clause or to the whole section",
    )  # fmt: skip
