"""Can an order that may only reduce, and takes at once or goes, make a position larger or turn it round?

## Why it matters
An order that never rests is checked once, when it comes. Where it may be larger than the position and its fills are not
cut, a close in a hurry, sent for too much, ends in a position on the other side.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, resting: refuse, no_position: refuse, oversized: accept, at_fill: fill}
  time_in_force: {ioc: accept}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, resting: refuse, no_position: refuse, oversized: accept, at_fill: clip}
  time_in_force: {ioc: accept}
```

## How it is decided
The order machine of the spec, with orders that take what is there and go, is gone through breadth first.

## What to publish
What becomes of an immediate-or-cancel order that may only reduce and is larger than the position.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...claims.claim import Wording
from ...claims.machine_claim import MachineClaim
from ...language.tree import Expr, Word
from ...load.load import Spec
from ...machines.rules import rule
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, flagged_modes, options_stated
from ..one_rule import SHAPE, STRICT

CHECK = CheckInfo("orders.taking_increases", "an order that may only reduce increases as it takes", "hazard", "error")
SHORT = replace(SHAPE, lots=2, most=2, timed=True)
CHECKED = ("no_position", "oversized", "at_fill")


def questions(spec: Spec) -> Iterator[MachineClaim]:
    """Yield the claim for each mode in which such orders are sent, where the spec speaks of orders that do not rest."""
    for mode, flag in flagged_modes(spec):
        kinds = {kind: options_stated(spec, f"orders.time_in_force.{kind}") for kind in ("ioc", "fok")}
        if any(kinds.values()) or options_stated(spec, f"orders.{flag}.resting") == ("refuse",):
            yield never_increases(spec, mode, flag, kinds)


def never_increases(spec: Spec, mode: str, flag: str, kinds: Mapping[str, tuple[str, ...]]) -> MachineClaim:
    """Return the claim of one mode; a kind of order that the spec does not speak of is taken as one that it takes."""
    strict: dict[str, Expr] = {name: Word(word) for name, word in {**STRICT, "gtd": "refuse"}.items()}
    taken: dict[str, Expr] = {kind: Word("refuse" if said == ("refuse",) else "accept") for kind, said in kinds.items()}
    checked = {name: rule(spec, f"orders.{flag}.{name}") for name in CHECKED}
    place = next(s.place for name, s in spec.venue.stated.items() if name.startswith(f"orders.{flag}."))
    return MachineClaim(
        CHECK.id, f"orders.{flag} in {MODE_WORDS[mode]}",
        "an order that may only reduce never increases as it takes", {**strict, **taken, **checked}, SHORT.in_mode(mode),
        "increases", place,
        Wording(f"an order that may only reduce takes more than there is to reduce, in {MODE_WORDS[mode]}", "hazard", "error",
                "cut each fill to what is left of the position", label="lets it fill",
                question="What becomes of an immediate-or-cancel order that may only reduce and exceeds the position?"),
        any_number=False, gravity=70,
    )  # fmt: skip
