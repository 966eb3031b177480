"""Can an own order on the other side take a resting protective order away?

## Why it matters
Where one would trade with oneself, venues cancel one of the two orders. If it is the one that rests, a protective order
is gone as soon as the same account adds to its position at that price, by hand or by another program, and no message
speaks of protection: it says that a self-trade was prevented.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept}
  self_trade: {resting_order: cancel}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept}
  self_trade: {resting_order: keep}
```

## How it is decided
The order machine of the spec is gone through breadth first; one of its events is an order that meets an own one, where
orders that may only reduce can rest.

## What to publish
Which of two orders of one owner is cancelled when they would meet, and whether orders that may only reduce are spared.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..machine_rules import reducing_modes
from ..one_rule import SHAPE, one_rule_claim

CHECK = CheckInfo("orders.self_trade_unprotects", "an own order takes a protective order away", "hazard", "note")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim that an own order takes none away that protects, where such orders rest."""
    if any(True for _ in reducing_modes(spec, SHAPE)):
        yield from one_rule_claim(
            spec, CHECK.id, "unprotects", "orders.self_trade.resting_order",
            "an order that protects a position is not taken away by an own one",
            Wording("an order that protects a position is taken away because an own order would have met it", "hazard", "note",
                    "cancel the one that comes, or spare orders that may only reduce", label="takes it away",
                    question="Is a resting order that may only reduce cancelled to prevent a self-trade?"), 25,
        )  # fmt: skip
