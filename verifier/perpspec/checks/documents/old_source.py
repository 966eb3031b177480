"""Was every source read again within the time that the user asks for?

## Why it matters
Venues change pages without a word. A clause is as good as the last day on which its source was read.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page, read: 2025-01-01}}
funding:
  source: faq
  cap: 2%
assumptions:
  assumptions: {sources_stale_after_days: 90, checked_on: {kind: word, value: 2025-06-01}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page, read: 2025-05-01}}
funding:
  source: faq
  cap: 2%
assumptions:
  assumptions: {sources_stale_after_days: 90, checked_on: {kind: word, value: 2025-06-01}}
```

## How it is decided
Days from `read` to the date of the run (`--as-of`), or to the assumption `checked_on` where the run has none, against the
assumption `sources_stale_after_days`. There is no clock in it: without any such date nothing is asked.

## What to publish
Nothing: this is for the author of the spec, who reads the source again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ...claims.finding import Finding
from ...load.load import Spec
from ...readings.exact import Env, exact
from ...source.nodes import key_place
from ...source.text import Place
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..told import named, told

CHECK = CheckInfo("documents.old_source", "a source was read too long ago", "fault", "warning")
LIMIT, CHECKED = "assumptions.sources_stale_after_days", "assumptions.checked_on"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding with every source that was read too long before the date of the run."""
    if LIMIT not in spec.venue.stated or spec.venue.sources is None:
        return
    stated = spec.venue.stated.get(CHECKED)
    today = _day(spec.venue.as_of or (stated.clause.value or "" if stated is not None else ""))
    if today is None:
        yield skipped(CHECK.id, "sources", "no date is given to count from: run it with `--as-of`")
        return
    limit = exact(spec.resolver().formula(spec.venue.stated[LIMIT].clause.value or "0", "assumptions"), Env({}))
    assert isinstance(limit, Fraction), "kinds were checked"
    ages = {
        name: (today - day).days
        for name, source in spec.venue.sources.sources.items()
        if (day := _day(source.read or "")) is not None
    }
    old = {name: age for name, age in ages.items() if age > limit}
    if old:
        yield read_long_ago(spec, old, limit)
    elif ages:
        yield proved(CHECK.id, "sources", f"{len(ages)} sources were read at most {limit} days before {today.isoformat()}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def read_long_ago(spec: Spec, old: dict[str, int], limit: Fraction) -> Finding:
    """Return the sources that are to be read again, the oldest first."""
    names = sorted(old, key=lambda name: (-old[name], name))
    return told(
        CHECK.id, "sources",
        f"{named(names)} {'was' if len(names) == 1 else 'were'} read more than {limit} days before, at most {old[names[0]]}",
        [(_place(spec, name), f"read {old[name]} days before") for name in names], ("fault", "warning"),
        help="read them again and update `read`",
    )  # fmt: skip


def _place(spec: Spec, name: str) -> Place:
    document = spec.venue.layers("sources")[-1]
    return key_place(document.body, ("sources", name, "read"))
