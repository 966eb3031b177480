"""What do several checks of liquidation say of one position: its size, its maintenance margin, what an account holds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ..claims.build import div, le, mul
from ..language.domains import Range, Variable
from ..language.faults import FormulaError
from ..language.kinds import COIN, CONTRACTS, MONEY, NUMBER, QUANTITY
from ..language.tree import Binary, Clause, Compare, Expr, Logic, Name, Round, children
from ..load.load import Spec
from ..load.names import texts_of
from ..load.resolve import Resolver
from ..load.tables import TierTable
from ..readings.kinds import kind_in
from ..readings.rebuild import free_names, rebuilt
from .markets import inputs
from .tables import fault_of, top

MAINTENANCE, EQUITY = "margin.maintenance", "margin.equity"
SIZES = (MONEY, QUANTITY, COIN, CONTRACTS)


@dataclass(frozen=True, slots=True)
class Held:
    """A position: its size above zero, its maintenance margin, and that margin over its size where it is rate times size."""

    size: Variable
    margin: Expr
    rate: Expr | None
    others: tuple[Variable, ...]

    @property
    def share(self) -> Expr:
        """Return the maintenance margin over the size."""
        return self.rate if self.rate is not None else div(self.margin, Name(self.size.name))

    def covers(self, share: Expr) -> Expr:
        """Return the truth that the maintenance margin is at least that share of the size."""
        return le(share, self.rate) if self.rate is not None else le(mul(share, Name(self.size.name)), self.margin)


def held(spec: Spec, resolver: Resolver) -> Held:
    """Return a position by the published margin, or by the tier table; raise ``FormulaError`` where there is neither."""
    stated = resolver.clause(MAINTENANCE)
    known = () if stated is None else inputs(resolver, stated)
    free = [v for v in known if not v.silent]
    if stated is not None and len(free) == 1 and free[0].kind in SIZES:
        return _held(spec, resolver, free[0], stated)
    tables = tables_of(spec, resolver)
    if not tables:
        raise FormulaError("no maintenance margin of a position of one size is published", (0, 1))
    marginal = tables[0].marginal and all(table.curve is None for table in tables)
    text = "maintenance_rate(size) * size" + (" - deduction(size)" if marginal else "")
    margin = resolver.formula(text, "tiers", {"size": Name("size")})
    return _held(spec, resolver, Variable("size", tables[0].measure, Range(), Fraction(1)), margin)


def _held(spec: Spec, resolver: Resolver, size: Variable, margin: Expr) -> Held:
    for table in tables_of(spec, resolver):
        if table.tiers and fault_of(table):
            raise FormulaError(f"the table `{table.name}` has no margin for every size: {fault_of(table)}", (0, 1))
    size, margin = above_zero(spec, resolver, size), unrounded(margin)
    others = tuple(v for v in inputs(resolver, *_but(margin, size.name)) if v.name != size.name)
    return Held(replace(size, step=Fraction(1)), margin, over_size(margin, size.name), others)


def _but(expr: Expr, name: str) -> tuple[Expr, ...]:
    return tuple(Name(ident) for ident in free_names(expr) if ident != name)


def unrounded(expr: Expr) -> Expr:
    """Return the formula of an amount without its last digit: amounts are not rounded, rates are where it says so."""
    if isinstance(expr, Round) and kind_in(expr.step, {}) != NUMBER:
        return unrounded(expr.body)
    parts = children(expr)
    return rebuilt(expr, tuple(unrounded(part) for part in parts)) if parts else expr


def above_zero(spec: Spec, resolver: Resolver, size: Variable) -> Variable:
    """Return the same size over all values above zero that the market's tables have a tier for."""
    tables = [table for table in tables_of(spec, resolver) if table.tiers and table.measure == size.kind]
    known = [(end, table.upper_inclusive) for table in tables if (end := top(table)) is not None]
    last, inside = min(known, default=(None, True))
    return replace(size, domain=Range(Fraction(0), last, low_open=True, high_open=not inside))


def tables_of(spec: Spec, resolver: Resolver) -> list[TierTable]:
    """Return the tables of the market: several where it is disputed which."""
    stated = spec.venue.stated.get(f"tiers.markets.{resolver.market}")
    return [spec.tables[written.text] for written in texts_of(stated)] if stated is not None else []


def over_size(margin: Expr, size: str) -> Expr | None:
    """Return the rate of a margin that is written as a rate times the size, else None."""
    product = bare(margin)
    if isinstance(product, Binary) and product.op == "*":
        for one, other in ((product.left, product.right), (product.right, product.left)):
            if bare(one) == Name(size):
                return other
    return None


def bare(expr: Expr) -> Expr:
    """Return what a clause says, without its mark."""
    while isinstance(expr, Clause):
        expr = expr.body
    return expr


def account(spec: Spec, resolver: Resolver, *free: str) -> Resolver:
    """Return what closes formulas while those clauses, such as the equity, stay free."""
    given: Mapping[str, Expr] = {ident: Name(ident) for ident in free if resolver.clause(ident) is not None}
    return Resolver(spec.names, spec.tables, resolver.market, given)


def of_kind(spec: Spec, ident: str, domain: Range) -> Variable:
    """Return a clause as a free variable."""
    kind = spec.names.kind(ident)
    assert kind is not None, "only stated clauses are left free"
    return Variable(ident, kind, domain)


def comparisons(expr: Expr) -> Iterator[Compare]:
    """Yield the comparisons that a truth is made of."""
    here = bare(expr)
    if isinstance(here, Compare):
        yield here
    elif isinstance(here, Logic):
        for part in here.parts:
            yield from comparisons(part)
