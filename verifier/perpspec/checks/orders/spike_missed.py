"""Can a price pass the trigger of a protective order and come back, and the order still waits?

## Why it matters
A stop is there for the moment in which the price is bad. A venue looks at its prices at times; a price that passes the
trigger and is back before the next look fires the order on one venue, and on another it does nothing. Both the one who
is closed out at a price that no chart shows, and the one who is not closed out, are surprised.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  triggers: {mark: accept, spike_inside_window: no trigger}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  triggers: {mark: accept, spike_inside_window: trigger}
```

## How it is decided
The order machine of the spec, with one order that waits for a price, is gone through breadth first.

## What to publish
How often each price is looked at for triggers, and whether the extremes between two looks count.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.spike_missed", "a price passes a trigger, and the order does not fire", "hazard", "note")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of a price that passes between two looks."""
    yield from one_rule_claim(
        spec, CHECK.id, "misses", "orders.triggers.spike_inside_window", "a price that passes a trigger fires the order",
        Wording("a price passes the trigger of a protective order and comes back, and the order does not fire", "hazard", "note",
                "count the extremes between two looks", label="decides it",
                question="Does a price fire an order when it passes the trigger and comes back between two looks?"), 20,
    )  # fmt: skip
