"""Does every scenario of the venue go as its file expects?

## Why it matters
A scenario is a sequence of events that somebody relies on: a case of a past incident, a test for a release, a proof
that a silence matters. When the rules change, what it expects must still be what happens.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, no_position: refuse}
scenarios:
  scenarios:
    - id: without-a-position
      title: a reduce-only order without a position
      events:
        - {event: submit, side: sell, quantity: 1, reduce_only: true, expect: {refused: false}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, no_position: refuse}
scenarios:
  scenarios:
    - id: without-a-position
      title: a reduce-only order without a position
      events:
        - {event: submit, side: sell, quantity: 1, reduce_only: true, expect: {refused: true}}
```

## How it is decided
The events are played through the order machine of the spec, under the reading that the scenario names; a margin that
is expected is compared with what the published formula asks for.

## What to publish
Nothing: mend the scenario where the rules have changed on purpose, or the rules where they have not.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import Wording
from ...claims.finding import Finding, Mark, Outcome
from ...load.documents import Document
from ...load.load import Spec
from ...machines.written import ScenarioError
from ...model.scenarios import Scenario, ScenariosSection
from ...source.nodes import at
from ..info import CheckInfo
from ..required import replayed
from ..settled import proved, refuted

CHECK = CheckInfo("orders.scenario_differs", "a scenario does not go as it expects", "fault", "error")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield how each scenario of the venue goes."""
    for document in spec.venue.timeline("scenarios"):
        assert isinstance(document.model, ScenariosSection)
        for number, scenario in enumerate(document.model.scenarios):
            yield _asked(spec, document, number, scenario)


def _asked(spec: Spec, document: Document, number: int, scenario: Scenario) -> Finding | Outcome:
    try:
        played, _ = replayed(spec, scenario)
        wrong, event = played.wrong, played.at
    except ScenarioError as error:
        wrong, event = error.message, error.event
    if not wrong:
        return proved(CHECK.id, scenario.id, f"{len(scenario.events)} events as expected")
    path = ("scenarios", number, *(("events", event - 1) if event else ("id",)))
    place = at(document.body, path).place
    where = f"event {event}" if event else "the whole"
    return refuted(
        CHECK.id, scenario.id, Wording(f"`{scenario.id}` does not go as expected at {where}: {wrong}", "fault", "error",
                                       "mend the scenario or the rules"),
        (Mark(place, "here"),),
    )  # fmt: skip
