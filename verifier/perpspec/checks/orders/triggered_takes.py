"""Can an order that must not take still take, when it comes into the book by its trigger?

## Why it matters
A post-only order that waits for a price is checked at a moment that nobody chose. If the check is made when it is sent
and not when it fires, it takes at once, at the taker's fee, in the move that fired it.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  post_only: {at_submit: refuse, when_triggered: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  post_only: {at_submit: refuse, when_triggered: cancel}
```

## How it is decided
The order machine of the spec is gone through breadth first, with one order that waits for a price and has a limit.

## What to publish
What is done with a post-only order that would take at the moment at which it fires.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.triggered_takes", "an order that must not take takes when it fires", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield what becomes of a post-only order that fires, where the spec speaks of it."""
    yield from one_rule_claim(
        spec, CHECK.id, "takes", "orders.post_only.when_triggered", "a post-only order does not take when it fires",
        Wording("a post-only order takes when its trigger fires", "hazard", "warning",
                "refuse, cancel or move an order that would take when it fires", label="lets it take",
                question="What happens to a post-only order that fires at a price at which it would take?"), 40,
    )  # fmt: skip
