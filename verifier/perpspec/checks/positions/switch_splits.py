"""Can a switch of the position mode leave some markets in the old mode without a word?

## Why it matters
A switch for a whole coin or account that passes over the markets with an order or a position is reported as done. From
then on an account is in two modes: an order that names no leg is right in one market and refused, or read as something
else, in the next.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes:
  one_way: offered
  hedge: offered
  switch_with_orders: refuse
  switch_with_positions: skip
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
That a switch is refused whole where one market cannot follow, or which markets were left out, in its answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..switches import switch_claim

CHECK = CheckInfo("positions.switch_splits", "a switch of the mode leaves some markets behind", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where a venue has both modes."""
    yield from switch_claim(
        spec, CHECK.id, "splits", "a switch of the mode takes every market along, or none",
        Wording("the position mode is switched, and a market with an order or a position stays in the old one", "hazard",
                "warning", "refuse the switch whole, or name the markets that were left out", label="passes over it",
                question="Is a switch refused when one market cannot follow, or is that market left in the old mode?"), 45,
    )  # fmt: skip
