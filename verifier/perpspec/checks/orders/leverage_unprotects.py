"""Can a change of the leverage take away the orders that protect a position?

## Why it matters
Leverage is changed to have more room, often in a moving market. Where the venue cancels the resting orders of the market
for it, the stop that was to limit the loss is gone, and nothing in the change itself says so.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {leverage_with_orders: cancel}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {leverage_with_orders: refuse}
```

## How it is decided
The order machine of the spec, with a change of the leverage among its events, is gone through breadth first.

## What to publish
What becomes of resting orders when the leverage or the margin mode of a market is changed: refused with a code, or kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.leverage_unprotects", "a change of the leverage takes protective orders away", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of a change of the leverage while orders rest."""
    yield from one_rule_claim(
        spec, CHECK.id, "unprotects", "position_modes.leverage_with_orders",
        "a change of the leverage leaves the orders that may only reduce where they are",
        Wording("the leverage is changed, and the orders that protect the position are gone", "hazard", "warning",
                "refuse the change while orders rest, or keep them", label="decides it",
                question="What becomes of resting orders when the leverage is changed?"), 40,
    )  # fmt: skip
