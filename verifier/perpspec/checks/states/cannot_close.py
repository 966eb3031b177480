"""Is there a state in which positions are liquidated and nobody can close one?

## Why it matters
Whoever cannot send an order cannot reduce, hedge or close. Liquidation that goes on in such a state takes positions from
owners who watched and would have acted, which is what claims after outages are about.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {orders: accepted, liquidation: runs}}
    degraded: {entered: the gateway is down, left: it is back, rules: {orders: refused, liquidation: runs}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {orders: accepted, liquidation: runs}}
    degraded: {entered: the gateway is down, left: it is back, rules: {orders: only reducing, liquidation: runs}}
```

## How it is decided
By reading the rules for reducing, or else for orders or trading, and for liquidation in each state. A rule with one of the
stems "not", "stand", "suspend", "halt", "stop", "refus", "lock", "pause", "none" or "only cancel" takes no orders;
liquidation with "not run", "no liquidation" or one of "stand" to "none" waits. What is silent is told by
`states.uncovered`.

## What to publish
That liquidation waits where orders are refused, or that orders which reduce are let through.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load.load import Spec
from ..conditions import Condition, conditions
from ..info import CheckInfo, Question
from ..settled import proved
from ..told import told
from ..words import NO_ORDERS, STANDS_STILL, says

CHECK = CheckInfo("states.cannot_close", "positions are liquidated while nobody can close", "hazard", "warning")
CLOSING = ("reduce", "orders", "trading")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield what each state says of orders and of liquidation, where it says both."""
    for condition in conditions(spec):
        yield from in_state(spec, condition)


def in_state(spec: Spec, condition: Condition) -> Iterator[Question]:
    """Yield the finding of a state in which positions are liquidated and orders are not taken."""
    liquidation = condition.rule(spec, "liquidation")
    orders = next((rule for name in CLOSING if (rule := condition.rule(spec, name)) is not None), None)
    if liquidation is None or orders is None or liquidation.clause.value is None or orders.clause.value is None:
        return
    said, runs = orders.clause.value, liquidation.clause.value
    if not says(said, NO_ORDERS) or says(runs, STANDS_STILL):
        yield proved(CHECK.id, f"states.{condition.name}", f"orders: {said}; liquidation: {runs}")
        return
    yield told(
        CHECK.id, f"states.{condition.name}",
        f"in the state `{condition.name}` liquidation is `{runs}` while `{orders.path[-1]}` is `{said}`: positions are "
        f"liquidated that nobody can close",
        [(orders.place, "no order is taken"), (liquidation.place, "and positions are liquidated")], ("hazard", "warning"),
        help="let liquidation wait, or let orders through that reduce", gravity=60,
        question=f"Can a position be reduced in the state `{condition.name}` before it is liquidated?",
    )  # fmt: skip
