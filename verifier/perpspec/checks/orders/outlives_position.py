"""Does an order for the whole of a position go on waiting when that position is closed?

## Why it matters
Such an order has no quantity of its own: it closes whatever is there when it fires. One that outlives its position waits
for the next one, which may have been opened the same day for another reason, and closes that at a price meant for the
first.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  close_position: {one_way: accept, position_flat: keep}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  close_position: {one_way: accept, position_flat: cancel}
```

## How it is decided
By inspection of the outcome that is stated, in every reading of it.

## What to publish
What becomes of an order for the whole position when it is closed by something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Outcome
from ...load.load import Spec
from ..bad_outcome import bad_outcome
from ..info import CheckInfo

CHECK = CheckInfo("orders.outlives_position", "an order for the whole position waits for the next one", "hazard", "note")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what becomes of an order for the whole position once there is none, where the spec speaks of it."""
    yield from bad_outcome(
        spec, CHECK.id, "orders.close_position.position_flat", "keep",
        Wording("an order for the whole position stays when the position is closed, and closes the next one", "hazard", "note",
                "cancel it with its position", label="stays",
                question="Does an untriggered order for the whole position stay when the position is closed?"), 30,
    )  # fmt: skip
