"""Does a post-only order rest at the price that was sent, or at another without an error?

## Why it matters
An order that is moved inside the spread rests at a price that its sender never named. Whoever keeps the sent price in
a ledger quotes, hedges and cancels by a number that is not in the book.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  post_only: {at_submit: reprice, at_amend: refuse}
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
To which price an order is moved, how its sender learns of it, and how the move is switched off.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..post_only import post_only_claim

CHECK = CheckInfo("orders.post_only_moves", "a post-only order rests at another price than the one sent", "hazard", "note")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of post-only orders."""
    yield from post_only_claim(
        spec, CHECK.id, "moves", "a post-only order rests at the price that was sent", "at_submit",
        Wording("a post-only order comes to rest at a price that was not sent", "hazard", "note",
                "read the resting price back, or ask for a refusal instead", label="moves the order",
                question="How does the sender learn at which price a moved order rests?"), 20,
    )  # fmt: skip
