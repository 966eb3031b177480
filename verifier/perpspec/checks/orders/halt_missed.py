"""Can a price pass the trigger of a protective order while trading stands still, and the order still sleeps when it reopens?

## Why it matters
A halt ends far from where it began: that is why there was one. A stop that was passed in the meantime and does not act
at reopening leaves its position open in the first and worst minutes of trading, and its owner trusts that it fired.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  triggers: {mark: accept, while_halted: no trigger}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  triggers: {mark: accept, while_halted: at reopening}
```

## How it is decided
The order machine of the spec, with one order that waits for a price and a market that is restricted, halted and
reopened, is gone through breadth first.

## What to publish
Whether prices are compared with triggers while trading stands still, and what is done at reopening with those that were
passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.halt_missed", "a price passes a trigger in a halt, and the order sleeps on", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec speaks of prices that pass while the market stands still."""
    yield from one_rule_claim(
        spec, CHECK.id, "sleeps", "orders.triggers.while_halted", "an order that was passed in a halt fires at reopening at last",
        Wording("a price passes the trigger of a protective order in a halt, and the order does not fire when trading reopens",
                "hazard", "warning", "compare prices with triggers at reopening", label="decides it",
                question="Does an order fire whose trigger was passed while trading stood still?"), 45,
    )  # fmt: skip
