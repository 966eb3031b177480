"""Does the price limit of a forced sale leave room on the side on which the position must be closed?

## Why it matters
A liquidated long is sold, so its limit lies at or below the mark price; a liquidated short is bought back, so its limit
lies at or above it. A limit on the other side cannot fill until the price has come back by itself, while the account
goes on losing.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
liquidation:
  inputs: {side: {kind: number, domain: [1, -1]}, mark: {kind: price}}
  parameters: {spread: 1.5%}
  price_limit: mark * (1 - spread)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
liquidation:
  inputs: {side: {kind: number, domain: [1, -1]}, mark: {kind: price}}
  parameters: {spread: 1.5%}
  price_limit: mark * (1 - side * spread)
```

## How it is decided
For every position that the trigger liquidates, whatever its equity and its maintenance margin are. Where the spec has
worked examples of the price limit, the same is asked of the inputs of the first one for each side.

## What to publish
The formula for both sides, or one formula with the sign of the position in it.

## Sources
A venue whose documentation puts the limit of a short below the oracle price (49,999 at 50,000), and whose code puts it above.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import implies, le, num
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Finite, Range, Variable
from ...language.faults import FormulaError
from ...language.kinds import NUMBER, PRICE
from ...language.tree import Compare, Expr, Logic, Name
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.rebuild import free_names
from ..holdings import EQUITY, MAINTENANCE, account, of_kind
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, short, subject
from ..worked import Worked, worked

CHECK = CheckInfo(
    "liquidation.price_limit_side", "the price limit of a forced sale is on the wrong side", "contradiction", "error"
)
LIMIT, TRIGGER = "liquidation.price_limit", "liquidation.trigger"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a limit, and one for the first worked example of each side."""
    stated = spec.venue.stated.get(LIMIT)
    if stated is not None and spec.names.kind(LIMIT) == PRICE:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_side_is_right(spec, market),)))
        sides: set[Fraction] = set()
        for example in worked(spec, "price_limit", "liquidation"):
            side = side_of(example)
            if side is not None and side not in sides:
                sides.add(side)
                yield the_side_is_right_in(spec, example)


def the_side_is_right(spec: Spec, market: str) -> Claim:
    """Return the claim that a long is sold at or below the mark price, and a short bought at or above it."""
    resolver = account(spec, spec.resolver(market), MAINTENANCE, EQUITY)
    limit, trigger = needed(resolver, LIMIT), resolver.clause(TRIGGER)
    if free_names(limit) == (LIMIT,):
        raise FormulaError("no formula of the price limit is published", (0, 1))
    given = () if trigger is None else (trigger,)
    names = dict.fromkeys(name for expr in (limit, *given) for name in free_names(expr))
    mark, side = named(names, "mark"), named(names, "side", otherwise=True)
    variables = tuple(variable(spec, resolver, name) for name in dict.fromkeys((*names, side)))
    return Claim(
        CHECK.id, subject(spec, market, LIMIT, limit),
        "the price limit of a liquidated position is on its side of the mark price",
        variables, given, right_side(Name(side), limit, Name(mark)), place_of(spec, LIMIT),
        wording(listed(variables)), also=leaning(spec, limit), table=(Shown("limit", "price limit", limit, PRICE),),
        markets=(market,) if market else (), gravity=60,
    )  # fmt: skip


def the_side_is_right_in(spec: Spec, example: Worked) -> Claim:
    """Return the same claim of the inputs of a worked example."""
    resolver = example.resolver
    limit, mark, side = needed(resolver, LIMIT), example.given["mark"], example.given["side"]
    return Claim(
        CHECK.id, f"{LIMIT} in the example {example.id}", "the price limit of a worked example is on its side of the mark price",
        inputs(resolver, limit, mark, side), (), right_side(side, limit, mark), place_of(spec, LIMIT),
        wording("the inputs of the worked example `" + example.id + "`, side {side} and mark {mark},"),
        also=((example.place, "the inputs"), *leaning(spec, limit)),
        table=(Shown("side", "side", side, NUMBER), Shown("mark", "mark", mark, PRICE),
               Shown("limit", "price limit", limit, PRICE)),
        markets=(example.market,) if example.market else (), gravity=65,
    )  # fmt: skip


def wording(inputs: str) -> Wording:
    """Return what is said where the limit is on the wrong side."""
    return Wording(
        f"with {inputs} the price limit is {{limit}}: a long (side 1) must be sold at or below the mark price, a short (side -1) "
        "bought at or above it", "contradiction", "error", "put the sign of the position into the formula",
        "On which side of the mark price does the price limit of a liquidated short stand?", "{limit}",
    )  # fmt: skip


def right_side(side: Expr, limit: Expr, mark: Expr) -> Expr:
    """Return the truth that a long sells at or below the mark, and a short buys at or above it."""
    long, short_ = Compare("==", side, num(1)), Compare("==", side, num(-1))
    return Logic("and", (implies(long, le(limit, mark)), implies(short_, le(mark, limit))))


def side_of(example: Worked) -> Fraction | None:
    """Return the side that an example is about, None where it gives no side or no mark price."""
    return example.number("side") if {"side", "mark"} <= example.given.keys() else None


def named(names: dict[str, None], last: str, *, otherwise: bool = False) -> str:
    """Return the input of that last name; raise ``FormulaError`` where there is none."""
    found = next((name for name in names if short(name) == last), None)
    if found is None and not otherwise:
        raise FormulaError(f"the price limit is not a formula of an input `{last}`", (0, 1))
    return found or f"liquidation.{last}"


def variable(spec: Spec, resolver: Resolver, name: str) -> Variable:
    """Return an input: a maintenance margin and sizes above zero, either side, any equity, or as the spec has it."""
    if name == MAINTENANCE and name in spec.venue.stated:
        return of_kind(spec, name, Range(Fraction(0), low_open=True))
    if name == EQUITY and name in spec.venue.stated:
        return of_kind(spec, name, Range())
    if short(name) == "side":
        return Variable(name, NUMBER, Finite((Fraction(1), Fraction(-1))))
    (found,) = inputs(resolver, Name(name))
    sized = short(name) in ("notional", "quantity")
    return Variable(name, found.kind, Range(Fraction(0), low_open=True), found.step) if sized else found
