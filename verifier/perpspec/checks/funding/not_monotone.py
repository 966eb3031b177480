"""Does the funding rate never fall as the premium rises?

## Why it matters
Funding pulls the contract back to its index: the further above it stands, the more longs pay. A rate that falls while
the premium rises pays for pushing the price away, and somebody who can move the premium a little chooses the side.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  parameters: {interest: 0.01%}
  inputs: {premium: {kind: rate}}
  rate: premium + clamp(interest - 2 * premium, -0.05%, 0.05%)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  parameters: {interest: 0.01%}
  inputs: {premium: {kind: rate}}
  rate: premium + clamp(interest - premium, -0.05%, 0.05%)
```

## How it is decided
For any two premiums and any interval, everything else equal: by the slopes and steps of the formula where the premium is
the one input of a reading, by its form where that is enough.

## What to publish
A rate that follows the premium: damping may hold it still, never turn it round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import prod

from ...claims.build import both, eq, implies, le, renamed, when
from ...claims.claim import Claim, Shown, Wording
from ...claims.laws import NEVER_FALLS, never_falls
from ...language.domains import Finite, Range, Variable
from ...language.faults import FormulaError
from ...language.kinds import NUMBER, TIME
from ...language.tree import Choice, Expr, Name, Num, Truth
from ...load.load import Spec
from ...readings import rises
from ...readings.pieces import NotAffine, pieces
from ...readings.rebuild import choices_in, chosen, free_names
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, needed, place_of, subject

CHECK = CheckInfo("funding.not_monotone", "the rate falls as the premium rises", "hazard", "warning")
PREMIUM, HIGHER = "funding.premium", "funding.higher_premium"
LENGTH = "funding.interval"
MOST_READINGS = 64


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a rate."""
    if "funding.rate" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_rate_never_falls(spec, market),)))


def the_rate_never_falls(spec: Spec, market: str) -> Claim:
    """Return the claim that of two premiums the higher one never has the lower rate."""
    resolver = spec.resolver(market)
    rate = needed(resolver, "funding.rate")
    variables = inputs(resolver, rate)
    premium = next((v for v in variables if v.name == PREMIUM), None)
    if premium is None or not isinstance(premium.domain, Range):
        raise FormulaError("the rate is not a formula of the input `premium`", (0, 1))
    higher = replace(premium, name=HIGHER)
    at_lower = of_each_length(rate, variables)
    at_higher = renamed(at_lower, {PREMIUM: Name(HIGHER)})
    return Claim(
        CHECK.id, subject(spec, market, "funding.rate", rate), "the rate never falls as the premium rises",
        (premium, higher, *(v for v in variables if v != premium)), (),
        implies(le(Name(PREMIUM), Name(HIGHER)), le(at_lower, at_higher)), place_of(spec, "funding.rate"),
        Wording(
            "the rate falls from {before} to {after} as the premium rises from {premium} to {higher_premium}",
            help="let the rate follow the premium", label="falls as the premium rises",
            question="Is the rate meant to fall while the premium rises?",
        ),
        by_law(rate, variables, premium.domain), f"{NEVER_FALLS}; {rises.LAW}", leaning(spec, rate),
        (Shown("before", "rate at the lower premium", at_lower, NUMBER),
         Shown("after", "rate at the higher premium", at_higher, NUMBER)),
        (market,) if market else (), gravity=45,
    )  # fmt: skip


def of_each_length(rate: Expr, variables: tuple[Variable, ...]) -> Expr:
    """Return the rate as one case for each interval, so that nothing is divided by an unknown."""
    length = next((v for v in variables if v.name == LENGTH), None)
    if length is None or not isinstance(length.domain, Finite):
        return rate
    cases = [(value, chosen(rate, {}, {LENGTH: value})) for value in length.domain.values if not isinstance(value, (bool, str))]
    found = cases[-1][1]
    for value, case in reversed(cases[:-1]):
        found = when(eq(Name(LENGTH), Num(value, TIME)), case, found)
    return found


def by_law(rate: Expr, variables: tuple[Variable, ...], over: Range) -> Expr | None:
    """Return an equivalent truth without inputs, one for each reading, or None where no law covers them all."""
    choices = choices_in(rate)
    if prod(len(labels) for labels in choices.values()) > MOST_READINGS:
        return None
    lengths = next((v.domain.values for v in variables if v.name == LENGTH and isinstance(v.domain, Finite)), None)
    known = {v.name: v for v in variables}

    def holds(picks: dict[str, int]) -> Expr | None:
        rates = [chosen(rate, picks, {LENGTH: n}) for n in lengths] if lengths else [chosen(rate, picks, {})]
        found = [of_one_rate(each, known, over) for each in rates]
        return None if None in found else both(*(truth for truth in found if truth is not None))

    return in_each_reading(list(choices.items()), {}, holds)


def of_one_rate(rate: Expr, known: dict[str, Variable], over: Range) -> Expr | None:
    """Return whether one formula without choices never falls: over its breakpoints, else by its form; None where not seen."""
    if set(free_names(rate)) <= {PREMIUM}:
        try:
            shape = pieces(rate, PREMIUM)
        except NotAffine:
            return None
        return None if {over.low, over.high} & {*shape.cuts} else never_falls(shape, over.low, over.high)
    return Truth(True) if rises.never_falls(rate, frozenset({PREMIUM}), known) else None


def in_each_reading(
    left: list[tuple[str, tuple[str, ...]]], picks: dict[str, int], holds: Callable[[dict[str, int]], Expr | None]
) -> Expr | None:  # fmt: skip
    """Return the truth of each reading as nested choices, None where one of them is not known."""
    if not left:
        return holds(picks)
    (name, labels), *rest = left
    options = [in_each_reading(rest, {**picks, name: index}, holds) for index in range(len(labels))]
    known = tuple(option for option in options if option is not None)
    return Choice(name, labels, known) if len(known) == len(options) else None
