"""Can an order that must not take still take, at submission or when it is amended?

## Why it matters
A post-only order pays the maker's fee and waits. If it takes after all, its sender trades at once, at a worse fee, and
perhaps against an own plan; this happens most easily when the price of a resting order is changed.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  post_only: {at_submit: refuse, at_amend: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  post_only: {at_submit: refuse, at_amend: cancel}
```

## How it is decided
The order machine of the spec is gone through breadth first over orders, prices and amendments.

## What to publish
What is done with a post-only order that would take: at submission, and when it is amended.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..post_only import post_only_claim

CHECK = CheckInfo("orders.post_only_takes", "an order that must not take can take", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of post-only orders."""
    yield from post_only_claim(
        spec, CHECK.id, "takes", "a post-only order never takes", "at_amend",
        Wording("a post-only order takes", "hazard", "warning", "refuse, cancel or move an order that would take",
                label="decides it",
                question="What happens to a post-only order that is amended to a price at which it takes?"), 45,
    )  # fmt: skip
