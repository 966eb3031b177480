"""Is it published which resting orders are cancelled before a liquidation begins?

## Why it matters
An order that still rests while a position is being closed can fill on the other side of it: the account buys what the
venue sells for it, and the margin that the order holds is not there for the liquidation.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: liquidation page}}}
liquidation:
  cancelled_first:
    status: silent
    searched: page
    domain: [all orders of the account, orders of the contract, no order]
    question: "Which orders are cancelled first?"
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
liquidation:
  cancelled_first: all orders of the account
```

## How it is decided
By inspection of `liquidation.cancelled_first`: it is published, or else open with the options that were found possible.

## What to publish
Which orders are cancelled, of the contract or of the account, and whether before the first forced order.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding, Mark, Outcome, Verdict
from ...load.load import Spec
from ...load.names import texts_of
from ..info import CheckInfo
from ..settled import proved

CHECK = CheckInfo("liquidation.cancels_first", "which orders a liquidation cancels first is open", "undocumented", "note")
FIRST = "liquidation.cancelled_first"


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield the finding where the clause is open, and what is published where it is not."""
    stated = spec.venue.stated.get(FIRST)
    if stated is None:
        return
    clause = stated.clause
    if clause.status in ("published", "inferred"):
        yield proved(CHECK.id, FIRST, f"{clause.status}: {clause.value or 'by market'}")
        return
    options = " or ".join(f"`{written.text}`" for written in texts_of(stated))
    yield Finding(
        CHECK.id, "undocumented", "note", Verdict.DEPENDS, "", FIRST,
        f"what a liquidation cancels first is {clause.status}{f': {options}' if options else ''}; whether a resting order can "
        "fill while the account is being liquidated hangs on it", (Mark(stated.place, clause.status),),
        "say which orders are cancelled before the first forced order",
        question=clause.question or "Which resting orders are cancelled before a liquidation?", basis="by inspection", gravity=15,
    )  # fmt: skip
