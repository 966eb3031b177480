"""Does the maintenance margin jump where a size passes a bound?

## Why it matters
Where the rate of the reached tier holds for the whole position, a position that grows by one unit over a bound, or only
rises in price, needs at once much more margin than before. It can be liquidated although nothing was lost.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: whole position}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
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

## How it is decided
The margin of every size is worked out twice, with each bound belonging to the tier below and to the tier above. The two
agree for every size if and only if the margin is continuous. It is asked only where every size has one tier, and where
printed deductions follow their recurrence: a wrong deduction is named by `tiers.deduction`.

## What to publish
A deduction for each tier that makes the rate marginal, or the size of each jump and how long a position has to meet it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, eq, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import CONTINUOUS, provable
from ...load.load import Spec
from ...load.tables import TierTable
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, bounds, sizes, stepped, subject, unsound

CHECK = CheckInfo("tiers.jump", "the maintenance margin jumps at a bound", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each printed table with two tiers or more, and why where it cannot be asked."""
    for table in spec.distinct:
        reason = unsound(table)
        if len(table.tiers) == 1:
            reason = reason or "one tier has no bound inside"
        yield skipped(CHECK.id, subject(table), reason, table.markets) if reason else no_jump(table)


def no_jump(table: TierTable) -> Claim:
    """Return the claim that the margin of a size is the same by either of the tiers that meet at it."""
    below, above = (stepped(table, SIZE, table.lines, upper_inclusive=side) for side in (True, False))
    met = list(bounds(table))
    jumps = [(abs(after - before), tier) for tier, before, after in met]
    largest, where = max(jumps, key=lambda jump: jump[0])
    closed = provable(both(*(eq(num(before), num(after)) for _, before, after in met)))
    return Claim(
        CHECK.id, subject(table), "the maintenance margin does not jump at any bound", (sizes(table, below_top=True),), (),
        eq(below, above), next((tier for jump, tier in jumps if jump), table).place,
        Wording(
            f"at {{size}} the maintenance margin of the table `{table.name}` jumps from {{below}} to {{above}}; "
            "its largest jump is {largest}, at {bound}",
            "hazard", "warning", "give each tier the deduction that makes its rate marginal",
            "How long has a position that passes {size} to find the further {jump}?", "the margin jumps by {jump} here",
        ),
        closed, CONTINUOUS if closed else "",
        table=(
            Shown("below", "margin by the tier below", below, table.measure),
            Shown("above", "margin by the tier above", above, table.measure),
            Shown("jump", "jump", sub(above, below), table.measure),
            Shown("largest", "largest jump", num(largest, table.measure), table.measure),
            Shown("bound", "bound of the largest jump", num(where.over, table.measure), table.measure),
        ),
        markets=table.markets, content=subject(table),
    )  # fmt: skip
