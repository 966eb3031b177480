"""Does a larger position ever need less maintenance margin than a smaller one?

## Why it matters
A margin that falls as the position grows rewards size where size is the risk: a holder can leave liquidation by adding
to the position, and the venue's buffer shrinks when it is needed most.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: whole position}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
```

## A spec that passes
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

## How it is decided
Over all pairs of sizes; for stepped tables the closed form looks at each rate and at each bound. It is asked only where
every size has one tier and printed deductions follow their recurrence.

## What to publish
Rates that do not fall from tier to tier, and deductions that leave no step down at a bound.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, implies, le, lt, num
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...claims.laws import NEVER_FALLS
from ...language.domains import Variable
from ...language.kinds import NUMBER
from ...language.tree import Expr, Name
from ...load.load import Spec
from ...load.tables import TierTable
from ..curves import curves, others, rate_of
from ..info import CheckInfo
from ..settled import skipped
from ..tables import bounds, maintenance, sizes, subject, unsound

CHECK = CheckInfo("tiers.falls", "a larger position needs less margin than a smaller one", "hazard", "warning")
SMALLER, LARGER = Name("smaller"), Name("larger")


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for each printed table and each curve in force, and why where it cannot be asked."""
    for table in spec.distinct:
        reason = unsound(table)
        yield skipped(CHECK.id, subject(table), reason, table.markets) if reason else margin_never_falls(table)
    for table, resolver, markets in curves(spec):
        rates = [rate_of(resolver, "maintenance_rate", x) for x in (SMALLER, LARGER)]
        if rates[0] is not None and rates[1] is not None:
            yield rate_never_falls(table, rates[0], rates[1], others(resolver, rates[0]), markets)


def margin_never_falls(table: TierTable) -> Claim:
    """Return the claim that of two sizes the larger one needs at least as much margin."""
    low, high = maintenance(table, SMALLER), maintenance(table, LARGER)
    met = list(bounds(table))
    steps = [le(num(before), num(after)) for _, before, after in met]
    slopes = [le(num(0), num(rate)) for rate, _ in table.lines]
    down = next((tier for tier, before, after in met if after < before), table)
    return Claim(
        CHECK.id, subject(table), "the maintenance margin never falls as the size grows", _pair(table),
        (), implies(lt(SMALLER, LARGER), le(low, high)), down.place,
        Wording(
            f"by the table `{table.name}` a position of {{larger}} needs {{high}}, less than the {{low}} of one of {{smaller}}",
            "hazard", "warning", "let no rate fall from tier to tier, or give the deduction that leaves no step down",
            "Is the maintenance margin of a position of {larger} really below that of one of {smaller}?", "the margin falls here",
        ),
        both(*steps, *slopes), NEVER_FALLS,
        table=(
            Shown("low", "margin of the smaller", low, table.measure),
            Shown("high", "margin of the larger", high, table.measure),
        ),
        markets=table.markets, content=subject(table),
    )  # fmt: skip


def rate_never_falls(table: TierTable, low: Expr, high: Expr, free: tuple[Variable, ...], markets: tuple[str, ...]) -> Claim:
    """Return the claim that of two sizes the larger one has at least the same rate, which is never below zero."""
    return Claim(
        CHECK.id, subject(table), "the maintenance rate is never below zero and never falls as the size grows",
        (*_pair(table), *free), (), both(le(num(0), low), implies(lt(SMALLER, LARGER), le(low, high))), table.place,
        Wording(
            f"by the table `{table.name}` a position of {{larger}} has the rate {{high}}, one of {{smaller}} has {{low}}",
            "hazard", "warning", "let the rate rise with the size", "", "the rate falls, or is below zero",
        ),
        table=(Shown("low", "rate of the smaller", low, NUMBER), Shown("high", "rate of the larger", high, NUMBER)),
        markets=markets,
    )  # fmt: skip


def _pair(table: TierTable) -> tuple[Variable, Variable]:
    return sizes(table, "smaller"), sizes(table, "larger")
