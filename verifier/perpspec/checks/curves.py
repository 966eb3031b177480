"""Which rates does a table give as a formula of the size, for every size?"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.domains import Variable
from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..load.names import texts_of
from ..load.resolve import Resolver
from ..load.tables import TierTable
from ..readings.rebuild import free_names


def curves(spec: Spec) -> Iterator[tuple[TierTable, Resolver, tuple[str, ...]]]:
    """Yield each table in force that is a formula, with what closes formulas for its markets, and these markets."""
    users: dict[str, list[str]] = {}
    for market in spec.markets:
        stated = spec.venue.stated.get(f"tiers.markets.{market}")
        for written in texts_of(stated) if stated is not None else ():
            users.setdefault(written.text, []).append(market)
    for name, markets in users.items():
        table = spec.tables[name]
        if table.curve is not None:
            yield table, spec.resolver(markets[0]), tuple(markets)


def rate_of(resolver: Resolver, column: str, x: Expr) -> Expr | None:
    """Return the rate of a size in one column of the market's table, or None where it has no such column."""
    try:
        return resolver.formula(f"{column}(x)", "tiers", {"x": x})
    except FormulaError:
        return None


def others(resolver: Resolver, *exprs: Expr) -> tuple[Variable, ...]:
    """Return the variables of formulas that come from the spec, not from the question: those with a section's name."""
    names = dict.fromkeys(name for expr in exprs for name in free_names(expr) if "." in name)
    return tuple(resolver.variable(name) for name in names)
