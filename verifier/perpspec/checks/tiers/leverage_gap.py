"""Does every whole leverage between two rows belong to a row?

## Why it matters
Some venues print a band of leverages in each row. A leverage between two bands has no row of its own. Where only the
highest leverage of a row counts, it belongs to the row above, but then the band is not what is printed.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  min_leverage: 26, max_leverage: 50, maintenance_rate: 1.5%}
      - {over: 5_000, up_to: 10_000, min_leverage: 11, max_leverage: 20, maintenance_rate: 2.5%}
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
      - {over: 0,     up_to: 5_000,  min_leverage: 21, max_leverage: 50, maintenance_rate: 1.5%}
      - {over: 5_000, up_to: 10_000, min_leverage: 11, max_leverage: 20, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
```

## What to publish
Bands that follow on each other, or only the highest leverage of each tier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..settled import proved, refuted
from ..tables import subject, times

CHECK = CheckInfo("tiers.leverage_gap", "some leverage belongs to no row", "undocumented", "note")
Hole = tuple[Fraction, Fraction, Tier]


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table that gives bands of leverage."""
    for table in spec.distinct:
        bands = [
            (tier, tier.min_leverage, tier.max_leverage)
            for tier in table.tiers
            if tier.min_leverage is not None and tier.max_leverage is not None
        ]
        holes = [(top + 1, low - 1, tier) for (_, low, _), (tier, _, top) in pairwise(bands) if low - top > 1]
        if holes:
            yield replace(_finding(table, holes), markets=table.markets)
        elif bands:
            detail = f"the {len(bands)} printed bands of leverage follow on each other"
            yield proved(CHECK.id, subject(table), detail, table.markets)


def _finding(table: TierTable, holes: list[Hole]) -> Finding:
    named = " and ".join(_range(low, high) for low, high, _ in holes)
    what, belong = ("leverage", "belongs") if len(holes) == 1 else ("leverages", "belong")
    wording = Wording(
        f"the {what} {named} {belong} to no row of the table `{table.name}`; harmless where only the highest leverage of "
        "a row counts",
        "undocumented", "note", "let the bands of leverage follow on each other",
        f"Up to which size may a position have the {what} {named}?",
    )  # fmt: skip
    lines = [
        Line(f"leverage without a row, {number}" if len(holes) > 1 else "leverage without a row", low, NUMBER, True, times(low))
        for number, (low, _, _) in enumerate(holes, 1)
    ]
    marks = [Mark(tier.place, f"no row holds {_range(low, high)}") for low, high, tier in holes]
    return refuted(CHECK.id, subject(table), wording, marks, lines)


def _range(low: Fraction, high: Fraction) -> str:
    return times(low) if low == high else f"{times(low)} to {times(high)}"
