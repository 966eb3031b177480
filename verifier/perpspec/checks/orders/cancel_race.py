"""Is it published which of a cancel and a fill stands when they meet, before an order is sent in place of another?

## Why it matters
Whoever moves a closing order by cancelling it and sending another has to know whether the first one can still fill. If
it is published that the fill stands, one waits for the answer to the cancel. If the pages are silent or differ, a sender
who trusts the cancel trades twice, and the two orders together turn the position round.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {help: {kind: venue, title: Help}, api: {kind: api, title: Reference}}}
orders:
  races:
    cancel_and_fill:
      status: disputed
      alternatives: [{value: fill stands, source: help}, {value: cancel stands, source: api}]
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  races: {cancel_and_fill: fill stands}
```

## How it is decided
By reading, where one outcome is published: its sender can act on it. Where several are possible, the order machine of the
spec is gone through breadth first; one of its events is an order that is cancelled while a part of it fills, and sent
again at its former quantity.

## What to publish
Which of the two stands, and a way to change an order that leaves no such moment.
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

CHECK = CheckInfo("orders.cancel_race", "a cancelled order and the one in its place may both fill", "undocumented", "note")
RACE = "orders.races.cancel_and_fill"


def questions(spec: Spec) -> Iterator[MachineClaim | Outcome]:
    """Yield the claim where the spec leaves open which stands, and what is published where it does not."""
    if RACE in spec.venue.stated and len(stands := options(spec, RACE)) == 1:
        yield proved(CHECK.id, RACE, f"published: {stands[0]}")
        return
    yield from one_rule_claim(
        spec, CHECK.id, "overshoots", RACE,
        "an order sent in place of one that was cancelled closes no more than the position",
        Wording("a closing order and the one sent in its place may both fill, for more than the position", "undocumented", "note",
                "send the new one as reduce-only, or amend the order in place", label="decides it",
                question="Which stands when a cancel and a fill of one order arrive together?"), 20,
    )  # fmt: skip
