"""Is there a rule for the mark price in every state of its inputs?

## Why it matters
Margin, liquidation and funding stand on the mark price. A state of the book or of the index for which no rule is published,
an empty book above all, is a state in which nobody can tell whether a liquidation was right.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, book: {kind: word, domain: [two sides, one side, empty]}}
  cases:
    - {when: book == "two sides", value: last}
    - {when: book == "empty", value: index}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
mark_price:
  inputs: {index: {kind: price}, last: {kind: price}, book: {kind: word, domain: [two sides, one side, empty]}}
  cases:
    - {when: book == "two sides", value: last}
    - {when: book == "one side" or book == "empty", value: index}
```

## How it is decided
Two questions: does some case or the general formula hold, and have a value, for all inputs; and does any state lead to a case
that is listed as not published. Inputs that are missing or stale are asked about by `feeds.no_rule`.

## What to publish
The general formula, and a case for an empty book, for a book with one side and for an index that is not valid.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load.load import Spec
from ..alike import Ruled, each_rule
from ..coverage import covers_every_state, silent_cases
from ..info import CheckInfo, Question
from ..settled import skipped

CHECK = CheckInfo("mark_price.uncovered_state", "a state of the inputs has no rule for the mark price", "undocumented", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the questions about each rule of the mark price."""
    yield from each_rule(spec, CHECK.id, "mark_price", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield whether every state has a rule, and whether it is published."""
    names = ruled.sources.apart()
    covered = covers_every_state(spec, ruled, CHECK.id, "mark_price", names)
    silent = tuple(silent_cases(spec, ruled, CHECK.id, "mark_price", names))
    if covered is not None:
        yield covered
    elif not silent:
        yield skipped(CHECK.id, ruled.subject, "the mark price is one formula that always has a value", ruled.markets)
    yield from silent
