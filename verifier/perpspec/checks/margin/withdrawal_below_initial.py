"""Can more be withdrawn than the initial margin lets go?

## Why it matters
Money that leaves an account no longer stands behind its positions. A withdrawal that leaves less than the initial margin
gives an account a leverage with which it could not have opened, and brings it next to liquidation.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    wallet:   {kind: money}
  initial: notional * 2%
  maintenance: notional * 1%
  equity: wallet
  withdrawal: max(0, equity - maintenance)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    wallet:   {kind: money}
  initial: notional * 2%
  maintenance: notional * 1%
  equity: wallet
  withdrawal: max(0, equity - initial)
```

## How it is decided
For all inputs with a withdrawal above zero: equity less the withdrawal must be at least the initial margin.

## What to publish
The largest withdrawal as a formula, with what must be left.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import le, lt, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...load.load import Spec
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..ranges import has_tiers

CHECK = CheckInfo("margin.withdrawal_below_initial", "a withdrawal leaves less than the initial margin", "hazard", "warning")
INITIAL, EQUITY, WITHDRAWAL = "margin.initial", "margin.equity", "margin.withdrawal"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that gives initial margin, equity and the largest withdrawal."""
    if {INITIAL, EQUITY, WITHDRAWAL} <= spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: iter([enough_is_left(spec, market)]))


def enough_is_left(spec: Spec, market: str) -> Claim:
    """Return the claim that after the largest withdrawal equity covers the initial margin; raise where one is missing."""
    resolver = spec.resolver(market)
    initial, equity, taken = (needed(resolver, ident) for ident in (INITIAL, EQUITY, WITHDRAWAL))
    kinds = {spec.names.kind(ident) for ident in (INITIAL, EQUITY, WITHDRAWAL)}
    if len(kinds) > 1:
        raise FormulaError("initial margin, equity and withdrawal are not of one kind", (0, 1))
    kind = kinds.pop() or NUMBER
    left = sub(equity, taken)
    variables = inputs(resolver, initial, equity, taken)
    return Claim(
        CHECK.id, subject(spec, market, WITHDRAWAL, initial, equity, taken),
        "after the largest withdrawal the equity covers the initial margin", variables,
        (lt(num(0, kind), taken), has_tiers(initial, equity, taken)), le(initial, left), place_of(spec, WITHDRAWAL),
        Wording(
            f"at {listed(variables)} a withdrawal of {{taken}} leaves {{left}}, below the initial margin of {{initial}}",
            "hazard", "warning", "let no more leave than what is above the initial margin", "", "leaves too little",
        ),
        also=((place_of(spec, INITIAL), "the initial margin"), *leaning(spec, initial, equity, taken)),
        table=(
            Shown("taken", "largest withdrawal", taken, kind), Shown("left", "equity left", left, kind),
            Shown("initial", "initial margin", initial, kind),
        ),
        markets=(market,) if market else (),
    )  # fmt: skip
