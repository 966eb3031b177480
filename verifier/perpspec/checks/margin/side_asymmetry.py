"""Do a long and a short of the same size need the same margin?

## Why it matters
Two sides that need different margins are liquidated at different distances. It can be meant, because a short has no
largest loss; where it is not published as such, a hedged pair loses one of its legs first.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    side:     {kind: number, domain: [1, -1]}
  maintenance: notional * (1% if side == 1 else 1.5%)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    side:     {kind: number, domain: [1, -1]}
  maintenance: abs(notional * side) * 1%
```

## How it is decided
The formula with the side of a long against the same formula with that of a short, for all other inputs. A formula that
does not know a `side` treats both alike and is not asked.

## What to publish
That the sides differ, by how much, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from ...claims.build import eq, num, renamed
from ...claims.claim import Claim, Shown, Wording
from ...language.kinds import NUMBER
from ...language.tree import Expr
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..ranges import has_tiers

CHECK = CheckInfo("margin.side_asymmetry", "long and short need different margins", "hazard", "note")
FORMULAS = ("margin.initial", "margin.maintenance")
LONG, SHORT = Fraction(1), Fraction(-1)


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each margin formula and market that has a side as an input."""
    for ident in FORMULAS:
        if ident in spec.venue.stated:
            yield from each_market(spec, CHECK.id, partial(both_sides_alike, spec, ident))


def both_sides_alike(spec: Spec, ident: str, market: str) -> Iterator[Claim]:
    """Yield the claim that a margin is the same for a long and a short, if its formula knows the side."""
    resolver = spec.resolver(market)
    margin = needed(resolver, ident)
    sides = [name for name in free_names(margin) if name.rpartition(".")[2] == "side"]
    if not sides:
        return
    long, short = (_at_side(margin, sides[0], side) for side in (LONG, SHORT))
    variables = tuple(v for v in inputs(resolver, margin) if v.name != sides[0])
    kind = spec.names.kind(ident) or NUMBER
    what = ident.rpartition(".")[2]
    yield Claim(
        CHECK.id, subject(spec, market, ident, margin), f"a long and a short of one size need the same {what} margin",
        variables, (has_tiers(long, short),), eq(long, short), place_of(spec, ident),
        Wording(
            f"at {listed(variables)} a long needs {{long}} of {what} margin and a short {{short}}", "hazard", "note",
            "say that the sides differ and why, or let them be alike",
            f"Is the {what} margin of a short meant to differ from that of a long?", "differs by side",
        ),
        also=leaning(spec, margin),
        table=(Shown("long", "margin of a long", long, kind), Shown("short", "margin of a short", short, kind)),
        markets=(market,) if market else (),
    )  # fmt: skip


def _at_side(margin: Expr, name: str, side: Fraction) -> Expr:
    return renamed(margin, {name: num(side)})
