"""Can a resting order that may only reduce be amended to more than there is to reduce?

## Why it matters
A limit that is looked at when an order is sent, and not when its quantity is changed, is no limit: the same order that
would be refused rests for more than the position after one amendment, and whoever adds up protective orders is wrong.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, oversized: refuse, at_amend: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, oversized: refuse, at_amend: refuse}
```

## How it is decided
By inspection of the outcome that is stated, in every reading of it.

## What to publish
What an amendment to more than the position comes to: refused with a code, or cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Outcome
from ...load.load import Spec
from ..bad_outcome import bad_outcome
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, reducing_modes
from ..one_rule import SHAPE

CHECK = CheckInfo("orders.amended_exceeds", "an order that may only reduce is amended beyond the position", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what an amendment comes to, for each mode in which such orders rest."""
    for asked in reducing_modes(spec, SHAPE):
        yield from bad_outcome(
            spec, CHECK.id, f"orders.{asked.flag}.at_amend", "accept",
            Wording(f"an order that may only reduce is amended to more than there is to reduce, in {MODE_WORDS[asked.mode]}",
                    "hazard", "warning", "refuse the amendment, or cut it to the position", label="lets it exceed",
                    question="Can a resting order that may only reduce be amended to more than the position?"), 35,
        )  # fmt: skip
