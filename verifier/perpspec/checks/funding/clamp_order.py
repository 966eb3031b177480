"""Does it matter in which order the rate is clamped, divided by the interval and rounded, where no text says it?

## Why it matters
A rate that is clamped and then divided by the number of settlements is at most that share of the cap; one that is
divided first can reach the whole cap at each of them. The two readings of one text differ by the length of the interval.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: funding page}}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium / (8h / interval), -cap, cap)
  cap: 2%
  clamp_order: {status: silent, searched: page, domain: [divide then clamp, clamp then divide], question: "Which is first?"}
  interval: {states: [8h, 1h], default: 8h, changes: [{from: 8h, to: 1h, when: abs(rate) == cap}]}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: funding page}}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium / (8h / interval), -cap, cap)
  cap: 2%
  clamp_order: {status: silent, searched: page, domain: [divide then clamp, clamp then divide], question: "Which is first?"}
  interval: {states: [8h], default: 8h}
```

## How it is decided
Only where `clamp_order` is disputed or silent. If the formula of the rate uses that clause, its options are compared; if
not, the formula is compared with itself after a clamp and the division next to it have changed places.

## What to publish
The formula with its brackets, and one line that says what is clamped: the rate of a settlement or that of eight hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, eq
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Binary, Clamp, Clause, Expr, children
from ...load.load import Spec
from ...readings.rebuild import choices_in, chosen, rebuilt
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject

CHECK = CheckInfo(
    "funding.clamp_order", "the order of clamp and division changes the rate and is not published", "undocumented", "warning"
)
ORDER = "funding.clamp_order"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market, where the order is an open clause."""
    stated = spec.venue.stated.get(ORDER)
    if stated is not None and stated.clause.status in ("disputed", "silent") and "funding.rate" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((the_order_does_not_matter(spec, market),)))


def the_order_does_not_matter(spec: Spec, market: str) -> Claim:
    """Return the claim that every order gives the same rate."""
    resolver = spec.resolver(market)
    rate = needed(resolver, "funding.rate")
    orders = all_orders(rate)
    first, *others = orders.values()
    variables = inputs(resolver, rate)
    clause = spec.venue.stated[ORDER].clause
    return Claim(
        CHECK.id, subject(spec, market, ORDER, rate), "every order of clamp and division gives the same rate", variables, (),
        both(*(eq(first, other) for other in others)), place_of(spec, ORDER),
        Wording(
            f"with {listed(variables) or 'no input'} the rate is {' or '.join(f'{{order{n}}}' for n in range(len(orders)))}, "
            "as the order of clamp and division is read", "undocumented", "warning", "publish the formula with its brackets",
            clause.question or "Is the rate clamped before or after it is divided by the interval?", "not published",
        ),
        also=((place_of(spec, "funding.rate"), "the rate"), *leaning(spec, rate)),
        table=tuple(Shown(f"order{n}", f"rate, {label}", each, NUMBER) for n, (label, each) in enumerate(orders.items())),
        markets=(market,) if market else (), gravity=35,
    )  # fmt: skip


def all_orders(rate: Expr) -> dict[str, Expr]:
    """Return the rate in each order that the clause or the formula leaves open; raise ``FormulaError`` where there is one."""
    labels = choices_in(rate).get(ORDER)
    if labels is not None:
        return {label: chosen(rate, {ORDER: index}, {}) for index, label in enumerate(labels)}
    other = exchanged(rate)
    if other is None:
        raise FormulaError("the formula of the rate has no clamp beside a division", (0, 1))
    return {"as written": rate, "the other way round": other}


def exchanged(expr: Expr) -> Expr | None:
    """Return the tree with the first clamp and the division directly inside or around it exchanged, or None."""
    match expr:
        case Clamp(body=body, low=low, high=high):
            inside = bare(body)
            if isinstance(inside, Binary) and inside.op == "/":
                return Binary("/", Clamp(inside.left, low, high), inside.right)
        case Binary(op="/", left=left, right=right):
            inside = bare(left)
            if isinstance(inside, Clamp):
                return Clamp(Binary("/", inside.body, right), inside.low, inside.high)
        case _:
            pass
    parts = children(expr)
    for index, part in enumerate(parts):
        found = exchanged(part)
        if found is not None:
            return rebuilt(expr, (*parts[:index], found, *parts[index + 1 :]))
    return None


def bare(expr: Expr) -> Expr:
    """Return what a clause says, without its mark."""
    while isinstance(expr, Clause):
        expr = expr.body
    return expr
