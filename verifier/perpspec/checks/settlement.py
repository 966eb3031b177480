"""What do several checks of funding say: the worst rate of a settlement, of a day, and the lengths in reach?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.build import div, minus, mul, num
from ..language.domains import Range
from ..language.faults import FormulaError
from ..language.kinds import TIME
from ..language.tree import Expr, Pick
from ..load.load import Spec
from ..load.resolve import Resolver
from ..machines.interval import Clock, ways
from .markets import needed

DAY = Fraction(86_400)


def at_length(spec: Spec, market: str, length: Fraction) -> Resolver:
    """Return what closes formulas over the market while the funding interval has that length."""
    return Resolver(spec.names, spec.tables, market, {"funding.interval": num(length, TIME)})


def worst_rate(resolver: Resolver) -> Expr:
    """Return the larger of the cap and the floor without its sign; raise ``FormulaError`` where there is no cap."""
    cap, floor = needed(resolver, "funding.cap"), resolver.clause("funding.floor")
    return cap if floor is None else Pick("max", (cap, minus(floor)))


def worst_payment(spec: Spec, market: str, length: Fraction) -> Expr:
    """Return the largest share of the notional that is paid at one settlement of that interval."""
    resolver = at_length(spec, market, length)
    period = resolver.clause("funding.rate_period")
    worst = worst_rate(resolver)
    return worst if period is None else div(mul(worst, num(length, TIME)), period)


def worst_day(spec: Spec, market: str, length: Fraction) -> Expr:
    """Return the largest share of the notional that is paid in a day of that interval."""
    return mul(worst_payment(spec, market, length), num(DAY / length))


def continuous_day(resolver: Resolver) -> Expr:
    """Return the same where funding runs without settlements: the worst rate of a period, for each period of a day."""
    period = resolver.clause("funding.rate_period")
    if period is None:
        raise FormulaError("neither an interval nor the period of the rate is stated", (0, 1))
    return div(mul(worst_rate(resolver), num(DAY, TIME)), period)


def domains(spec: Spec) -> Mapping[str, Range]:
    """Return the range of every input, for the question whether a move of the interval can happen."""
    found = {name: spec.resolver().variable(name).domain for name in spec.venue.inputs}
    return {name: domain for name, domain in found.items() if isinstance(domain, Range)}


def in_reach(spec: Spec, clock: Clock) -> tuple[Fraction, ...]:
    """Return the lengths the interval can get to from its default, nearest first."""
    return tuple(ways(clock, clock.default, domains(spec)))
