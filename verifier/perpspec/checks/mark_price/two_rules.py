"""Are there two rules for the mark price in one state, with different results?

## Why it matters
Whether an account is liquidated depends on the mark price. Two rules for one state are two answers.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, halted: {kind: truth}}
  price: last
  cases:
    - {when: halted, value: index}
    - {when: halted, value: last}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, halted: {kind: truth}, empty: {kind: truth}}
  price: last
  cases:
    - {when: halted, value: index}
    - {when: empty, value: index}
```

## How it is decided
Cases of one source are taken in their order, the first that holds rules, so they cannot contradict each other unless two have
the same condition. Cases of different sources are put in order by no text: no state may meet both with different results.

## What to publish
One list of cases in one place, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load.load import Spec
from ..alike import Ruled, each_rule
from ..conflict import no_two_rules
from ..info import CheckInfo, Question

CHECK = CheckInfo("mark_price.two_rules", "two rules of the mark price hold in one state", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each pair of cases that no text puts in order."""
    yield from each_rule(spec, CHECK.id, "mark_price", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claims about one rule of the mark price."""
    yield from no_two_rules(spec, ruled, CHECK.id, "mark_price", ruled.sources.apart())
