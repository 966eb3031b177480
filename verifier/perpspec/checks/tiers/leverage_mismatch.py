"""Do the initial rate and the highest leverage of a tier say the same?

## Why it matters
The highest leverage is one over the initial rate. Where a row prints both and they differ, one of them is wrong, and
nobody can tell how much margin an order of that size needs.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 50, initial_rate: 2%, maintenance_rate: 1%}
      - {over: 5_000, up_to: 10_000, max_leverage: 20, initial_rate: 6%, maintenance_rate: 3%}
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
      - {over: 0,     up_to: 5_000,  max_leverage: 50,    initial_rate: 2%, maintenance_rate: 1%}
      - {over: 5_000, up_to: 10_000, max_leverage: 16.66, initial_rate: 6%, maintenance_rate: 3%}
  markets: {AUSDT: small}
```

## How it is decided
A number that is the reciprocal of the other one, rounded or cut at the decimals that are printed, agrees with it; so
does a rate rounded to two decimals of a percent. Where only a coarser rounding of the rate makes them agree, such as
1.3% for 75x, it is a note.

## What to publish
One of the two, or both from the same source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...claims.quantities import rounded_text
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.tables import TierTable
from ..digits import is_raised, is_rounded
from ..info import CheckInfo
from ..settled import proved, refuted
from ..tables import percent, subject, tier_name, times

CHECK = CheckInfo("tiers.leverage_mismatch", "initial rate and highest leverage disagree", "contradiction", "error")
PERCENT_DIGITS = 4


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table that gives both in some row."""
    for table in spec.distinct:
        rows = [
            (tier, tier.initial_rate, tier.max_leverage)
            for tier in table.tiers
            if tier.initial_rate is not None and tier.max_leverage is not None
        ]
        unlike = [(tier, rate, leverage) for tier, rate, leverage in rows if not agree(rate, leverage)]
        if unlike:
            tier, rate, leverage = min(unlike, key=lambda row: coarse(row[1], row[2]))
            marks = [Mark(t.place, f"{percent(r)} is not {times(lev)}") for t, r, lev in unlike]
            lines = (
                Line("initial rate", rate, NUMBER, True, percent(rate)),
                Line("highest leverage", leverage, NUMBER, True, times(leverage)),
            )
            wording = _wording(table, tier_name(spec, table, tier), rate, leverage, f"{len(unlike)} of {len(rows)}")
            yield replace(refuted(CHECK.id, subject(table), wording, marks, lines), markets=table.markets)
        elif rows:
            yield proved(CHECK.id, subject(table), f"{len(rows)} tiers print both, and they agree", table.markets)


def agree(rate: Fraction, leverage: Fraction) -> bool:
    """Return whether one number is the other's reciprocal as it would be printed."""
    if rate <= 0 or leverage <= 0:
        return False
    as_leverage = is_rounded(leverage, 1 / rate) or is_raised(leverage, 1 / rate)
    return as_leverage or is_rounded(rate, 1 / leverage, PERCENT_DIGITS)


def coarse(rate: Fraction, leverage: Fraction) -> bool:
    """Return whether the rate is the reciprocal of the leverage, rounded to the decimals that are printed of it."""
    return rate > 0 and leverage > 0 and is_rounded(rate, 1 / leverage)


def _wording(table: TierTable, tier: str, rate: Fraction, leverage: Fraction, share: str) -> Wording:
    allowed = f"{rounded_text(1 / rate, 2)}x" if rate > 0 else "no leverage"
    return Wording(
        f"{tier} of the table `{table.name}` prints the initial rate {percent(rate)}, which is {allowed}, beside the "
        f"highest leverage {times(leverage)} ({share} tiers that print both)",
        "hazard" if coarse(rate, leverage) else "contradiction", "note" if coarse(rate, leverage) else "error",
        "print the leverage that the initial rate gives, or the rate that the leverage gives",
        f"Is the highest leverage in {tier} {times(leverage)}, or is the initial rate {percent(rate)}?",
    )  # fmt: skip
