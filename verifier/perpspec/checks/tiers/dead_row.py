"""Is there a tier that changes nothing?

## Why it matters
Two rows with the same rates and the same leverage could be one. Where the venue meant to print another number in the
second, positions of that size are treated otherwise than it says.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
```

## What to publish
One row for all sizes that are treated alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..settled import proved, refuted
from ..tables import alike, amount, subject, tier_name

CHECK = CheckInfo("tiers.dead_row", "a tier changes nothing", "hazard", "note")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table with two rows or more."""
    for table in spec.distinct:
        dead = [tier for before, tier in pairwise(table.tiers) if alike(table, before, tier)]
        if dead:
            yield replace(_finding(spec, table, dead), markets=table.markets)
        elif len(table.tiers) > 1:
            detail = f"each of {len(table.tiers)} tiers differs from the one before it"
            yield proved(CHECK.id, subject(table), detail, table.markets)


def _finding(spec: Spec, table: TierTable, dead: list[Tier]) -> Finding:
    wording = Wording(
        f"{tier_name(spec, table, dead[0])} of the table `{table.name}` has the rates and the leverage of the tier before it",
        "hazard", "note", "make one row of the two, or mend the number that was meant to differ",
        f"What changes in {tier_name(spec, table, dead[0])}?",
    )  # fmt: skip
    lines = [
        Line(f"row {table.tiers.index(tier) + 1}, over", tier.over, table.measure, True, amount(spec, table, tier.over))
        for tier in dead
    ]
    marks = [Mark(tier.place, "as the tier before it") for tier in dead]
    return refuted(CHECK.id, subject(table), wording, marks, lines)
