"""Do the rounded payments of longs and shorts sum to zero?

## Why it matters
Funding is said to move between traders alone. Where each payment is rounded by itself, a unit can appear or vanish at
every settlement, and somebody keeps it or pays for it. By how much is small; that nobody is named is what is missing.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}, notional: {kind: money}, side: {kind: number, domain: [1, -1]}}
  parameters: {rounding_remainder: {kind: word, value: insurance fund}}
  rate: clamp(premium, -2%, 2%)
  payment: round(side * notional * rate, step=0.01 USDT, mode="half up")
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}, notional: {kind: money}, side: {kind: number, domain: [1, -1]}}
  parameters: {rounding_remainder: {kind: word, value: insurance fund}}
  rate: clamp(premium, -2%, 2%)
  payment: round(side * notional * rate, step=0.01 USDT, mode="toward zero")
```

## How it is decided
With the mode of `payment`, or else of `payment_rounding`, for every amount due, counted in the smallest unit: one long
against one short, and one long against two shorts, whose parts are rounded one by one. The second is not asked where the
parameter `rounding_remainder` names who bears the difference.

## What to publish
The mode and the unit, for both signs, and who bears what is left over (`rounding_remainder`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from ...claims.build import add, eq, minus, num
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Range, Variable
from ...language.faults import FormulaError
from ...language.kinds import NUMBER, Kind
from ...language.tree import Expr, Name, Round, Word, children
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.kinds import kind_in
from ...readings.plain import plain
from ...readings.rebuild import free_names
from ..holdings import bare
from ..info import CheckInfo, Question
from ..markets import each_market, leaning, place_of, subject

CHECK = CheckInfo("funding.rounding_leak", "rounded payments do not sum to zero", "hazard", "note")
MODE, REMAINDER = "funding.payment_rounding", "funding.rounding_remainder"
FIRST, SECOND = Name("first_due"), Name("second_due")
SKEWED = (Word("half up"), Word("floor"), Word("ceil"))  # these fail between two already


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the claims of a pair and of three, for each market whose payments are rounded."""
    if {"funding.payment", MODE} & spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: payments_sum_to_zero(spec, market))


def payments_sum_to_zero(spec: Spec, market: str) -> Iterator[Question]:
    """Yield the claim that one long and one short cancel, and that one long and two shorts do."""
    mode, unit = the_rounding(spec, market)
    place = place_of(spec, MODE if MODE in spec.venue.stated else "funding.payment")
    skewed = bare(mode) in SKEWED
    for who, due, booked, wording in parties(mode, unit, with_two=REMAINDER not in spec.venue.stated and not skewed):
        total = reduce(add, booked)
        lines = zip(("paid", "got", "got2"), ("the one", "the other", "a third"), booked, strict=False)
        yield Claim(
            CHECK.id, subject(spec, market, who, mode), f"the rounded payments of {who} sum to zero", due, (),
            eq(total, num(0)), place, wording, also=leaning(spec, mode),
            table=(*(Shown(key, f"booked to {whom}", part, NUMBER) for key, whom, part in lines),
                   Shown("rest", "left over", total, NUMBER)),
            markets=(market,) if market else (),
        )  # fmt: skip


_Party = tuple[str, tuple[Variable, ...], tuple[Expr, ...], Wording]


def parties(mode: Expr, unit: str, *, with_two: bool) -> Iterator[_Party]:
    """Yield who pays whom: their name, what is due, what is booked to each, and what is said where it does not cancel."""
    paid, got = rounded(FIRST, mode), rounded(minus(FIRST), mode)
    yield "one long and one short", (amount_due(FIRST),), (paid, got), Wording(
        f"where {{first_due}} smallest units{unit} are due, {{paid}} is booked on one side and {{got}} on the other: {{rest}} is "
        "left over",
        severity="note", help="round both signs alike, for example toward zero", label="rounds the two signs differently",
        question="How is a funding payment rounded for each side, and who bears the difference?",
    )  # fmt: skip
    if with_two:
        whole, second = rounded(add(FIRST, SECOND), mode), rounded(minus(SECOND), mode)
        yield "one long and two shorts", (amount_due(FIRST), amount_due(SECOND)), (whole, got, second), Wording(
            f"where {{first_due}} and {{second_due}} smallest units{unit} are due between one position and two others, {{paid}} "
            "is booked to the one, {got} and {got2} to the others: {rest} is left over, and nothing says whose it is",
            severity="note", help="say who bears what rounding leaves over", label="each payment is rounded by itself",
            question="Who bears the difference between what longs pay and what shorts receive after rounding?",
        )  # fmt: skip


def the_rounding(spec: Spec, market: str) -> tuple[Expr, str]:
    """Return the mode of the payments and the words for their unit; raise ``FormulaError`` where nothing is rounded."""
    resolver = spec.resolver(market)
    payment = resolver.clause("funding.payment")
    found = None if payment is None else first_round(payment, spec.names.kind("funding.payment"), resolver)
    if found is not None:
        known = not free_names(found.step)
        return found.mode, f" (of {plain(found.step)})" if known else ""
    mode = resolver.clause(MODE)
    if mode is None:
        raise FormulaError("the formula of the payment rounds nothing", (0, 1))
    return mode, ""


def first_round(expr: Expr, kind: Kind | None, resolver: Resolver) -> Round | None:
    """Return the outermost rounding of an amount of that kind, not of a rate inside it."""
    if isinstance(expr, Round) and kind_in(expr.step, {v.name: v.kind for v in resolver.variables(expr.step)}) == kind:
        return expr
    return next((found for part in children(expr) if (found := first_round(part, kind, resolver)) is not None), None)


def rounded(amount: Expr, mode: Expr) -> Expr:
    """Return an amount brought to whole units."""
    return Round(amount, num(1), mode)


def amount_due(name: Name) -> Variable:
    """Return the variable of an amount due, in smallest units."""
    return Variable(name.ident, NUMBER, Range(Fraction(0), Fraction(1_000_000)))
