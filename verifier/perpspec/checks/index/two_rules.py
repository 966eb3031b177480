"""Are there two rules for the index in one state, with different results?

## Why it matters
Where one text lets a single healthy source set the index and another stops trading in the same state, the venue can do either
and point to a text.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources:
  sources: {faq: {kind: venue, title: Index page}, notice: {kind: announcement, title: Notice on halts}}
index:
  constituents: {alpha: {}, beta: {}}
  inputs: {benchmark: {kind: price}}
  definitions: {the_one_left: each_sum(price if live else 0 * price)}
  cases:
    - {when: each_count(live) == 1, value: the_one_left, source: faq}
    - {when: each_any(price > 2 * benchmark), kind: word, value: trading stops, source: notice}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources:
  sources: {faq: {kind: venue, title: Index page}, notice: {kind: announcement, title: Notice on halts}}
index:
  constituents: {alpha: {}, beta: {}}
  inputs: {benchmark: {kind: price}}
  definitions: {the_one_left: each_sum(price if live else 0 * price)}
  cases:
    - {when: each_count(live) == 1, value: the_one_left, source: faq}
    - {when: each_count(live) == 2 and each_any(price > 2 * benchmark), kind: word, value: trading stops, source: notice}
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

CHECK = CheckInfo("index.two_rules", "two rules of the index hold in one state", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each pair of cases that no text puts in order."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled))


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claims about one rule of the index."""
    names = {**ruled.sources.apart(), **ruled.sources.any_state()}
    yield from no_two_rules(spec, ruled, CHECK.id, "index", names)
