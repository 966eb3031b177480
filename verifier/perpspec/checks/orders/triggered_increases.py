"""Can an order that may only reduce open or turn a position when its trigger fires?

## Why it matters
A stop is sent while the position is whole, and fires when it may be smaller, gone or on the other side. Only what is
done at that moment keeps it from opening a position that nobody wanted, in the worst market for it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, when_triggered: fill}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, when_triggered: clip}
```

## How it is decided
The order machine of the spec, with one order that waits for a price, is gone through breadth first.

## What to publish
What becomes of a reduce-only order that fires for more than what is left of the position.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, reducing_modes
from ..one_rule import SHAPE, one_rule_claim

CHECK = CheckInfo("orders.triggered_increases", "an order that may only reduce increases when it fires", "hazard", "error")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim for each mode for which the spec says what a trigger does to such orders."""
    for asked in reducing_modes(spec, SHAPE):
        yield from one_rule_claim(
            spec, CHECK.id, "increases", f"orders.{asked.flag}.when_triggered",
            "an order that may only reduce never increases when it fires",
            Wording(f"an order that may only reduce opens or turns a position when it fires, in {MODE_WORDS[asked.mode]}",
                    "hazard", "error", "cut the order to the position when it fires", label="lets it fill",
                    question="What becomes of a reduce-only order that fires for more than the position?"), 60, asked.mode,
        )  # fmt: skip
