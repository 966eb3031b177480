"""Is it published when each state begins, and can it begin?

## Why it matters
A state that nothing leads to protects nobody, and a state that begins by a rule nobody knows can begin at any time.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds: {spot: {of: spot price, age_limit: 30s, on_stale: left out, on_missing: left out, on_absurd: left out, used_by: index}}
states:
  states:
    normal: {entered: {kind: truth, value: present(spot)}}
    degraded: {entered: {kind: truth, value: age(spot) > 30s and age(spot) < 10s}, left: {kind: truth, value: age(spot) <= 30s}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
feeds:
  feeds: {spot: {of: spot price, age_limit: 30s, on_stale: left out, on_missing: left out, on_absurd: left out, used_by: index}}
states:
  states:
    normal: {entered: {kind: truth, value: present(spot)}}
    degraded: {entered: {kind: truth, value: age(spot) > 30s}, left: {kind: truth, value: age(spot) <= 30s}}
```

## How it is decided
A condition that is a formula must hold for some input; if none meets it, the claim has nothing to stand on and is reported as
such. A condition in words is not judged. One that was looked for and not found is a finding.

## What to publish
The condition under which each state begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Claim, Wording
from ...claims.finding import Verdict
from ...language.kinds import TRUTH
from ...language.tree import Truth
from ...load.load import Spec
from ...load.venue import Stated
from ..conditions import Condition, conditions
from ..info import CheckInfo, Question
from ..rules import readable
from ..settled import skipped
from ..told import UNDOCUMENTED, told

CHECK = CheckInfo("states.unreachable", "nothing says when a state begins, or it cannot begin", "undocumented", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each state."""
    for condition in conditions(spec):
        entered = condition.clause(spec, "entered")
        if entered is not None:
            yield of_state(spec, condition, entered)


def of_state(spec: Spec, condition: Condition, entered: Stated) -> Question:
    """Return whether a state can begin, or that it is not published when it does."""
    if entered.clause.status == "silent":
        return told(
            CHECK.id, entered.id, f"nothing is published on when the state `{condition.name}` begins", [(entered.place,
            "not published")],
            UNDOCUMENTED, verdict=Verdict.DEPENDS, help="publish the condition", gravity=10,
            question=entered.clause.question or f"When does the state `{condition.name}` begin?",
        )  # fmt: skip
    if spec.names.kind(entered.id) != TRUTH or entered.clause.value is None:
        return skipped(CHECK.id, entered.id, "the condition is said in words")
    return can_begin(spec, condition, entered)


def can_begin(spec: Spec, condition: Condition, entered: Stated) -> Claim:
    """Return a claim that assumes the state has begun, so that it is vacuous if and only if the state cannot begin."""
    (begun,), asked = readable(spec.resolver(), [spec.resolver().formula(entered.clause.value or "", "states")])
    return Claim(
        CHECK.id, entered.id, f"the state `{condition.name}` begins for some input", asked, (begun,), Truth(True), entered.place,
        Wording(f"the state `{condition.name}` cannot begin", "contradiction", "error"),
    )  # fmt: skip
