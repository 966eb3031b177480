"""Does liquidation wait for fresh prices when trading opens again?

## Why it matters
After a halt the prices from before it are the first ones at hand. If nothing asks for fresh ones, positions are liquidated on
them, and the market moves against them a second time when the fresh prices arrive.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {liquidation: runs}}
    halted: {entered: the engine is down, left: the engine is up again, rules: {liquidation: stands still}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {liquidation: runs}}
    halted: {entered: the engine is down, left: three sources give fresh prices, rules: {liquidation: stands still}}
```

## How it is decided
For each state in which liquidation stands still, or of which that is not published: what ends it. A text passes if it speaks
of prices, sources, feeds, quotes, the index or the oracle. A formula passes if it holds only while at least one feed of the
index or of the mark price is not older than its limit.

## What to publish
How many fresh prices there must be before the first liquidation.

## Sources
A chain that restarted in October 2025 before its price sources did, and liquidated on the stored prices.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, either, le
from ...claims.claim import Claim, Wording
from ...language.kinds import TRUTH
from ...language.tree import Expr, Name
from ...load.load import Spec
from ...load.venue import Stated
from ..info import CheckInfo, Question
from ..rules import readable
from ..settled import proved, skipped
from ..streams import settled, streams
from ..told import told
from ..words import ASKS_FOR_PRICES, STANDS_STILL, says

CHECK = CheckInfo("feeds.before_quorum", "liquidation resumes before prices are fresh", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each state after which liquidation begins again."""
    rules = [s for s in spec.venue.stated.values() if s.section == "states" and s.path[-2:] == ("rules", "liquidation")]
    for rule in rules:
        left = spec.venue.stated.get(rule.id.removesuffix(".rules.liquidation") + ".left")
        stands = rule.clause.value is None or says(rule.clause.value, STANDS_STILL)
        if stands and left is not None:
            yield of_state(spec, str(rule.path[-3]), rule, left)
    if rules and not any(_has_end(spec, rule) for rule in rules):
        yield skipped(CHECK.id, "states", "no state is known in which liquidation stands still and of which the end is stated")


def _has_end(spec: Spec, rule: Stated) -> bool:
    stands = rule.clause.value is None or says(rule.clause.value, STANDS_STILL)
    return stands and rule.id.removesuffix(".rules.liquidation") + ".left" in spec.venue.stated


def of_state(spec: Spec, state: str, rule: Stated, left: Stated) -> Question:
    """Return whether the end of a state asks for fresh prices."""
    text = left.clause.value or ""
    if spec.names.kind(left.id) == TRUTH and left.clause.value is not None:
        fresh = _some_fresh(spec)
        if fresh is None:
            return skipped(CHECK.id, left.id, "no feed of the index or of the mark price has an age limit")
        return ends_with_a_fresh_price(spec, state, left, spec.resolver().formula(text, "states"), fresh)
    if says(text, ASKS_FOR_PRICES):
        return proved(CHECK.id, left.id, f"the state `{state}` ends: {text}")
    if left.clause.value is None:
        return skipped(CHECK.id, left.id, "how the state ends is not published, as `states.no_way_out` says")
    sure = "stands still" if rule.clause.value is not None else "may stand still"
    return told(
        CHECK.id, left.id,
        f"in the state `{state}` liquidation {sure}, and it ends when `{text}`: nothing asks for fresh prices "
        "before it runs again",
        [(left.place, "asks for no price"), (rule.place, "liquidation in this state")], ("hazard", "warning"), gravity=55,
        question=left.clause.question or f"How many prices must be fresh before liquidation runs again after `{state}`?",
        help="publish how many fresh prices there must be before the first liquidation",
    )  # fmt: skip


def _some_fresh(spec: Spec) -> Expr | None:
    """Return the truth that some feed of the index or of the mark price is there and not older than its limit."""
    found: list[Expr] = []
    for stream in streams(spec).values():
        limit = settled(spec.resolver(), stream.clause(spec, "age_limit"))
        if limit is not None and {"index", "mark_price"} & set(stream.feed.used_by):
            found.append(both(Name(f"feeds.{stream.name}.present"), le(Name(f"feeds.{stream.name}.age"), limit)))
    return either(*found) if found else None


def ends_with_a_fresh_price(spec: Spec, state: str, left: Stated, ends: Expr, fresh: Expr) -> Claim:
    """Return the claim that a state ends only while some price is fresh."""
    (ends, fresh), asked = readable(spec.resolver(), (ends, fresh))
    return Claim(
        CHECK.id, left.id, f"the state `{state}` ends only while some price is fresh", asked, (ends,), fresh, left.place,
        Wording(
            f"the state `{state}` can end while no price is fresh, and liquidation runs again", "hazard", "warning",
            "ask for the age of each feed before the state ends",
            f"How many prices must be fresh before the state `{state}` ends?", "can end on old prices",
        ),
        gravity=55,
    )  # fmt: skip
