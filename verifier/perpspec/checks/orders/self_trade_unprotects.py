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
By inspection of the outcome that is stated, in every reading of it, where orders that may only reduce can rest.

## What to publish
Which of two orders of one owner is cancelled when they would meet, and whether orders that may only reduce are spared.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Outcome
from ...load.load import Spec
from ..bad_outcome import bad_outcome
from ..info import CheckInfo
from ..machine_rules import reducing_modes
from ..one_rule import SHAPE

CHECK = CheckInfo("orders.self_trade_unprotects", "an own order takes a protective order away", "hazard", "note")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what becomes of a resting order that an own one would meet, where such orders protect a position."""
    if any(True for _ in reducing_modes(spec, SHAPE)):
        yield from bad_outcome(
            spec, CHECK.id, "orders.self_trade.resting_order", "cancel",
            Wording("an order that protects a position is cancelled because an own order would have met it", "hazard", "note",
                    "cancel the one that comes, or spare orders that may only reduce", label="takes it away",
                    question="Is a resting order that may only reduce cancelled to prevent a self-trade?"), 25,
        )  # fmt: skip
