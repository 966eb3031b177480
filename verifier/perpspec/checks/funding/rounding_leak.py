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
from ...language.kinds import NUMBER
from ...language.tree import Expr, Name, Round, children
from ...load.load import Spec
from ...readings.plain import plain
from ...readings.rebuild import free_names
from ..info import CheckInfo, Question
from ..markets import each_market, leaning, place_of, subject

CHECK = CheckInfo("funding.rounding_leak", "rounded payments do not sum to zero", "hazard", "note")
MODE, REMAINDER = "funding.payment_rounding", "funding.rounding_remainder"
FIRST, SECOND = Name("first_due"), Name("second_due")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the claims of a pair and of three, for each market whose payments are rounded."""
    if {"funding.payment", MODE} & spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: payments_sum_to_zero(spec, market))


def payments_sum_to_zero(spec: Spec, market: str) -> Iterator[Question]:
    """Yield the claim that one long and one short cancel, and that one long and two shorts do."""
    mode, unit = the_rounding(spec, market)
    place = place_of(spec, MODE if MODE in spec.venue.stated else "funding.payment")
    for who, due, booked, wording in parties(mode, unit, with_two=REMAINDER not in spec.venue.stated):
        total = reduce(add, booked)
        lines = zip(("paid", "got", "got2"), ("the long", "a short", "the other short"), booked, strict=False)
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
        f"of {{first_due}} smallest units{unit} due the long pays {{paid}} and the short is booked {{got}}: {{rest}} is left over",
        severity="note", help="round both signs alike, for example toward zero", label="rounds the two signs differently",
        question="How is a funding payment rounded for each side, and who bears the difference?",
    )  # fmt: skip
    if with_two:
        whole, second = rounded(add(FIRST, SECOND), mode), rounded(minus(SECOND), mode)
        yield "one long and two shorts", (amount_due(FIRST), amount_due(SECOND)), (whole, got, second), Wording(
            f"one long owes {{first_due}} and {{second_due}} smallest units{unit} to two shorts and pays {{paid}}, of which "
            "they are booked {got} and {got2}: {rest} is left over, and nothing says whose it is",
            severity="note", help="say who bears what rounding leaves over", label="each payment is rounded by itself",
            question="Who bears the difference between what longs pay and what shorts receive after rounding?",
        )  # fmt: skip


def the_rounding(spec: Spec, market: str) -> tuple[Expr, str]:
    """Return the mode of the payments and the words for their unit; raise ``FormulaError`` where nothing is rounded."""
    resolver = spec.resolver(market)
    payment = resolver.clause("funding.payment")
    found = payment and first_round(payment)
    if found:
        known = not free_names(found.step)
        return found.mode, f" (of {plain(found.step)})" if known else ""
    mode = resolver.clause(MODE)
    if mode is None:
        raise FormulaError("the formula of the payment rounds nothing", (0, 1))
    return mode, ""


def first_round(expr: Expr) -> Round | None:
    """Return the outermost rounding of a formula."""
    if isinstance(expr, Round):
        return expr
    return next((found for part in children(expr) if (found := first_round(part)) is not None), None)


def rounded(amount: Expr, mode: Expr) -> Expr:
    """Return an amount brought to whole units."""
    return Round(amount, num(1), mode)


def amount_due(name: Name) -> Variable:
    """Return the variable of an amount due, in smallest units."""
    return Variable(name.ident, NUMBER, Range(Fraction(0), Fraction(1_000_000)))
