"""Can the fill of an order that may only reduce make a position larger, or turn it round?

## Why it matters
A reduce-only order is what protects a position while nobody looks. If it is checked only when it is sent, other fills
can use up the position first; then the protective order opens a new one on the other side, unprotected. In hedge mode
the same holds of an order that trades against its leg.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only:
    one_way: accept
    no_position: refuse
    oversized: refuse
    together: accept
    at_fill: fill
    position_shrinks: keep
    cut_first: each alone
    position_flips: keep
    position_flat: keep
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, at_fill: clip}
```

## How it is decided
The order machine of the spec is gone through breadth first, which gives the shortest sequence of events. What holds is
proved by an invariant for one order among any number of others, with quantities without bound.

## What to publish
What happens at the moment of a fill that is larger than the position; or that resting orders are cut as soon as the
position shrinks, and cancelled when it is flat or turns round.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...load.load import Spec
from ...machines.shape import Shape
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, machine_claim, place_among, reducing_modes

CHECK = CheckInfo("orders.reduce_only_increases", "an order that may only reduce can open a position", "hazard", "error")
SHAPE = Shape(slots=3, prices=False, post_only=False)


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim for each mode in which such orders rest."""
    for asked in reducing_modes(spec, SHAPE):
        what = "a reduce-only order" if asked.flag == "reduce_only" else "an order against its leg"
        yield machine_claim(
            CHECK.id, asked, f"{what} never makes a position larger and never turns it round", "increases", SHAPE,
            place_among(spec, asked, "at_fill", "position_shrinks"),
            Wording(f"{what} fills for more than there is to reduce, in {MODE_WORDS[asked.mode]}", "hazard", "error",
                    "cut the fill to what is left of the position, or say what is done instead", label="decides what a fill does",
                    question="What happens when such an order fills while less of the position is left than the order?"),
            gravity=80,
        )  # fmt: skip
