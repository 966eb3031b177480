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

from ...claims.build import either
from ...claims.claim import Claim, Wording
from ...language.domains import Range, Variable
from ...language.tree import Name
from ...load.load import Spec
from ...load.tables import TierTable
from ..info import CheckInfo
from ..tables import belongs_to, subject, top

CHECK = CheckInfo("tiers.gap", "some size belongs to no tier", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Claim]:
    """Yield one claim for each printed table with rows."""
    for table in spec.printed:
        if table.tiers:
            yield every_size_has_a_tier(spec, table)


def every_size_has_a_tier(spec: Spec, table: TierTable) -> Claim:
    """Return the claim that every size above zero, up to the largest bound, belongs to a tier."""
    size = Variable("size", table.measure, Range(Fraction(0), top(table), low_open=True), Fraction(1))
    gap = next(
        (tier for before, tier in zip(table.tiers, table.tiers[1:], strict=False) if before.up_to != tier.over),
        table.tiers[0],
    )
    return Claim(
        "tiers.gap", subject(table), "every size up to the largest limit belongs to a tier", (size,), (),
        either(*(belongs_to(Name("size"), tier, table) for tier in table.tiers)), gap.place,
        Wording(
            "a position of {size} belongs to no tier of the table `" + table.name + "`, so it has no maintenance rate",
            "contradiction", "error", "start each tier where the one before it ends",
            "Which tier does a position of {size} belong to?", "no tier covers {size}",
        ),
        markets=table.markets,
    )  # fmt: skip
