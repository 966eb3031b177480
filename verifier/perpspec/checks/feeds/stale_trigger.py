"""Can a position be liquidated on a price that is stale?

## Why it matters
A stale price liquidates positions that are healthy at the real one, and spares those that are not. A venue that restarts
after an outage does both within seconds.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
feeds:
  feeds:
    oracle: {of: index price, age_limit: 30s, on_stale: the last price is kept, used_by: [mark_price, liquidation]}
liquidation:
  inputs: {equity: {kind: money}, maintenance: {kind: money}}
  trigger: equity < maintenance
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
feeds:
  feeds:
    oracle: {of: index price, age_limit: 30s, on_stale: degraded, used_by: [mark_price, liquidation]}
states:
  states:
    degraded: {entered: the oracle is stale, left: the oracle is fresh, rules: {liquidation: stands still}}
liquidation:
  inputs: {equity: {kind: money}, maintenance: {kind: money}}
  trigger: equity < maintenance
```

## How it is decided
For each feed of the mark price, the margin or the liquidation: what is published for it while it is stale. The name of a
state means the rule for liquidation in that state. A text that says that something is kept, last, old, stored, frozen,
unchanged or in force is read as an old price going on to count, unless it also says that something stands still, stops,
halts, locks, pauses or is refused. A feed with a fallback is asked about by `feeds.same_cause`. Each state is asked too
whether liquidation runs in it on an old price.

## What to publish
That no liquidation starts while a price is older than its limit, or which fresh price takes its place.

## Sources
A chain that restarted in October 2025 before its price sources did, and liquidated on the stored prices.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import WORD
from ...language.tree import Expr, Truth
from ...load.load import Spec
from ...load.venue import Stated
from ..info import CheckInfo, Question
from ..settled import proved, skipped
from ..streams import Stream, settled, streams
from ..told import UNSAID, told
from ..words import KEEPS_THE_OLD, STANDS_STILL, no_old_price, says

CHECK = CheckInfo("feeds.stale_trigger", "a position can be liquidated on a stale price", "hazard", "warning")
USERS = {"mark_price", "margin", "liquidation"}


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each feed under the trigger, and one for each state in which liquidation has a rule."""
    known = {name: s for name, s in streams(spec).items() if USERS & set(s.feed.used_by)}
    if "liquidation.trigger" not in spec.venue.stated:
        if known:
            yield skipped(CHECK.id, "feeds", "the spec does not say what triggers a liquidation")
        return
    for stream in known.values():
        yield of_feed(spec, stream)
    yield from (of_state(rule) for rule in _state_rules(spec) if rule.clause.value is not None)


def of_feed(spec: Spec, stream: Stream) -> Question:
    """Return whether the venue's words for a stale feed keep liquidation from its old price."""
    stated, subject = stream.clause(spec, "on_stale"), f"feeds.{stream.name}"
    if stated is None and stream.feed.fallback:
        return proved(CHECK.id, subject, f"read in its place: {', '.join(stream.feed.fallback)}")
    if stated is None and stream.clause(spec, "age_limit") is None:
        return skipped(
            CHECK.id, subject, "the spec says neither how old it may be nor what follows, as `feeds.no_age_limit` says"
        )
    if stated is None:
        return told(
            CHECK.id, subject, f"the spec does not say whether liquidation goes on while `{stream.name}` is stale",
            [(stream.place, "no `on_stale`")], UNSAID, help="add `on_stale`, or mark it silent with where it was looked for",
        )  # fmt: skip
    word = None if _mute(stated) else spec.resolver().clause(stated.id)
    fresh = None if _mute(stated) else no_old_price(spec, spec.resolver(), stated.id)
    return waits(spec, stream, stated, word, fresh if fresh is not None else Truth(False))


def _mute(stated: Stated) -> bool:
    return stated.clause.status == "silent" and stated.clause.domain is None


def waits(spec: Spec, stream: Stream, stated: Stated, word: Expr | None, fresh: Expr) -> Claim:
    """Return the claim that a stale feed triggers no liquidation; ``word`` is what is said of it while it is stale."""
    limited = settled(spec.resolver(), stream.clause(spec, "age_limit")) is not None
    age = "past its age limit" if limited else "however old it is, as no age limit is published"
    said = "`{outcome}`" if word is not None else "nothing is published"
    return Claim(
        CHECK.id, f"feeds.{stream.name}", f"no position is liquidated on a stale value of `{stream.name}`", (), (), fresh,
        stated.place,
        Wording(
            f"while `{stream.name}` is stale, {said}: positions can be liquidated on its old value, {age}",
            "hazard" if word is not None else "undocumented", "warning",
            "publish that liquidation waits while the price is stale, or which fresh price takes its place",
            stated.clause.question or f"Are positions liquidated while `{stream.name}` is stale?",
            f"stale: {stated.clause.value or 'open'}",
        ),
        table=(Shown("outcome", "while it is stale", word, WORD),) if word is not None else (), gravity=60,
    )  # fmt: skip


def _state_rules(spec: Spec) -> list[Stated]:
    return [s for s in spec.venue.stated.values() if s.section == "states" and s.path[-2:] == ("rules", "liquidation")]


def of_state(rule: Stated) -> Question:
    """Return whether the rule of a state lets liquidation run on an old price."""
    text, state = rule.clause.value or "", str(rule.path[-3])
    if not says(text, KEEPS_THE_OLD) or says(text, STANDS_STILL):
        return proved(CHECK.id, rule.id, f"in the state `{state}`: {text}")
    return told(
        CHECK.id, rule.id, f"in the state `{state}` liquidation `{text}`", [(rule.place, "on an old price")], ("hazard",
        "warning"),
        help="let liquidation wait until prices are fresh", gravity=60,
        question=f"Why are positions liquidated in the state `{state}` on a price that may be wrong?",
    )  # fmt: skip
