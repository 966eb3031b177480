"""Does an account keep enough to close its position after it has withdrawn all it may?

## Why it matters
Initial margin says whether a position can be opened at the mark price, not what it costs to close. An account that may
withdraw down to less than the cost of closing leaves that cost to the insurance fund.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {flat: [{over: 0, up_to: 400_000_000, max_leverage: 100, maintenance_rate: 0.5%}]}
  markets: {AUSDT: flat}
margin:
  inputs: {notional: {kind: money}, equity: {kind: money}}
  initial: notional * initial_rate(notional)
  withdrawal: max(0, equity - initial)
assumptions: {assumptions: {closing_cost: 1.3%}}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables: {flat: [{over: 0, up_to: 400_000_000, max_leverage: 100, maintenance_rate: 0.5%}]}
  markets: {AUSDT: flat}
margin:
  inputs: {notional: {kind: money}, equity: {kind: money}}
  initial: notional * initial_rate(notional)
  withdrawal: max(0, equity - max(initial, notional * 10%))
assumptions: {assumptions: {closing_cost: 1.3%}}
```

## How it is decided
For every account from which something may be withdrawn: equity less `margin.withdrawal` against `closing_cost` times the
notional. Equity is any amount; initial margin is that of the largest leverage, the least there is.

## What to publish
A withdrawal limit that refers to size or depth, not to the chosen leverage alone.

## Sources
A withdrawal of profit in March 2025 that left a position of 307 million with at most 1% of margin, where closing it cost 1.3%.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import le, lt, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...language.domains import Range, Variable
from ...language.faults import FormulaError
from ...language.tree import Expr, Name
from ...load.load import Spec
from ...load.resolve import Resolver
from ...readings.rebuild import free_names
from ..distance import smallest_rate
from ..holdings import EQUITY, of_kind, tables_of
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, needed, place_of, subject
from ..settled import skipped

CHECK = CheckInfo(
    "liquidation.withdrawal_below_closing_cost", "less than the closing cost may be left in an account", "hazard", "warning"
)
COST, WITHDRAWAL, INITIAL, NOTIONAL = "assumptions.closing_cost", "margin.withdrawal", "margin.initial", "margin.notional"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market with a withdrawal limit, where the user assumes what closing costs."""
    if WITHDRAWAL not in spec.venue.stated:
        return
    if COST in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: iter((enough_is_left(spec, market),)))
    else:
        yield skipped(CHECK.id, COST, "the assumptions do not say what closing costs (`closing_cost`)")


def enough_is_left(spec: Spec, market: str) -> Claim:
    """Return the claim that what is left after the largest withdrawal pays for closing."""
    resolver = at_top_leverage(spec, spec.resolver(market))
    taken, cost = needed(resolver, WITHDRAWAL), mul(needed(resolver, COST), Name(NOTIONAL))
    left = sub(Name(EQUITY), taken)
    variables = tuple(variable(spec, resolver, name) for name in dict.fromkeys((*free_names(taken), EQUITY, NOTIONAL)))
    kind = variables[-1].kind
    return Claim(
        CHECK.id, subject(spec, market, WITHDRAWAL, taken), "after the largest withdrawal enough is left to close the position",
        variables, (lt(num(0), taken),), le(cost, left), place_of(spec, WITHDRAWAL),
        Wording(
            "an account with equity {equity} and a position of {notional} may withdraw {taken}: {left} is left, and closing "
            "costs {cost}", help="let a share of the notional stay that pays for closing", label="leaves {left}",
            question="How much must stay in an account with a position, besides initial margin?",
        ),
        also=((place_of(spec, COST), "assumed here"), *leaning(spec, taken)),
        table=(Shown("taken", "withdrawn", taken, kind), Shown("left", "left", left, kind),
               Shown("cost", "cost of closing", cost, kind)),
        markets=(market,) if market else (), gravity=45,
    )  # fmt: skip


def at_top_leverage(spec: Spec, resolver: Resolver) -> Resolver:
    """Return what closes formulas with any equity, and with the initial margin of the largest leverage."""
    if NOTIONAL not in spec.venue.inputs:
        raise FormulaError("the margin section has no input `notional`", (0, 1))
    given: dict[str, Expr] = {EQUITY: Name(EQUITY)}
    if tables_of(spec, resolver):
        given[INITIAL] = mul(Name(NOTIONAL), smallest_rate(spec, resolver, "initial_rate"))
    return Resolver(spec.names, spec.tables, resolver.market, given)


def variable(spec: Spec, resolver: Resolver, name: str) -> Variable:
    """Return an input: any equity, a notional above zero within the first tier, or as the spec has it."""
    if name == EQUITY and name in spec.venue.stated:
        return of_kind(spec, name, Range())
    (found,) = inputs(resolver, Name(name))
    if name != NOTIONAL:
        return found
    ends = [table.tiers[0].up_to for table in tables_of(spec, resolver) if table.tiers and table.measure == found.kind]
    known = [end for end in ends if end is not None]
    return Variable(name, found.kind, Range(Fraction(0), min(known) if known else None, low_open=True), found.step)
