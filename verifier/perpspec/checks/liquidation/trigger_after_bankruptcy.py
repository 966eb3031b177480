"""Is every position liquidated before its account has less than nothing?

## Why it matters
Between the trigger and zero lies what pays for closing. A position that is still left alone with equity below zero has
nothing to close it with: from there on each tick is a loss of the insurance fund or of other traders.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money}, equity: {kind: money}}
  maintenance: notional * 1%
  ratio: maintenance / equity
liquidation:
  trigger: margin.ratio >= 100%
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money}, equity: {kind: money}}
  maintenance: notional * 1%
  ratio: maintenance / equity
liquidation:
  trigger: margin.maintenance >= margin.equity
```

## How it is decided
Two questions: is the maintenance margin of every size above zero, and does the trigger hold for every equity below zero,
whatever the maintenance margin above zero is? A ratio of margin to equity is below zero where equity is, so a trigger
written with it fails here.

## What to publish
The trigger as margin against equity, not as their ratio, and a maintenance margin above zero for every size.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import lt, num
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Range, Variable
from ...language.faults import FormulaError
from ...language.tree import Name
from ...load.load import Spec
from ...readings.rebuild import free_names
from ..holdings import EQUITY, MAINTENANCE, above_zero, account, held, of_kind
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, short, subject

CHECK = CheckInfo("liquidation.trigger_after_bankruptcy", "a position is left alone with equity below zero", "hazard", "warning")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield for each market the claim on its maintenance margin and the claim on the trigger."""
    if "liquidation.trigger" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_trigger_holds(spec, market),)))
        yield from each_market(spec, CHECK.id, lambda market: iter((the_margin_is_above_zero(spec, market),)))


def the_trigger_holds(spec: Spec, market: str) -> Claim:
    """Return the claim that every open position with equity below zero is liquidated."""
    resolver = spec.resolver(market)
    trigger = needed(account(spec, resolver, MAINTENANCE, EQUITY), "liquidation.trigger")
    variables = tuple(opened(spec, market, name) for name in free_names(trigger))
    if not any(short(v.name).startswith("equity") for v in variables):
        raise FormulaError("the trigger is not a formula of an `equity`", (0, 1))
    return Claim(
        CHECK.id, subject(spec, market, "liquidation.trigger", trigger),
        "every open position with equity below zero is liquidated",
        variables, (), trigger, place_of(spec, "liquidation.trigger"),
        Wording(
            f"with {listed(variables)} the trigger does not hold, so a position stays open on less than nothing",
            help="write the trigger as margin against equity", label="does not hold below zero",
            question="Is a position liquidated whose equity is below zero?",
        ),
        also=leaning(spec, trigger), markets=(market,) if market else (), gravity=70,
    )  # fmt: skip


def opened(spec: Spec, market: str, name: str) -> Variable:
    """Return an input of the trigger: equity below zero, a maintenance margin and a size above it."""
    resolver = spec.resolver(market)
    if name == EQUITY and name in spec.venue.stated:
        return of_kind(spec, name, Range(None, Fraction(0), high_open=True))
    if name == MAINTENANCE:
        return of_kind(spec, name, Range(Fraction(0), low_open=True))
    (variable,) = inputs(resolver, Name(name))
    if short(name).startswith("equity"):
        return Variable(name, variable.kind, Range(None, Fraction(0), high_open=True), variable.step)
    return above_zero(spec, resolver, variable) if short(name) in ("notional", "quantity") else variable


def the_margin_is_above_zero(spec: Spec, market: str) -> Claim:
    """Return the claim that the maintenance margin of every size is above zero."""
    position = held(spec, spec.resolver(market))
    size = short(position.size.name)
    return Claim(
        CHECK.id, subject(spec, market, "maintenance margin", position.margin),
        "the maintenance margin of every size is above zero",
        (position.size, *position.others), (), lt(num(0), position.rate or position.margin),
        place_of(spec, MAINTENANCE if MAINTENANCE in spec.venue.stated else f"tiers.markets.{market}"),
        Wording(
            f"a position of {{{size}}} has a maintenance margin of {{margin}}: it is liquidated only after its equity is gone",
            help="let the maintenance margin be above zero for every size", label="not above zero for {" + size + "}",
        ),
        also=leaning(spec, position.margin), markets=(market,) if market else (), gravity=70,
        table=(Shown("margin", "maintenance margin", position.margin, position.size.kind),),
    )  # fmt: skip
