"""How far can a price move against a position at the largest leverage before the position is liquidated?"""

from __future__ import annotations

from ..claims.build import div, num, sub
from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..load.names import texts_of
from ..load.resolve import Resolver


def liquidation_distance(spec: Spec, resolver: Resolver) -> Expr:
    """Return initial less maintenance rate at the smallest size, a ratio; raise ``FormulaError`` without a table."""
    return sub(smallest_rate(spec, resolver, "initial_rate"), smallest_rate(spec, resolver, "maintenance_rate"))


def top_leverage(spec: Spec, resolver: Resolver) -> Expr:
    """Return one over the initial rate at the smallest size; raise ``FormulaError`` without a table."""
    return div(num(1), smallest_rate(spec, resolver, "initial_rate"))


def smallest_rate(spec: Spec, resolver: Resolver, column: str) -> Expr:
    """Return a rate of the smallest positions; raise ``FormulaError`` where the market has no table."""
    stated = spec.venue.stated.get(f"tiers.markets.{resolver.market}")
    if stated is None:
        raise FormulaError(f"no tier table says the rates of `{resolver.market or 'a market'}`", (0, 1))
    curve = any(spec.tables[written.text].curve is not None for written in texts_of(stated))
    return resolver.formula(f"{column}(0)" if curve else f"{column}_of_tier(1)", "tiers")
