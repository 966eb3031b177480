"""Can a position that meets its initial margin be liquidated at that same instant?

## Why it matters
The margin section says what an account must hold, the liquidation section when it is taken over. They are written by
different people and use equity in different ways; where they do not fit, an order is accepted and liquidated at once.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    wallet:   {kind: money}
    profit:   {kind: money}
  initial: notional * 2%
  maintenance: notional * 1%
  equity: wallet + profit
liquidation:
  trigger: margin.wallet <= margin.maintenance
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    wallet:   {kind: money}
    profit:   {kind: money}
  initial: notional * 2%
  maintenance: notional * 1%
  equity: wallet + profit
liquidation:
  trigger: margin.equity < margin.maintenance
```

## How it is decided
With one price for entry, mark and index, for all inputs with which the equity is at least the initial margin, that
margin is above zero, and every size belongs to a tier, the trigger must not hold. What only the trigger knows, such as
other positions of the account, is taken as zero.

## What to publish
One definition of equity, used by the order check and by the trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import both, eq, implies, le, lt, num
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Variable
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Expr, Name, Not
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.rebuild import free_names
from ..equity import EQUITY, any_equity, at_one_price, usual_margin
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..ranges import has_tiers

CHECK = CheckInfo("margin.opened_is_liquidated", "a position can be liquidated as it is opened", "contradiction", "error")
LAW = "some equity covers one margin and is below another if and only if the other is larger"
INITIAL, TRIGGER = "margin.initial", "liquidation.trigger"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that gives initial margin, equity and the trigger."""
    if {INITIAL, EQUITY, TRIGGER} <= spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: iter([opened_is_safe(spec, market)]))


def opened_is_safe(spec: Spec, market: str) -> Claim:
    """Return the claim that equity which covers the initial margin does not trigger; raise where one is missing."""
    resolver = spec.resolver(market)
    parts = (needed(resolver, ident) for ident in (INITIAL, EQUITY, TRIGGER))
    initial, equity, trigger = at_one_price(resolver, *parts)
    if spec.names.kind(INITIAL) != spec.names.kind(EQUITY):
        raise FormulaError("initial margin and equity are not of one kind", (0, 1))
    kind = spec.names.kind(INITIAL) or NUMBER
    alone = tuple(eq(Name(v.name), num(0, v.kind)) for v in elsewhere(resolver, trigger, initial, equity))
    opened, sizes = both(lt(num(0, kind), initial), le(initial, equity), *alone), has_tiers(initial, equity, trigger)
    margin = usual_margin(trigger) if any_equity(resolver, equity, initial, trigger) else None
    closed = None if margin is None else implies(lt(num(0, kind), initial), le(margin, initial))
    variables = inputs(resolver, initial, equity, trigger)
    return Claim(
        CHECK.id, subject(spec, market, TRIGGER, initial, equity, trigger),
        "equity that covers the initial margin does not trigger a liquidation", variables,
        (sizes,) if closed else (opened, sizes), implies(opened, Not(trigger)) if closed else Not(trigger),
        place_of(spec, TRIGGER),
        Wording(
            f"at {listed(variables)} the equity {{equity}} covers the initial margin of {{initial}}, and the position is "
            "liquidated",
            "contradiction", "error", "let the trigger use the equity that the order check uses", "",
            "holds for a position just opened",
        ),
        closed, LAW if closed else "",
        also=(
            (place_of(spec, INITIAL), "the initial margin"), (place_of(spec, EQUITY), "the equity"),
            *leaning(spec, initial, equity, trigger),
        ),
        table=(Shown("equity", "equity", equity, kind), Shown("initial", "initial margin", initial, kind)),
        markets=(market,) if market else (),
    )  # fmt: skip


def elsewhere(resolver: Resolver, trigger: Expr, *margin: Expr) -> Iterator[Variable]:
    """Yield the inputs that only the trigger knows, such as other positions, taken to be zero; raise if one cannot be."""
    here = {name for expr in margin for name in free_names(expr)}
    for variable in resolver.variables(trigger):
        if variable.name not in here:
            if variable.silent or not variable.domain.holds(Fraction(0)):
                raise FormulaError(f"the trigger hangs on `{variable.name}`, of which margin and equity know nothing", (0, 1))
            yield variable
