"""Does some size belong to two tiers at once?

## Why it matters
Two tiers with one size give it two maintenance rates and two leverages. Which one liquidates the position is nowhere
published, and often one of the two bounds is a misprint for another number.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 4_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
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
Start each tier where the one before it ends. A tier that is larger than the next one starts is nearly always a bound
with a digit too many, or the next one with a digit too few.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...claims.build import add, both, le, num, when
from ...claims.claim import Claim, Shown, Wording
from ...claims.laws import provable
from ...language.kinds import NUMBER
from ...language.tree import Expr, Step, Steps
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..tables import SIZE, belongs_to, sizes, subject

CHECK = CheckInfo("tiers.overlap", "some size belongs to two tiers", "contradiction", "error")
LAW = "tiers of which none starts before the one above it in the table has ended share no size"


def questions(spec: Spec) -> Iterator[Claim]:
    """Yield one claim for each printed table."""
    for table in spec.distinct:
        yield no_size_has_two_tiers(table)


def no_size_has_two_tiers(table: TierTable) -> Claim:
    """Return the claim that every size belongs to at most one tier."""
    early = next((tier for before, tier in pairwise(table.tiers) if _reaches(before, tier)), table.tiers[0])
    closed, rates = provable(_in_order(table)), tuple(_rates(table))
    unlike = ", with rates from {low} to {high}" if rates else ""
    return Claim(
        CHECK.id, subject(table), "no size belongs to two tiers", (sizes(table),), (), le(_count(table), num(1)), early.place,
        Wording(
            f"a position of {{size}} belongs to {{count}} tiers of the table `{table.name}`{unlike}",
            "contradiction", "error", "start each tier where the one before it ends",
            "Which of its tiers holds for a position of {size}?", "starts before the tier above it ends",
        ),
        closed, LAW if closed else "",
        table=(Shown("count", "tiers", _count(table), NUMBER), *rates), markets=table.markets, content=subject(table),
    )  # fmt: skip


def _reaches(before: Tier, tier: Tier) -> bool:
    return before.up_to is None or before.up_to > tier.over


def _in_order(table: TierTable) -> Expr:
    """Return, over constants, that no tier ends before it starts, nor after the next one starts."""
    ends = [(tier.over, tier.over if tier.up_to is None else tier.up_to) for tier in table.tiers]
    open_inside = any(tier.up_to is None for tier in table.tiers[:-1])
    chain = [bound for pair in ends for bound in pair]
    return both(le(num(int(open_inside)), num(0)), *(le(num(a), num(b)) for a, b in pairwise(chain)))


def _count(table: TierTable) -> Expr:
    """Return how many tiers a size belongs to."""
    first, *others = [when(belongs_to(SIZE, tier, table), num(1), num(0)) for tier in table.tiers]
    for other in others:
        first = add(first, other)
    return first


def _rates(table: TierTable) -> Iterator[Shown]:
    if all(tier.maintenance_rate is not None for tier in table.tiers):
        rows = [
            Step(t.over, t.up_to, num(t.maintenance_rate or 0), table.upper_inclusive)
            for t in sorted(table.tiers, key=lambda tier: tier.maintenance_rate or 0)
        ]
        yield Shown("low", "lowest rate", Steps(SIZE, tuple(rows)), NUMBER)
        yield Shown("high", "highest rate", Steps(SIZE, tuple(reversed(rows))), NUMBER)
