"""Can one funding payment be more than the margin that keeps a position from liquidation?

## Why it matters
A position is left alone as long as its margin is not below the maintenance margin. Where one payment at the cap is more
than that, a position that was safe before the settlement has less than nothing after it, and no liquidation came between.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {small: [{over: 0, up_to: 5_000, max_leverage: 50, maintenance_rate: 1%}]}
  markets: {AUSDT: small}
funding: {cap: 2%, floor: -2%, interval: {states: [8h], default: 8h}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {small: [{over: 0, up_to: 5_000, max_leverage: 50, maintenance_rate: 1%}]}
  markets: {AUSDT: small}
funding: {cap: 0.75%, floor: -0.75%, interval: {states: [8h], default: 8h}}
```

## How it is decided
The cap, or the floor where that is larger, is brought to one settlement (`rate_period` says for how long a rate is
charged) and compared with the maintenance rate of the first tier, over every interval in reach of the default one.

## What to publish
A cap that is a share of the first tier's maintenance rate, so that the one moves with the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import le
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Expr, Pick
from ...load.load import Spec
from ...machines.interval import clocks
from ..distance import smallest_rate
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, place_of, subject
from ..settlement import in_reach, worst_payment, worst_rate

CHECK = CheckInfo(
    "funding.payment_above_maintenance", "one payment exceeds the maintenance margin of the first tier", "hazard", "warning"
)


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a cap and a table."""
    if "funding.cap" in spec.venue.stated and spec.tables:
        yield from each_market(spec, CHECK.id, lambda market: iter((one_payment_is_covered(spec, market),)))


def one_payment_is_covered(spec: Spec, market: str) -> Claim:
    """Return the claim that the worst payment of one settlement is at most the first tier's maintenance margin."""
    paid, kept = one_payment(spec, market), smallest_rate(spec, spec.resolver(market), "maintenance_rate")
    return Claim(
        CHECK.id, subject(spec, market, "funding.cap", paid, kept),
        "one payment at the cap is at most the maintenance margin of the first tier",
        inputs(spec.resolver(market), paid, kept), (), le(paid, kept), place_of(spec, "funding.cap"),
        Wording(
            "one payment at the cap takes {paid} of the notional, but a position of the first tier keeps only {kept} "
            "before it is liquidated: from safe to below zero in one settlement",
            help="tie the cap to the maintenance rate of the first tier", label="up to {paid} at once",
            question="What happens to a position whose margin is less than one payment?",
        ),
        also=((place_of(spec, f"tiers.markets.{market}"), "its maintenance rates"), *leaning(spec, paid, kept)),
        table=(Shown("paid", "rate of one payment", paid, NUMBER), Shown("kept", "maintenance rate", kept, NUMBER)),
        markets=(market,) if market else (), gravity=40,
    )  # fmt: skip


def one_payment(spec: Spec, market: str) -> Expr:
    """Return the largest share of the notional paid at once, over the intervals in reach."""
    known = clocks(spec, market)
    if not known:
        if spec.resolver(market).clause("funding.rate_period") is not None:
            raise FormulaError("funding has no settlements: it is charged for the time held", (0, 1))
        return worst_rate(spec.resolver(market))
    lengths = dict.fromkeys(length for clock in known for length in in_reach(spec, clock))
    parts = tuple(worst_payment(spec, market, length) for length in lengths)
    return parts[0] if len(parts) == 1 else Pick("max", parts)
