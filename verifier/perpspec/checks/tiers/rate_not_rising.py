"""Does the maintenance rate rise from tier to tier?

## Why it matters
A tier exists because larger positions cost more to close. A rate that stays the same or falls means that the larger
sizes are not charged for their risk; beside sister tables it is most often a misprint.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 2, maintenance_rate: 25%}
      - {over: 5_000, up_to: 10_000, max_leverage: 1, maintenance_rate: 16.67%}
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
      - {over: 0,     up_to: 5_000,  max_leverage: 2, maintenance_rate: 25%}
      - {over: 5_000, up_to: 10_000, max_leverage: 1, maintenance_rate: 50%}
  markets: {AUSDT: small}
```

## How it is decided
Row by row. A rate that falls is a warning, one that stays the same a note. Two rows that agree in their leverage too
are `tiers.dead_row`.

## What to publish
A higher maintenance rate in each further tier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ...claims.claim import Severity, Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..settled import proved, refuted
from ..tables import alike, percent, subject, tier_name

CHECK = CheckInfo("tiers.rate_not_rising", "the maintenance rate does not rise from tier to tier", "hazard", "warning")
Pair = tuple[Tier, Fraction, Fraction]


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table with two rows or more that give a rate."""
    for table in spec.distinct:
        pairs = [
            (tier, before.maintenance_rate, tier.maintenance_rate)
            for before, tier in pairwise(table.tiers)
            if before.maintenance_rate is not None and tier.maintenance_rate is not None and not alike(table, before, tier)
        ]
        flat = [(tier, above, here) for tier, above, here in pairs if here <= above]
        if flat:
            yield replace(_finding(spec, table, flat), markets=table.markets)
        elif pairs:
            yield proved(CHECK.id, subject(table), f"the rate rises in each of {len(pairs)} steps", table.markets)


def _finding(spec: Spec, table: TierTable, flat: list[Pair]) -> Finding:
    tier, above, here = min(flat, key=lambda pair: pair[2] - pair[1])
    severity: Severity = "warning" if here < above else "note"
    words = f"{tier_name(spec, table, tier)} of the table `{table.name}`"
    wording = Wording(
        f"the maintenance rate {percent(here)} of {words} is {'below' if here < above else 'the same as'} the "
        f"{percent(above)} of the tier before it",
        "hazard", severity, "let the maintenance rate rise from tier to tier",
        f"Is the maintenance rate of {tier_name(spec, table, tier)} really {percent(here)}?",
    )  # fmt: skip
    lines = [
        Line("maintenance rate before", above, NUMBER, True, percent(above)),
        Line("maintenance rate", here, NUMBER, True, percent(here)),
    ]
    marks = [Mark(row.place, f"{percent(rate)} after {percent(before)}") for row, before, rate in flat]
    return refuted(CHECK.id, subject(table), wording, marks, lines)
