"""Does every notional up to the largest limit belong to a tier?

## Why it matters
A position whose notional belongs to no tier has no maintenance rate: nothing published says when it is liquidated.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 6_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
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
Start each tier where the one before it ends, and say which side a bound belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import both, either, eq, lt, num
from ...claims.claim import Claim, Wording
from ...claims.laws import provable
from ...language.tree import Expr
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..tables import SIZE, belongs_to, sizes, subject

CHECK = CheckInfo("tiers.gap", "some size belongs to no tier", "contradiction", "error")
LAW = "tiers from zero, each of which starts where the one before it ends, leave out no size"


def questions(spec: Spec) -> Iterator[Claim]:
    """Yield one claim for each printed table with rows."""
    for table in spec.distinct:
        yield every_size_has_a_tier(table)


def every_size_has_a_tier(table: TierTable) -> Claim:
    """Return the claim that every size above zero, up to the largest bound, belongs to a tier."""
    first, *others = list(_after_holes(table)) or [table.tiers[0]]
    closed = provable(_follow_on(table))
    return Claim(
        CHECK.id, subject(table), "every size up to the largest limit belongs to a tier", (sizes(table),), (),
        either(*(belongs_to(SIZE, tier, table) for tier in table.tiers)), first.place,
        Wording(
            f"a position of {{size}} belongs to no tier of the table `{table.name}`, so it has no maintenance rate",
            "contradiction", "error", "start each tier where the one before it ends",
            "Which tier does a position of {size} belong to?", "no tier covers {size}",
        ),
        closed, LAW if closed else "", tuple((tier.place, "another hole ends here") for tier in others),
        markets=table.markets, content=subject(table),
    )  # fmt: skip


def _after_holes(table: TierTable) -> Iterator[Tier]:
    """Yield each tier, from low to high, that starts above all that the tiers before it reach."""
    reached: Fraction | None = Fraction(0)
    for tier in sorted(table.tiers, key=lambda tier: tier.over):
        if reached is not None and tier.over > reached:
            yield tier
        reached = None if reached is None or tier.up_to is None else max(reached, tier.up_to)


def _follow_on(table: TierTable) -> Expr:
    """Return, over constants, that the tiers start at zero and follow on each other."""
    starts = [tier.over for tier in table.tiers]
    ends = [tier.up_to if tier.up_to is not None else tier.over - 1 for tier in table.tiers[:-1]]
    steps = [eq(num(end), num(start)) for end, start in zip(ends, starts[1:], strict=True)]
    rising = [lt(num(start), num(end)) for start, end in zip(starts, ends, strict=False)]
    return both(eq(num(starts[0]), num(0)), *steps, *rising)
