"""Can an order that is cancelled and sent anew close more than the position, because a fill met the cancel?

## Why it matters
Whoever moves a closing order by cancelling it and sending another counts on the first one being gone. Where a fill that
arrives with the cancel stands, both orders trade, and together they turn the position round.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  races: {cancel_and_fill: fill stands}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  races: {cancel_and_fill: cancel stands}
```

## How it is decided
The order machine of the spec is gone through breadth first; one of its events is an order that is cancelled while a
part of it fills, and sent again at its former quantity.

## What to publish
Which of the two stands, and a way to change an order that leaves no such moment.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.cancel_race", "a cancelled order and the one in its place both fill", "hazard", "note")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of a cancel that meets a fill."""
    yield from one_rule_claim(
        spec, CHECK.id, "overshoots", "orders.races.cancel_and_fill",
        "an order sent in place of one that was cancelled closes no more than the position",
        Wording("a closing order and the one sent in its place may both fill, for more than the position", "hazard", "note",
                "send the new one as reduce-only, or amend the order in place", label="decides it",
                question="Which stands when a cancel and a fill of one order arrive together?"), 20,
    )  # fmt: skip
