"""What was looked for in the documents and is not there?

## Why it matters
Silence is where a venue can do anything. Most silent clauses are named by the claim that hangs on them; the rest are listed
here, so that none is forgotten, with the question to put to the venue.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Help page}}
margin:
  hedged_legs: {status: silent, searched: faq, domain: [sum, max, net], question: "Is the margin of two opposing legs added?"}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
margin:
  hedged_legs: sum
```

## How it is decided
By reading: one note for each section. A clause that another finding of the run names is left out of it.

## What to publish
The answer to each question.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding, Verdict
from ...load.load import Spec
from ...load.venue import Stated
from ..info import CheckInfo, Question
from ..settled import proved
from ..told import SILENT, told

CHECK = CheckInfo("documents.silent", "something was looked for and is not published", "undocumented", "note")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one note for each section with silent clauses."""
    silent: dict[str, list[Stated]] = {}
    for stated in spec.venue.stated.values():
        if stated.clause.status == "silent":
            silent.setdefault(stated.section, []).append(stated)
    for section, clauses in silent.items():
        yield not_published(section, clauses)
    if spec.venue.stated and not silent:
        yield proved(CHECK.id, "spec", f"none of {len(spec.venue.stated)} clauses is silent")


def not_published(section: str, clauses: list[Stated]) -> Finding:
    """Return the silent clauses of a section; each mark is one of them, with its question."""
    return told(
        CHECK.id, section, f"the documents are silent on parts of `{section}`",
        [(s.place, s.clause.question or f"`{s.path[-1]}` is not published") for s in clauses], SILENT, verdict=Verdict.DEPENDS,
        question=next((s.clause.question for s in clauses if s.clause.question), ""), help="publish the answers",
        most=len(clauses),
    )  # fmt: skip
