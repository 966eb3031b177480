"""Is a price band that is published held for new orders, and what holds for new orders at an amendment, too?

## Why it matters
A band keeps wrong prices out of the book. Where it is published and not held, or is looked at for new orders alone, a
price far outside it gets in, by an amendment if not at once, and fills where the band was there to prevent it.

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
The order machine of the spec is gone through breadth first, with a band that moves as it likes. A band that stops fills
outside it is held wherever orders rest, by reading what is published.

## What to publish
The band for new orders, at an amendment, and at the fill: refused, moved to the edge, cancelled, or stopped.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Outcome
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ...machines.rules import options
from ..info import CheckInfo
from ..one_rule import one_rule_claim
from ..settled import proved

CHECK = CheckInfo("orders.band_evaded", "an order goes where the price band should keep it from", "hazard", "warning")
SENT, AMENDED = "orders.price_band.at_submit", "orders.price_band.at_amend"
MATCHED = "orders.price_band.at_match"
EDGES = ("orders.price_band.highest_buy", "orders.price_band.lowest_sell")


def questions(spec: Spec) -> Iterator[MachineClaim | Outcome]:
    """Yield what becomes of a new order beyond a band that is published, and of an amendment where new orders are held to one."""
    stated, sentence = spec.venue.stated, "no order comes to rest outside the band"
    if MATCHED in stated and options(spec, MATCHED) == ("stop",):
        yield proved(CHECK.id, MATCHED, "the band is held at each fill, wherever an order rests")
        return
    if any(edge in stated for edge in EDGES):
        yield from one_rule_claim(
            spec, CHECK.id, "escapes", SENT, sentence,
            Wording("an order outside the band is accepted, although a band is published", "hazard", "warning",
                    "refuse the order or move it to the edge of the band", label="lets it out",
                    question="What becomes of an order whose price is outside the band?"), 35,
        )  # fmt: skip
    if SENT in stated and options(spec, SENT) != ("accept",):
        yield from one_rule_claim(
            spec, CHECK.id, "escapes", AMENDED, sentence,
            Wording("an order is amended to a price outside the band, where a new one would not be accepted", "hazard", "warning",
                    "hold amendments to the band", label="lets it out",
                    question="Is an amendment to a price outside the band refused?"), 35,
        )  # fmt: skip
