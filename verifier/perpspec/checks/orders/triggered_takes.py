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
By inspection of the outcome that is stated, in every reading of it.

## What to publish
What is done with a post-only order that would take at the moment at which it fires.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Outcome
from ...load.load import Spec
from ..bad_outcome import bad_outcome
from ..info import CheckInfo

CHECK = CheckInfo("orders.triggered_takes", "an order that must not take takes when it fires", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what becomes of a post-only order that fires, where the spec speaks of it."""
    yield from bad_outcome(
        spec, CHECK.id, "orders.post_only.when_triggered", "accept",
        Wording("a post-only order takes when its trigger fires", "hazard", "warning",
                "refuse, cancel or move an order that would take when it fires", label="lets it take",
                question="What happens to a post-only order that fires at a price at which it would take?"), 40,
    )  # fmt: skip
