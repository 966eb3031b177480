"""Is there a tier that no size can belong to?

## Why it matters
A tier that ends at or below its own start holds no size. It was meant to hold some, so a bound is misprinted, and the
sizes it was meant for have another rate than the venue intended, or none.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 5_000,  max_leverage: 10, maintenance_rate: 5%}
      - {over: 5_000, up_to: 20_000, max_leverage: 5,  maintenance_rate: 10%}
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
      - {over: 0,      up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000,  up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
      - {over: 10_000, up_to: 20_000, max_leverage: 5,  maintenance_rate: 10%}
  markets: {AUSDT: small}
```

## What to publish
Give each tier an upper bound above its lower one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding, Line, Mark, Outcome, Verdict, Witness
from ...load.load import Spec
from ...load.tables import Tier, TierTable
from ..info import CheckInfo
from ..settled import proved
from ..tables import amount, subject

CHECK = CheckInfo("tiers.empty_band", "a tier holds no size", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table."""
    for table in spec.distinct:
        empty = [tier for tier in table.tiers if tier.up_to is not None and tier.up_to <= tier.over]
        if empty:
            yield no_size_inside(spec, table, empty)
        else:
            detail = f"each of {len(table.tiers)} tiers ends above its start"
            yield proved(CHECK.id, subject(table), detail, table.markets)


def no_size_inside(spec: Spec, table: TierTable, empty: list[Tier]) -> Finding:
    """Return the finding that names each tier of a table that holds no size."""
    bands = [(amount(spec, table, tier.over), amount(spec, table, tier.up_to or tier.over)) for tier in empty]
    named = [f"over {over} up to {up_to}" for over, up_to in bands]
    lines = tuple(
        line
        for tier, (over, up_to) in zip(empty, bands, strict=True)
        for row in (f"row {table.tiers.index(tier) + 1}",)
        for line in (
            Line(f"{row}, over", tier.over, table.measure, True, over),
            Line(f"{row}, up to", tier.up_to or tier.over, table.measure, True, up_to),
        )
    )
    tiers, holds = ("a tier", "holds") if len(empty) == 1 else (f"{len(empty)} tiers", "hold")
    return Finding(
        CHECK.id, "contradiction", "error", Verdict.REFUTED, "", subject(table),
        f"no size is {' or '.join(named)}, so {tiers} of the table `{table.name}` {holds} nothing",
        tuple(Mark(tier.place, f"no size is {band}") for tier, band in zip(empty, named, strict=True)),
        "give the tier an upper bound above its lower one", Witness(lines),
        question=f"Which sizes belong to the tier printed as {named[0]}?",
        markets=table.markets, basis="refuted by inspection of every tier",
    )  # fmt: skip
