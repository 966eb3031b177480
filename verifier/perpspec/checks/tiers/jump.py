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
printed deductions follow their recurrence: a wrong deduction is named by `tiers.deduction`. A venue whose rates hold for
the whole position jumps at every bound: it is told once, of the market whose margin grows by the largest part.

## What to publish
A deduction for each tier that makes the rate marginal, or the size of each jump and how long a position has to meet it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...claims.build import both, eq, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import CONTINUOUS, provable
from ...load.load import Spec
from ...load.tables import TierTable
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, ZERO, bounds, sizes, stepped, subject, unsound

CHECK = CheckInfo("tiers.jump", "the maintenance margin jumps at a bound", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each printed table without a jump and one for the largest of all jumps in force."""
    jumping: list[tuple[Fraction, TierTable]] = []
    for table in spec.distinct:
        share = ZERO if unsound(table) else largest_share(table)
        reason = unsound(table) or ("one tier has no bound inside" if len(table.tiers) == 1 else "")
        if reason:
            yield skipped(CHECK.id, subject(table), reason, table.markets)
        elif share:
            jumping.append((share, table))
        else:
            yield no_jump(table)
    if jumping:
        yield from told_once(spec, jumping)


def told_once(spec: Spec, jumping: list[tuple[Fraction, TierTable]]) -> Iterator[Claim | Outcome]:
    """Yield the claim about the table whose margin grows most at a bound, of those in force if there are any."""
    used = {table.key for table in spec.in_force}
    now = [(share, table) for share, table in jumping if table.key in used] or jumping
    _, worst = max(now, key=lambda found: found[0])
    markets = tuple(dict.fromkeys(market for _, table in now for market in table.markets))
    yield replace(no_jump(worst), subject="tiers", markets=markets)
    for _, table in jumping:
        if table is not worst:
            yield skipped(CHECK.id, subject(table), f"it jumps too: told once, of `{worst.name}`", table.markets)


def largest_share(table: TierTable) -> Fraction:
    """Return the most by which the margin changes at a bound, as a part of the margin below it."""
    return max((abs(after - before) / before for _, before, after in bounds(table) if before), default=ZERO)


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
