"""Do the deductions make the tiers marginal, as their recurrence says?

## Why it matters
A deduction is what lets a rate hold for the whole position and still count each part of it at its own tier's rate:
`deduction(n) = deduction(n-1) + over(n) * (rate(n) - rate(n-1))`, starting at zero. One wrong digit makes the margin
jump at a bound, up or down, for every position above it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: given}
  tables:
    small:
      - {over: 0,      up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%, deduction: 0}
      - {over: 5_000,  up_to: 10_000, max_leverage: 10, maintenance_rate: 5%,   deduction: 152}
      - {over: 10_000, up_to: 20_000, max_leverage: 5,  maintenance_rate: 10%,  deduction: 652}
  markets: {AUSDT: small}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: given}
  tables:
    small:
      - {over: 0,      up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%, deduction: 0}
      - {over: 5_000,  up_to: 10_000, max_leverage: 10, maintenance_rate: 5%,   deduction: 125}
      - {over: 10_000, up_to: 20_000, max_leverage: 5,  maintenance_rate: 10%,  deduction: 625}
  markets: {AUSDT: small}
```

## How it is decided
For every size: rate times size, less the deduction, against the sum of what each tier below takes from its own part. It
is asked of derived deductions too, which proves that the table may be read either way. Where all that differs is the
last printed digit, it is a note.

## What to publish
The deduction of each tier to the last digit, or the rule that gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import add, both, eq, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import provable
from ...language.tree import Step, Steps
from ...load.load import Spec
from ...load.tables import TierTable
from ..digits import is_rounded
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, amount, fault_of, maintenance, sizes, subject

CHECK = CheckInfo("tiers.deduction", "a deduction does not follow its recurrence", "contradiction", "error")
LAW = "rate times size less the deduction is the sum over the tiers if and only if each deduction follows its recurrence"


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each printed table with marginal rates, and why where it cannot be asked."""
    for table in spec.distinct:
        reason = fault_of(table) or ("" if table.marginal else "the rate holds for the whole position")
        if reason:
            yield skipped(CHECK.id, subject(table), reason, table.markets)
        else:
            yield margin_is_the_sum_over_tiers(spec, table)


def margin_is_the_sum_over_tiers(spec: Spec, table: TierTable) -> Claim:
    """Return the claim that rate times size, less the deduction, is the sum of what each tier takes from its part."""
    have, derived = [taken for _, taken in table.lines], table.deductions()
    wrong = [(tier, a, b) for tier, a, b in zip(table.tiers, have, derived, strict=True) if a != b]
    tier, printed, right = wrong[0] if wrong else (table.tiers[0], have[0], derived[0])
    small = all(is_rounded(a, b) for _, a, b in wrong)
    margin, parts = maintenance(table, SIZE), _sum_of_parts(table)
    closed = provable(both(*(eq(num(a), num(b)) for a, b in zip(have, derived, strict=True))))
    return Claim(
        CHECK.id, subject(table), "rate times size, less the deduction, is the sum of what each tier takes from its part",
        (sizes(table),), (), eq(margin, parts), tier.place,
        Wording(
            f"the deduction {amount(spec, table, printed)} of the table `{table.name}` should be {amount(spec, table, right)}: "
            "a position of {size} needs {margin} by it, {parts} by the sum over its tiers",
            "hazard" if small else "contradiction", "note" if small else "error",
            f"print {amount(spec, table, right)}, or mend the bound or rate that it is made from",
            "Which maintenance margin does a position of {size} need, {margin} or {parts}?",
            f"{amount(spec, table, right)} follows",
        ),
        closed, LAW if closed else "",
        table=(
            Shown("margin", "margin with the deduction", margin, table.measure),
            Shown("parts", "margin as the sum over tiers", parts, table.measure),
            Shown("off", "difference", sub(margin, parts), table.measure),
        ),
        markets=table.markets, content=subject(table),
    )  # fmt: skip


def _sum_of_parts(table: TierTable) -> Steps:
    """Return the look-up of the margin as the full parts of all tiers below, and the part inside the tier reached."""
    rows, full = [], Fraction(0)
    for tier in table.tiers:
        rate = tier.maintenance_rate or Fraction(0)
        inside = mul(num(rate), sub(SIZE, num(tier.over, table.measure)))
        rows.append(Step(tier.over, tier.up_to, add(num(full, table.measure), inside), table.upper_inclusive))
        full += rate * ((tier.up_to or tier.over) - tier.over)
    return Steps(SIZE, tuple(rows))
