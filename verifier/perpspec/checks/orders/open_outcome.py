"""Is there one published outcome for every situation of an order that the venue speaks of?

## Why it matters
Whoever sends orders by program has to know what each of them comes to. Where two pages differ, or where no page says
it, the same order is refused on one day, trimmed on another, and both follow the documents.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {help: {kind: venue, title: Help}, api: {kind: api, title: Reference}}}
orders:
  reduce_only:
    oversized:
      status: disputed
      alternatives: [{value: refuse, source: help}, {value: clip, source: api}]
      question: "Is it refused or trimmed?"
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders: {reduce_only: {oversized: refuse}}
```

## How it is decided
By inspection of every outcome that the spec states: a disputed one is a contradiction, a silent one a note. The witness
is the shortest case in which an account sees the difference; `perpspec cases` lists all of them. An outcome on which
another finding of the run hangs is told there, with its sources, and not once more here.

## What to publish
One outcome for each situation, and its code where it is a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding, Mark, Outcome, Verdict, Witness
from ...load.load import Spec
from ...load.venue import Stated
from ...machines.cases import Case, cases
from ...machines.rules import options
from ...model.outcomes import OUTCOMES
from ..disputes import doubt, grade, statements
from ..info import CheckInfo
from ..settled import proved
from ..told import SILENT

CHECK = CheckInfo("orders.open_outcome", "an order has two published outcomes, or none", "contradiction", "warning")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield a finding for each outcome that is open, and what is published of the others."""
    shown: dict[str, Case] = {}
    for case in cases(spec):
        if len(case.expected) > 1:
            shown.setdefault(case.situation, case)
    for name, stated in spec.venue.stated.items():
        if name not in OUTCOMES:
            continue
        outcomes = tuple(dict.fromkeys(options(spec, name)))
        if len(outcomes) > 1:
            yield open_(name, stated, outcomes, shown.get(name))
        else:
            yield proved(CHECK.id, name, f"{stated.clause.status}: {outcomes[0]}")


def open_(name: str, stated: Stated, outcomes: tuple[str, ...], case: Case | None) -> Finding:
    """Return the finding on one open outcome, with the case that shows it."""
    disputed = stated.clause.status == "disputed"
    kind, severity = grade(stated) if disputed else SILENT
    may_be = " or ".join(f"`{outcome}`" for outcome in outcomes)
    said = f"is {statements(stated)}{doubt(stated)}" if disputed else f"may be {may_be}: no page says which"
    events = (*case.steps, f"{case.looks_at}: {' or '.join(outcomes)}") if case else ()
    return Finding(
        CHECK.id, kind, severity, Verdict.REFUTED if disputed else Verdict.DEPENDS, "", name, f"`{name}` {said}",
        (Mark(stated.place, stated.clause.status),), "publish one outcome for it", Witness((), events) if events else None,
        question=stated.clause.question or "", basis="by inspection", gravity=50 if disputed else 10, clauses=(name,),
    )  # fmt: skip
