"""Can orders that may only reduce rest for more than there is to reduce, all together?

## Why it matters
Whoever adds up the protective orders on a position takes their sum for what will be closed. Where several of them
together exceed the position, which of them still counts is decided later, by rules that are often not published.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only:
    one_way: accept
    no_position: refuse
    oversized: clip
    together: accept
    at_fill: clip
    position_shrinks: keep
    cut_first: newest
    position_flips: cancel
    position_flat: cancel
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only:
    one_way: accept
    no_position: refuse
    oversized: clip
    together: clip
    at_fill: clip
    position_shrinks: clip
    cut_first: newest
    position_flips: cancel
    position_flat: cancel
```

## How it is decided
The order machine of the spec is gone through breadth first, within the bounds that the verdict names.

## What to publish
Whether the orders are counted together when one is sent, and which of them are cut first when the position shrinks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ...machines.shape import Shape
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, machine_claim, place_among, reducing_modes

CHECK = CheckInfo(
    "orders.reduce_only_exceeds", "orders that may only reduce rest for more than the position", "hazard", "warning"
)
SHAPE = Shape(slots=3, prices=False, post_only=False)


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim for each mode in which such orders rest."""
    for asked in reducing_modes(spec, SHAPE):
        yield machine_claim(
            CHECK.id, asked, "orders that may only reduce never rest for more than the position, all together", "exceeds", SHAPE,
            place_among(spec, asked, "together", "position_shrinks"),
            Wording(f"orders that may only reduce rest for more than there is to reduce, in {MODE_WORDS[asked.mode]}", "hazard",
                    "warning", "count them together, and say which is cut first", label="lets them exceed",
                    question="Which orders are cut first when reduce-only orders together exceed the position?"),
            any_number=False, gravity=40,
        )  # fmt: skip
