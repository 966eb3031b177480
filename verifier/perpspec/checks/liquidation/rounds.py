"""Is the rhythm of liquidation published once and in one way?

## Why it matters
In an incremental liquidation the time between two rounds decides how far the price can move while a position is still open.
Two rhythms in the documents are two sizes of that risk.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: liquidation page}}}
liquidation:
  round_every:
    status: disputed
    alternatives: [{value: 1s, source: page}, {value: 50ms, source: page}]
    question: "How long is a round of liquidation?"
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: liquidation page}}}
liquidation:
  round_every:
    status: disputed
    alternatives: [{value: 1s, source: page}, {value: 1000ms, source: page}]
    question: "How long is a round of liquidation?"
```

## How it is decided
Only where `round_every` is disputed, or silent with listed options: do all of them say the same time?

## What to publish
One time between two rounds, and how much of a position one round closes.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, div, eq, num
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER, TIME
from ...language.tree import Choice, Expr
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..holdings import bare
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, needed, place_of

CHECK = CheckInfo("liquidation.rounds", "two rhythms of liquidation are published", "undocumented", "warning")
EVERY = "liquidation.round_every"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the claim for each market whose rhythm has listed options."""
    stated = spec.venue.stated.get(EVERY)
    if stated is not None and (stated.clause.alternatives or isinstance(stated.clause.domain, list)):
        yield from each_market(spec, CHECK.id, lambda market: the_rhythm_is_one(spec, market))


def the_rhythm_is_one(spec: Spec, market: str) -> Iterator[Claim]:
    """Yield the claim that all options are one time, where the market has options."""
    resolver, clause = spec.resolver(market), spec.venue.stated[EVERY].clause
    open_ = bare(needed(resolver, EVERY))
    if not isinstance(open_, Choice):
        return
    names = [option.called or option.value for option in clause.alternatives] or list(open_.labels)
    first, *others = open_.options
    rounds = [(name, div(num(60, TIME), option)) for name, option in zip(names, open_.options, strict=True)]
    yield Claim(
        CHECK.id, EVERY, "all texts give one time between two rounds of a liquidation", inputs(resolver, *open_.options), (),
        both(*(eq(first, other) for other in others)), place_of(spec, EVERY),
        Wording(
            "a round of liquidation comes " + " or ".join(_said(n, name, open_.options[n]) for n, name in enumerate(names)),
            "undocumented", "warning", "publish one time between two rounds",
            clause.question or "How long is the time between two rounds of a liquidation?", "two rhythms",
        ),
        table=(*(Shown(f"every{n}", f"a round, {name}", open_.options[n], TIME) for n, name in enumerate(names)),
               *(Shown(f"in{n}", f"rounds a minute, {name}", each, NUMBER) for n, (name, each) in enumerate(rounds))),
        markets=(market,) if market else (), gravity=25,
    )  # fmt: skip


def _said(number: int, name: str, every: Expr) -> str:
    """Return how an option reads: its time, or only its name where the time itself is not published."""
    return name if free_names(every) else f"every {{every{number}}} ({name}: {{in{number}}} in a minute)"
