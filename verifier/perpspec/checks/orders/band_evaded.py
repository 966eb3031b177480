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
By inspection of the outcome that is stated, in every reading of it.

## What to publish
The band at an amendment: refused with the order left as it was, moved to the edge, or cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Outcome
from ...load.load import Spec
from ...machines.rules import options
from ..bad_outcome import bad_outcome
from ..info import CheckInfo

CHECK = CheckInfo("orders.band_evaded", "an amendment goes where no new order may", "hazard", "warning")
SENT = "orders.price_band.at_submit"


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what becomes of an amendment to beyond the band, where new orders are held to it."""
    if SENT in spec.venue.stated and "accept" not in options(spec, SENT):
        yield from bad_outcome(
            spec, CHECK.id, "orders.price_band.at_amend", "accept",
            Wording("an order is amended to a price outside the band, where a new one would not be accepted", "hazard", "warning",
                    "hold amendments to the band", label="lets it out",
                    question="Is an amendment to a price outside the band refused?"), 35,
        )  # fmt: skip
