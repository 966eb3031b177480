"""Is the maintenance margin ever above the initial margin, as the formulas of the venue give them?

## Why it matters
Whatever else enters the two margins, open interest, a chosen leverage, a rounding, a position that meets the initial
margin must be safe at that moment. Where maintenance is above initial it is opened to be liquidated.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    leverage: {kind: leverage, domain: [1, 10, 100]}
  parameters: {rate: 1.5%}
  initial: notional / leverage
  maintenance: notional * rate
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    leverage: {kind: leverage, domain: [1, 10, 50]}
  parameters: {rate: 1.5%}
  initial: notional / leverage
  maintenance: notional * rate
```

## How it is decided
For all inputs of the two formulas whose sizes belong to a tier, with one price for entry, mark and index, as it is when a
position is opened. Where a leverage is an input and the market has a table, it is at most what the table allows.

## What to publish
The highest leverage of each size, low enough for its maintenance rate.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import both, le
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER
from ...language.tree import Expr, Name
from ...load.load import Spec
from ...load.resolve import Resolver
from ..equity import at_one_price
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, listed, needed, place_of, subject
from ..ranges import has_tiers

CHECK = CheckInfo("margin.maintenance_above_initial", "maintenance margin is above initial margin", "contradiction", "error")
INITIAL, MAINTENANCE = "margin.initial", "margin.maintenance"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one claim for each market of a venue that gives both formulas."""
    if {INITIAL, MAINTENANCE} <= spec.venue.stated.keys():
        yield from each_market(spec, CHECK.id, lambda market: iter([initial_covers(spec, market)]))


def initial_covers(spec: Spec, market: str) -> Claim:
    """Return the claim that maintenance is at most initial; raise ``FormulaError`` where the market lacks one."""
    resolver = spec.resolver(market)
    initial, maintenance = at_one_price(resolver, needed(resolver, INITIAL), needed(resolver, MAINTENANCE))
    allowed = both(has_tiers(initial, maintenance), *allowed_leverage(resolver, initial, maintenance))
    variables = inputs(resolver, initial, maintenance, allowed)
    kind = spec.names.kind(MAINTENANCE) or NUMBER
    return Claim(
        CHECK.id, subject(spec, market, MAINTENANCE, initial, maintenance), "maintenance margin is at most initial margin",
        variables, (allowed,), le(maintenance, initial), place_of(spec, MAINTENANCE),
        Wording(
            f"at {listed(variables)} the maintenance margin is {{maintenance}}, above the initial margin of {{initial}}",
            "contradiction", "error", "allow less leverage, or lower the maintenance rate", "", "above the initial margin",
        ),
        also=((place_of(spec, INITIAL), "the initial margin"), *leaning(spec, initial, maintenance)),
        table=(
            Shown("maintenance", "maintenance margin", maintenance, kind), Shown("initial", "initial margin", initial, kind),
        ),
        markets=(market,) if market else (),
    )  # fmt: skip


def allowed_leverage(resolver: Resolver, *exprs: Expr) -> Iterator[Expr]:
    """Yield that a leverage which the formulas take as an input is one that the market's table allows."""
    names = {v.name for v in inputs(resolver, *exprs)}
    for leverage in sorted(name for name in names if name.endswith(".leverage")):
        section = leverage.rpartition(".")[0]
        if f"{section}.notional" in names:
            try:
                most = resolver.formula("max_leverage(notional)", section)
            except FormulaError:
                return
            yield le(Name(leverage), most)
