"""Where sources print different tables for one market, for which sizes do they differ, and by how much margin?

## Why it matters
Two tables in force at one instant give a position two maintenance margins. Its holder cannot know which one will be
used, and a position that is safe by one may be liquidated by the other.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    page:
      - {over: 0, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
    notice:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets:
    AUSDT:
      status: disputed
      alternatives: [{value: page, source: page}, {value: notice, source: notice}]
sources:
  sources: {page: {kind: venue, title: The page}, notice: {kind: announcement, title: The notice}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    page:
      - {over: 0, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
    notice:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 2.5%}
  markets:
    AUSDT:
      status: disputed
      alternatives: [{value: page, source: page}, {value: notice, source: notice}]
sources:
  sources: {page: {kind: venue, title: The page}, notice: {kind: announcement, title: The notice}}
```

## How it is decided
Over all sizes that both tables have a tier for; other sizes are named by `tiers.gap`. A table whose deductions are
derived takes its first rate to hold from zero. Disputed tables of every date are asked, also those no longer in force.

## What to publish
One table for each market and instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from ...claims.build import eq, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...language.domains import Range, Variable
from ...load.load import Spec
from ...load.names import texts_of
from ...load.tables import TierTable
from ...load.venue import Stated, clauses_of
from ..extremes import where_both_end, widest
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, ZERO, maintenance

CHECK = CheckInfo("tiers.two_tables", "two tables in force for one market", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each two tables that are printed for one market at one instant."""
    for document in spec.venue.timeline("tiers"):
        here = {table.name: table for table in spec.printed if table.document is document}
        for stated in clauses_of(document):
            if stated.path[0] == "markets" and stated.clause.status == "disputed":
                named = [here.get(w.text) or spec.tables[w.text] for w in texts_of(stated) if w.text in {**here, **spec.tables}]
                for one, other in combinations(named, 2):
                    yield same_margin(stated, str(stated.path[1]), one, other)


def same_margin(stated: Stated, market: str, one: TierTable, other: TierTable) -> Claim | Outcome:
    """Return the claim that a size needs the same margin by both tables, wherever both have a tier for it."""
    name = f"{stated.document.effective or 'undated'} {market}: {one.name} and {other.name}"
    if one.curve or other.curve or any(t.maintenance_rate is None for t in (*one.tiers, *other.tiers)):
        return skipped(CHECK.id, name, "a table is a formula, or lacks a rate", (market,))
    where, largest = widest(one, other)
    size = Variable("size", one.measure, Range(ZERO, where_both_end(one, other), low_open=True), Fraction(1))
    first, second = maintenance(one, SIZE), maintenance(other, SIZE)
    return Claim(
        CHECK.id, name, f"the tables `{one.name}` and `{other.name}` give every size of `{market}` one margin",
        (size,), (), eq(first, second), stated.place,
        Wording(
            f"`{market}` has two tables at one instant: a position of {{size}} needs {{first}} by `{one.name}` and {{second}} "
            f"by `{other.name}`; they differ most, by {{largest}}, at {{where}}",
            "contradiction", "error", "publish one table, and say which of the two was in force",
            f"Which table holds for `{market}`, `{one.name}` or `{other.name}`?", "two tables for one instant",
        ),
        also=((one.place, "one table"), (other.place, "the other table")),
        table=(
            Shown("first", f"margin by {one.name}", first, one.measure),
            Shown("second", f"margin by {other.name}", second, one.measure),
            Shown("off", "difference", sub(first, second), one.measure),
            Shown("where", "size of the largest difference", num(where, one.measure), one.measure),
            Shown("largest", "largest difference", num(largest, one.measure), one.measure),
        ),
        markets=(market,),
    )  # fmt: skip
