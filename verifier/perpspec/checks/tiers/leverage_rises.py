"""Does the highest leverage fall from tier to tier?

## Why it matters
A larger position is harder to close, so it is allowed less leverage. A leverage that stands in two tiers, or that is
higher for the larger sizes, is most often a misprint, and the limit of a position at that leverage is then not known.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  min_leverage: 2, max_leverage: 2, maintenance_rate: 25%}
      - {over: 5_000, up_to: 10_000, min_leverage: 2, max_leverage: 2, maintenance_rate: 50%}
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
      - {over: 0,     up_to: 5_000,  min_leverage: 2, max_leverage: 2, maintenance_rate: 25%}
      - {over: 5_000, up_to: 10_000, min_leverage: 1, max_leverage: 1, maintenance_rate: 50%}
  markets: {AUSDT: small}
```

## How it is decided
Row by row. A leverage inside the printed bands of two rows is a contradiction; a leverage that rises is a warning; one
that stays the same, where no bands are printed, is a note. Two rows that agree in their rates too are `tiers.dead_row`.

## What to publish
A lower leverage in each further tier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...claims.claim import FindingKind, Severity, Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..settled import proved, refuted
from ..tables import ZERO, alike, amount, leverage_of, subject, tier_name, times

CHECK = CheckInfo("tiers.leverage_rises", "the highest leverage does not fall from tier to tier", "contradiction", "error")
Grade = tuple[FindingKind, Severity]
GRADES: tuple[Grade, ...] = (("contradiction", "error"), ("hazard", "warning"), ("hazard", "note"))


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table with two rows or more that give a leverage."""
    for table in spec.distinct:
        known = [(a, b) for a, b in pairwise(table.tiers) if leverage_of(table, a) and leverage_of(table, b)]
        pairs = [(before, tier) for before, tier in known if not alike(table, before, tier)]
        graded = [(grade, a, b) for a, b in pairs if (grade := grade_of(table, a, b)) is not None]
        if graded:
            yield replace(_finding(spec, table, graded), markets=table.markets)
        elif pairs:
            yield proved(CHECK.id, subject(table), f"the leverage falls in each of {len(pairs)} steps", table.markets)


def grade_of(table: TierTable, before: Tier, tier: Tier) -> Grade | None:
    """Return how grave it is that the leverage does not fall between two tiers, or None where it does."""
    here, above = leverage_of(table, tier), leverage_of(table, before)
    if here is None or above is None or (here < above and (before.min_leverage is None or here < before.min_leverage)):
        return None
    if before.min_leverage is not None and tier.min_leverage is not None:
        return GRADES[0]
    if here > above:
        return GRADES[1]
    return None if here < above else GRADES[2]


def _finding(spec: Spec, table: TierTable, graded: list[tuple[Grade, Tier, Tier]]) -> Finding:
    (kind, severity), before, tier = min(graded, key=lambda found: GRADES.index(found[0]))
    here, above = leverage_of(table, tier) or ZERO, leverage_of(table, before) or ZERO
    words = f"{tier_name(spec, table, tier)} of the table `{table.name}`"
    said = "stands in the tier below it too" if kind == "contradiction" else f"is not below the {times(above)} before it"
    wording = Wording(
        f"the highest leverage {times(here)} of {words} {said}", kind, severity, "let the leverage fall from tier to tier",
        f"Up to which size may a position have the leverage {times(here)}?",
    )  # fmt: skip
    lines = [
        Line(f"leverage over {amount(spec, table, row.over)}", value, NUMBER, True, times(value))
        for row, value in ((before, above), (tier, here))
    ]
    marks = [Mark(row.place, f"{times(leverage_of(table, row) or ZERO)} again or more") for _, _, row in graded]
    return refuted(CHECK.id, subject(table), wording, marks, lines)
