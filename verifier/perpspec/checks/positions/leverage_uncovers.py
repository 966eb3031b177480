"""Can a lower leverage leave an account with less than its position and orders then need?

## Why it matters
A lower leverage asks for more margin. Where the change is let through without it, the account is short at once: new
orders are refused, and where the requirement for keeping a position hangs on the chosen leverage, it can be liquidated
by a click in its settings, without any move of the price.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {leverage_without_margin: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {leverage_without_margin: refuse}
```

## How it is decided
The order machine of the spec is gone through breadth first, for an account that holds one lot without borrowing; an
order is taken only if the larger side of position and orders is covered at the leverage of that moment.

## What to publish
Whether a change of the leverage is refused where the margin does not suffice, with the code.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("positions.leverage_uncovers", "a lower leverage leaves the margin short", "hazard", "warning")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim where the spec says what becomes of a lower leverage without the margin for it."""
    yield from one_rule_claim(
        spec, CHECK.id, "uncovers", "position_modes.leverage_without_margin",
        "a change of the leverage leaves no account short of margin",
        Wording("a lower leverage is taken although the margin does not suffice for it", "hazard", "warning",
                "refuse a leverage that position and orders cannot bear", label="lets it through",
                question="Is a lower leverage refused where the margin does not suffice for it?"), 40,
    )  # fmt: skip
