"""Is the maintenance margin below the initial margin for every size, at the highest leverage allowed for it?

## Why it matters
A position that needs as much margin to stay as to be opened is liquidated by the first tick against it, or at once.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 50, maintenance_rate: 2.5%}
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

## What to publish
A highest leverage in each tier whose initial rate is well above the maintenance rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...claims.build import both, le, lt, num
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import provable
from ...language.kinds import NUMBER, Kind
from ...language.tree import Expr
from ...load.load import Spec
from ...load.tables import TierTable
from ..curves import curves, others, rate_of
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, ZERO, Line, maintenance, sizes, stepped, subject, unsound

CHECK = CheckInfo(
    "tiers.maintenance_not_below_initial", "maintenance margin is not below initial margin", "contradiction", "error"
)
LAW = "a margin that grows evenly inside a tier is above another one there if it is so at both ends"


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each printed table and each curve in force, and why where it cannot be asked."""
    for table in spec.distinct:
        known = all(table.initial(tier) is not None for tier in table.tiers)
        reason = unsound(table) or ("" if known else "a tier has neither an initial rate nor a highest leverage")
        yield skipped(CHECK.id, subject(table), reason, table.markets) if reason else initial_is_above(table)
    for table, resolver, markets in curves(spec):
        low, high = rate_of(resolver, "maintenance_rate", SIZE), rate_of(resolver, "initial_rate", SIZE)
        if low is None or high is None:
            yield skipped(CHECK.id, subject(table), "the formula gives no initial rate", markets)
        else:
            claim = _claim(table, lt(low, high), (low, high), NUMBER)
            yield replace(claim, variables=(*claim.variables, *others(resolver, low, high)), markets=markets)


def initial_is_above(table: TierTable) -> Claim:
    """Return the claim that every size needs less margin to stay than to be opened."""
    initial = [table.initial(tier) or ZERO for tier in table.tiers]
    buffer = [(rate - low, -deduction) for rate, (low, deduction) in zip(initial, table.lines, strict=True)]
    margin = (maintenance(table, SIZE), stepped(table, SIZE, [(rate, ZERO) for rate in initial]))
    claim = _claim(table, lt(num(0, table.measure), stepped(table, SIZE, buffer)), margin, table.measure)
    closed = provable(both(*_above_at_both_ends(table, buffer)))
    short = (tier for tier, rate in zip(table.tiers, initial, strict=True) if rate <= (tier.maintenance_rate or ZERO))
    return replace(claim, place=next(short, table).place, closed=closed, law=LAW if closed else "")


def _claim(table: TierTable, shown: Expr, pair: tuple[Expr, Expr], kind: Kind) -> Claim:
    what = "rate" if kind == NUMBER else "margin"
    return Claim(
        CHECK.id, subject(table), "every size needs less margin to stay than to be opened at the highest leverage allowed",
        (sizes(table),), (), shown, table.place,
        Wording(
            f"by the table `{table.name}` a position of {{size}} needs a maintenance {what} of {{maintenance}}, "
            f"not below the initial {what} of {{initial}} with which it may be opened",
            "contradiction", "error", "lower the highest leverage, or the maintenance rate",
            "Can a position of {size} be opened at the highest leverage of its tier?", "liquidated as soon as it is opened",
        ),
        table=(
            Shown("maintenance", f"maintenance {what}", pair[0], kind), Shown("initial", f"initial {what}", pair[1], kind),
        ),
        markets=table.markets, content=subject(table),
    )  # fmt: skip


def _above_at_both_ends(table: TierTable, buffer: list[Line]) -> Iterator[Expr]:
    for tier, (slope, deduction) in zip(table.tiers, buffer, strict=True):
        start = slope * tier.over - deduction
        yield le(num(0), num(start)) if table.upper_inclusive or not tier.over else lt(num(0), num(start))
        yield lt(num(0), num(slope if tier.up_to is None else slope * tier.up_to - deduction))
