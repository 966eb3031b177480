"""Is the price band that holds for new orders held at an amendment, too?

## Why it matters
A band keeps wrong prices out of the book. Where it is looked at for new orders alone, a price far outside it gets in by
an amendment: an order for safety is then the way around the safety, and fills at a price the band was there to prevent.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  price_band: {at_submit: refuse, at_amend: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  price_band: {at_submit: refuse, at_amend: cancel}
```

## How it is decided
The order machine of the spec is gone through breadth first, with a band that moves as it likes; new orders are held to it.

## What to publish
The band at an amendment: refused with the order left as it was, moved to the edge, or cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ...machines.rules import options
from ..info import CheckInfo
from ..one_rule import one_rule_claim

CHECK = CheckInfo("orders.band_evaded", "an amendment goes where no new order may", "hazard", "warning")
SENT = "orders.price_band.at_submit"


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield what becomes of an amendment to beyond the band, where new orders are held to it."""
    if SENT in spec.venue.stated and "accept" not in options(spec, SENT):
        yield from one_rule_claim(
            spec, CHECK.id, "escapes", "orders.price_band.at_amend", "no order comes to rest outside the band",
            Wording("an order is amended to a price outside the band, where a new one would not be accepted", "hazard", "warning",
                    "hold amendments to the band", label="lets it out",
                    question="Is an amendment to a price outside the band refused?"), 35,
        )  # fmt: skip
