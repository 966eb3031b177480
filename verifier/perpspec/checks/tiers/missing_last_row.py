"""Does a table go down to the lowest leverage that the venue allows?

## Why it matters
The last row of a table says how large a position may be at the lowest leverage. Where it is missing, the limit of the
market is not known, and a position at that leverage has no tier.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived, lowest_leverage: 1}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 3, maintenance_rate: 16.67%}
      - {over: 5_000, up_to: 10_000, max_leverage: 2, maintenance_rate: 25%}
  markets: {AUSDT: small}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived, lowest_leverage: 1}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 2, maintenance_rate: 25%}
      - {over: 5_000, up_to: 10_000, max_leverage: 1, maintenance_rate: 50%}
  markets: {AUSDT: small}
```

## How it is decided
The lowest leverage of all rows against `reading.lowest_leverage`, where the spec says it. A table whose last row has no
upper bound misses nothing; one whose last two rows print the same leverage is named by `tiers.leverage_rises`.

## What to publish
The row of the lowest leverage, with its limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.tables import TierTable
from ...readings.exact import Env, exact
from ...readings.rebuild import choices_in, free_names
from ..info import CheckInfo
from ..settled import proved, refuted, skipped
from ..tables import amount, leverage_of, subject, times, top

CHECK = CheckInfo("tiers.missing_last_row", "no row for the lowest leverage", "contradiction", "warning")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for each printed table, where the spec says what the lowest leverage is."""
    clause = spec.resolver().clause("tiers.reading.lowest_leverage")
    if clause is None:
        return
    if choices_in(clause) or free_names(clause):
        yield skipped(CHECK.id, "tiers.reading.lowest_leverage", "the lowest leverage is itself open")
        return
    lowest = exact(clause, Env({}))
    assert isinstance(lowest, Fraction)
    for table in spec.distinct:
        yield goes_down_to(spec, table, lowest)


def goes_down_to(spec: Spec, table: TierTable, lowest: Fraction) -> Finding | Outcome:
    """Return whether some row of a table is for the lowest leverage."""
    known = [tier.min_leverage or leverage_of(table, tier) for tier in table.tiers]
    leverages = [leverage for leverage in known if leverage is not None]
    if len(leverages) < len(known) or top(table) is None:
        return skipped(CHECK.id, subject(table), "a row has no leverage, or no upper bound", table.markets)
    if min(leverages) <= lowest:
        return proved(CHECK.id, subject(table), f"a row is for leverage {times(min(leverages))}", table.markets)
    if len(leverages) > 1 and leverages[-1] == leverages[-2]:
        return skipped(CHECK.id, subject(table), "its last two rows print one leverage: see tiers.leverage_rises", table.markets)
    limit = amount(spec, table, top(table) or Fraction(0))
    wording = Wording(
        f"the table `{table.name}` ends at leverage {times(min(leverages))} and {limit}, with no row for {times(lowest)}",
        "contradiction", "warning", f"print the row for {times(lowest)}",
        f"Up to which size may a position have the leverage {times(lowest)}, and at which maintenance rate?",
    )  # fmt: skip
    last = table.tiers[leverages.index(min(leverages))]
    lines = [
        Line("lowest leverage printed", min(leverages), NUMBER, True, times(min(leverages))),
        Line("lowest leverage allowed", lowest, NUMBER, True, times(lowest)),
    ]
    finding = refuted(CHECK.id, subject(table), wording, [Mark(last.place, "the table ends here")], lines)
    return replace(finding, markets=table.markets)
