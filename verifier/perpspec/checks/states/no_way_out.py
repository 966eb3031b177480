"""Is it published how each state ends?

## Why it matters
A lock without an end is a position that cannot be closed. Traders price the risk of a halt by how it ends.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {trading: allowed}}
    locked: {entered: the index has no source, rules: {trading: refused}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {trading: allowed}}
    locked: {entered: the index has no source, left: three sources are back, rules: {trading: refused}}
```

## How it is decided
By reading: each state but the first, which is the usual one, says how it is left.

## What to publish
Who or what ends each state.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Verdict
from ...load.load import Spec
from ..conditions import Condition, conditions
from ..info import CheckInfo, Question
from ..settled import proved
from ..told import UNDOCUMENTED, UNSAID, told
from ..words import STANDS_STILL, says

CHECK = CheckInfo("states.no_way_out", "nothing says how a state ends", "undocumented", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each state without an end, and what was gone through where there is none."""
    known = conditions(spec)[1:]
    ends = {condition.name: condition.clause(spec, "left") for condition in known}
    for condition in known:
        left = ends[condition.name]
        if left is None:
            yield told(
                CHECK.id, f"states.{condition.name}.left", f"the spec does not say how the state `{condition.name}` ends",
                [(condition.place, "no `left`")], UNSAID, help="add `left`, or mark it silent with where it was looked for",
                question=f"Who or what ends the state `{condition.name}`?",
            )  # fmt: skip
        elif left.clause.status == "silent":
            yield told(
                CHECK.id, left.id, f"nothing is published on how the state `{condition.name}` ends{_wait(spec, condition)}",
                [(left.place, "not published")],
                UNDOCUMENTED, verdict=Verdict.DEPENDS, help="publish who or what ends it", gravity=20,
                question=left.clause.question or f"Who or what ends the state `{condition.name}`?",
            )  # fmt: skip
    if known and all(left is not None and left.clause.status != "silent" for left in ends.values()):
        yield proved(CHECK.id, "states", f"each of {len(known)} states says how it ends")


def _wait(spec: Spec, condition: Condition) -> str:
    """Return what the silence means for liquidation where it stands still, or may, until then."""
    rule = condition.rule(spec, "liquidation")
    stands = rule is not None and (rule.clause.value is None or says(rule.clause.value, STANDS_STILL))
    return ", nor that prices must be fresh before liquidation runs again" if stands else ""
