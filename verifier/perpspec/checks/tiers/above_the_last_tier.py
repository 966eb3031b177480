"""What holds for a position that has grown past the last tier?

## Why it matters
An order is refused above the last bound, but an open position is not: when the mark price moves, its notional grows
past the bound by itself. Which rate it then has, or whether it is reduced, must be published.

## A spec that fails
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
  above_the_last_tier: {status: silent, searched: [faq], domain: [last rate applies, reduce only]}
sources:
  sources: {faq: {kind: venue, title: The page on tiers}}
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
  above_the_last_tier: last rate applies
```

## How it is decided
The lowest of all last bounds in force; where the rate is a formula of the size, the size at which the initial rate
passes the whole position. A clause that is missing from the spec is skipped with that reason: write it as silent.

## What to publish
The rate of a position above the last bound, and what the venue does with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome, Verdict
from ...load.load import Spec
from ...load.names import texts_of
from ...load.venue import Stated
from ..ends import End, full_rates, last_bounds
from ..info import CheckInfo
from ..settled import proved, refuted, skipped
from ..tables import amount

CHECK = CheckInfo("tiers.above_the_last_tier", "nothing says what holds above the last tier", "undocumented", "warning")
CLAUSE = "tiers.above_the_last_tier"


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for a venue of which some market has a largest size."""
    ends = [*last_bounds(spec), *full_rates(spec)]
    stated = spec.venue.stated.get(CLAUSE)
    if not ends:
        return
    if stated is None:
        yield skipped(CHECK.id, CLAUSE, "the spec does not say `above_the_last_tier`, not even that the venue is silent")
    elif stated.clause.status in ("published", "inferred"):
        yield proved(CHECK.id, CLAUSE, f"{stated.clause.status}: {stated.clause.value}")
    else:
        yield nothing_above(spec, stated, min(ends, key=lambda end: end.size))


def nothing_above(spec: Spec, stated: Stated, end: End) -> Finding:
    """Return the finding that sizes above the lowest end of all markets have no rule, or more than one."""
    options = tuple(dict.fromkeys(written.text for written in texts_of(stated)))
    limit, disputed = amount(spec, end.table, end.size), stated.clause.status == "disputed"
    why = "its sources disagree on what holds then" if disputed else "nothing published says what holds then"
    more = end.size + 1
    wording = Wording(
        f"a position in `{end.market}` that has grown past {limit} {end.why}: {why}",
        "undocumented", "warning", "say which rate holds above the last bound, and whether the position is reduced",
        f"What holds for a position in `{end.market}` that has grown above {limit}?",
    )  # fmt: skip
    lines = (
        Line("size when opened", end.size, end.table.measure, True, limit),
        Line("size after a move of the price", more, end.table.measure, True, amount(spec, end.table, more)),
    )
    finding = refuted(CHECK.id, CLAUSE, wording, (Mark(stated.place, why), Mark(end.table.place, f"ends at {limit}")), lines)
    return replace(
        finding, verdict=Verdict.DEPENDS, readings=tuple(f"`{CLAUSE}` may be: {option}" for option in options),
        question=stated.clause.question or wording.question, markets=spec.markets, basis="by inspection of the last bounds",
    )  # fmt: skip
