"""Can the position mode be switched while orders or positions are left that the new mode cannot express?

## Why it matters
An order of one-way mode names no leg, and a position of hedge mode has two. What becomes of them after a switch has to
be said, or nobody knows whether a protective order still protects anything.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes:
  one_way: offered
  hedge: offered
  switch_with_orders: accept
  switch_with_positions: refuse
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes:
  one_way: offered
  hedge: offered
  switch_with_orders: refuse
  switch_with_positions: refuse
```

## How it is decided
The order machine of the spec is gone through breadth first, with the switch of the mode as one of its events.

## What to publish
Whether a switch is refused while an order rests or a position is open, with the codes, and of which markets.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..switches import switch_claim

CHECK = CheckInfo("positions.switch_strands", "a switch of the mode strands orders or positions", "hazard", "error")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where a venue has both modes."""
    yield from switch_claim(
        spec, CHECK.id, "strands", "a switch of the mode leaves no order and no position behind",
        Wording("the position mode is switched while an order or a position is left behind", "hazard", "error",
                "refuse the switch, or say what becomes of each order and position", label="lets it happen",
                question="What becomes of resting orders and of positions when the position mode is switched?"), 60,
    )  # fmt: skip
