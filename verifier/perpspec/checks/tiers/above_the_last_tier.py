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

## What to publish
The rate of a position above the last bound, and what the venue does with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.claim import Wording
from ...claims.finding import Finding, Line, Mark, Outcome, Verdict, Witness
from ...language.kinds import NUMBER
from ...load.load import Spec
from ...load.names import texts_of
from ...load.tables import TierTable
from ...load.venue import Stated
from ..info import CheckInfo
from ..settled import proved, skipped
from ..tables import amount, top

CHECK = CheckInfo("tiers.above_the_last_tier", "nothing says what holds above the last tier", "undocumented", "warning")
CLAUSE = "tiers.above_the_last_tier"


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield one finding or outcome for a venue of which some market has a largest size."""
    limits = [(limit, table) for table in spec.in_force if (limit := top(table)) is not None]
    stated = spec.venue.stated.get(CLAUSE)
    if not limits:
        return
    if stated is None:
        yield skipped(CHECK.id, CLAUSE, "the spec does not say `above_the_last_tier`, not even that the venue is silent")
    elif stated.clause.status in ("published", "inferred"):
        yield proved(CHECK.id, CLAUSE, f"{stated.clause.status}: {stated.clause.value}")
    else:
        yield nothing_above(spec, stated, *min(limits, key=lambda found: found[0]))


def nothing_above(spec: Spec, stated: Stated, limit: Fraction, table: TierTable) -> Finding:
    """Return the finding that sizes above the lowest limit of all markets have no rule, or more than one."""
    options = tuple(dict.fromkeys(written.text for written in texts_of(stated)))
    said = amount(spec, table, limit)
    market = table.markets[0] if table.markets else table.name
    why = "its sources disagree on what holds then" if stated.clause.status == "disputed" else "nothing published says what holds then"
    wording = Wording(
        f"a position at the limit of {said} of `{market}` is above the last tier after any rise of its price: {why}",
        "undocumented", "warning", "say which rate holds above the last bound, and whether the position is reduced",
        f"What holds for a position in `{market}` that has grown above {said}?",
    )  # fmt: skip
    half_more = limit * Fraction(3, 2)
    lines = (
        Line("notional when opened", limit, table.measure, True, said),
        Line("rise of the price", Fraction(1, 2), NUMBER, True, "50%"),
        Line("notional then", half_more, table.measure, False, amount(spec, table, half_more)),
    )
    return Finding(
        CHECK.id, wording.kind, wording.severity, Verdict.DEPENDS, "", CLAUSE, wording.message,
        (Mark(stated.place, why), Mark(table.place, f"ends at {said}")), wording.help, Witness(lines),
        readings=tuple(f"`{CLAUSE}` may be: {option}" for option in options),
        question=stated.clause.question or wording.question, markets=spec.markets, basis="by inspection of the last bounds",
    )  # fmt: skip
