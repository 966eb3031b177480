"""Does a position opened at the highest leverage leave enough room to be closed before it is liquidated?

## Why it matters
Between the initial and the maintenance margin lies all that a holder can lose before liquidation. Where closing costs
more than that, a position at the limit cannot be left by its holder: any exit passes the liquidation first.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0, up_to: 10_000, max_leverage: 100, maintenance_rate: 0.95%}
  markets: {AUSDT: small}
assumptions:
  assumptions: {closing_cost: 0.1%}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0, up_to: 10_000, max_leverage: 100, maintenance_rate: 0.5%}
  markets: {AUSDT: small}
assumptions:
  assumptions: {closing_cost: 0.1%}
```

## How it is decided
For every size of every table that a market uses now, with the cost that the user assumes as `closing_cost`, a part of
the notional. Without that assumption it is not asked.

## What to publish
A highest leverage that leaves more than the usual cost of closing, and the depth of the market behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...claims.build import both, le, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import provable
from ...language.kinds import NUMBER
from ...language.tree import Expr
from ...load.load import Spec
from ...load.tables import TierTable
from ...readings.exact import Env, exact
from ...readings.rebuild import choices_in, free_names
from ..curves import curves, others, rate_of
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, ZERO, Line, sizes, stepped, subject, unsound

CHECK = CheckInfo("tiers.limit_below_closing_cost", "no room to close at the highest leverage", "hazard", "warning")
LAW = "a margin that grows evenly inside a tier is enough there if it is so at both ends"
COST = "assumptions.closing_cost"


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each table or curve in force, where the user assumes what closing costs."""
    resolver = spec.resolver()
    cost = resolver.clause(COST)
    if cost is None or spec.names.kind(COST) != NUMBER:
        return
    free = others(resolver, cost)
    for table in spec.in_force:
        known = all(table.initial(tier) is not None for tier in table.tiers)
        reason = unsound(table) or ("" if known else "a tier has neither an initial rate nor a highest leverage")
        if reason:
            yield skipped(CHECK.id, subject(table), reason, table.markets)
        else:
            claim = room_to_close(table, cost)
            yield replace(claim, variables=(*claim.variables, *free))
    for table, closes, markets in curves(spec):
        low, high = rate_of(closes, "maintenance_rate", SIZE), rate_of(closes, "initial_rate", SIZE)
        if low is not None and high is not None:
            room = Shown("room", "rate between initial and maintenance", sub(high, low), NUMBER)
            lines = (room, Shown("cost", "rate of closing", cost, NUMBER))
            claim = _claim(table, le(cost, sub(high, low)), lines)
            yield replace(claim, variables=(*claim.variables, *others(closes, low, high, cost)), markets=markets)


def room_to_close(table: TierTable, cost: Expr) -> Claim:
    """Return the claim that for every size initial less maintenance margin is at least the cost of closing."""
    initial = [table.initial(tier) or ZERO for tier in table.tiers]
    room = [(rate - low, -off) for rate, (low, off) in zip(initial, table.lines, strict=True)]
    left, price = stepped(table, SIZE, room), mul(cost, SIZE)
    lines = (
        Shown("room", "initial less maintenance margin", left, table.measure),
        Shown("cost", "cost of closing", price, table.measure),
    )
    known = () if choices_in(cost) or free_names(cost) else _at_both_ends(table, room, cost)
    closed = provable(both(*known)) if known else None
    return replace(_claim(table, le(price, left), lines), closed=closed, law=LAW if closed else "")


def _at_both_ends(table: TierTable, room: list[Line], cost: Expr) -> tuple[Expr, ...]:
    """Return, over constants, that the room is enough at both ends of every tier."""
    share = exact(cost, Env({}))
    assert isinstance(share, Fraction), "kinds were checked"
    ends = [
        (slope - share) * end - off
        for tier, (slope, off) in zip(table.tiers, room, strict=True)
        for end in (tier.over, tier.up_to)
        if end is not None
    ]
    steady = [slope - share for tier, (slope, _) in zip(table.tiers, room, strict=True) if tier.up_to is None]
    return tuple(le(num(0), num(value)) for value in (*ends, *steady))


def _claim(table: TierTable, shown: Expr, lines: tuple[Shown, ...]) -> Claim:
    return Claim(
        CHECK.id, subject(table), "a position opened at the highest leverage can pay its closing before it is liquidated",
        (sizes(table),), (), shown, table.place,
        Wording(
            f"by the table `{table.name}` a position of {{size}} opened at the highest leverage has {{room}} before it is "
            "liquidated, less than the {cost} that closing it costs",
            "hazard", "warning", "lower the highest leverage, or the maintenance rate", "", "too little room to close",
        ),
        table=lines, markets=table.markets, content=subject(table),
    )  # fmt: skip
