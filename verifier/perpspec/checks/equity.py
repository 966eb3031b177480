"""What do equity and trigger say of a position that is just opened?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..claims.build import renamed
from ..language.domains import Range
from ..language.kinds import PRICE
from ..language.tree import Binary, Clause, Compare, Expr, Name
from ..load.resolve import Resolver
from ..readings.rebuild import free_names

EQUITY, MAINTENANCE = "margin.equity", "margin.maintenance"


def usual_margin(trigger: Expr) -> Expr | None:
    """Return the maintenance margin of a trigger that is no more than equity below it, which a law decides."""
    plainly = _said(trigger)
    if not isinstance(plainly, Compare) or plainly.op != "<":
        return None
    named = [side.id if isinstance(side, Clause) else "" for side in (plainly.left, plainly.right)]
    return plainly.right if named == [EQUITY, MAINTENANCE] else None


def any_equity(resolver: Resolver, equity: Expr, initial: Expr, trigger: Expr) -> bool:
    """Return whether the equity may be any amount, whatever the margins are: one of its terms is an unbounded input."""
    terms = list(_terms(equity))
    counted = Counter(term.ident for term in terms if isinstance(term, Name))
    margins = {n for side in (initial, usual_margin(trigger) or initial) for n in free_names(side)}
    inside = {name for term in terms if not isinstance(term, Name) for name in free_names(term)}
    return any(
        count == 1 and name not in margins | inside and resolver.variable(name).domain == Range()
        for name, count in counted.items()
    )


def _terms(expr: Expr) -> Iterator[Expr]:
    """Yield what a sum adds and takes off."""
    plainly = _said(expr)
    if isinstance(plainly, Binary) and plainly.op in ("+", "-"):
        yield from (*_terms(plainly.left), *_terms(plainly.right))
    else:
        yield plainly


def _said(expr: Expr) -> Expr:
    return _said(expr.body) if isinstance(expr, Clause) else expr


def at_one_price(resolver: Resolver, *exprs: Expr) -> tuple[Expr, ...]:
    """Return formulas in which all prices are one: as a position is opened, its entry is the mark is the index."""
    prices = sorted({v.name for expr in exprs for v in resolver.variables(expr) if v.kind == PRICE})
    return tuple(renamed(expr, {name: Name(prices[0]) for name in prices[1:]}) for expr in exprs) if prices else exprs
