"""Is a claim of at most one amount true everywhere, decided over its exact breakpoints?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from ..claims.build import both
from ..claims.claim import Claim
from ..language.domains import Finite, Range, Value, Variable
from ..language.tree import Expr, Not
from ..readings.parts import parts_of
from ..readings.pieces import NotAffine, Pieces, pieces
from ..readings.rebuild import chosen
from ..readings.stretches import Stretch, where
from .options import Decided, Reading

MOST_CASES = 256


def decide_closed(claim: Claim, reading: Reading) -> Decided | None:
    """Return the answer if the claim, under the reading, is piecewise affine in one amount; else None."""
    given = chosen(both(*claim.given), reading.choices, reading.values)
    shown = chosen(claim.closed if claim.closed is not None else claim.shown, reading.choices, reading.values)
    names = set(claim.parts.names if _as_asked(claim, reading) else parts_of((given, shown)).names)
    variables = [v for v in claim.variables if v.name in names]
    amounts = [v for v in variables if isinstance(v.domain, Range)]
    others = [v for v in variables if isinstance(v.domain, Finite)]
    cases = 1
    for variable in others:
        assert isinstance(variable.domain, Finite)
        cases *= len(variable.domain.values)
    if len(amounts) > 1 or cases > MOST_CASES or len(variables) != len(names):
        return None
    try:
        return _over_cases(claim, given, shown, amounts[0] if amounts else None, others)
    except NotAffine:
        return None


def _as_asked(claim: Claim, reading: Reading) -> bool:
    return claim.closed is None and not reading.choices and not reading.values


def _over_cases(claim: Claim, given: Expr, shown: Expr, amount: Variable | None, others: list[Variable]) -> Decided:
    met: dict[str, Value] | None = None
    cuts = 0
    for assignment in _assignments(others):
        name = amount.name if amount else ""
        domain = amount.domain if amount and isinstance(amount.domain, Range) else Range()
        known: dict[int, Pieces] = {}
        taken, claimed = chosen(given, {}, assignment), chosen(shown, {}, assignment)
        assumed = pieces(taken, name, known)
        wrong = pieces(both(taken, Not(claimed)), name, known)
        cuts += len(wrong.cuts)
        here = where(assumed, domain)
        if here and met is None:
            met = _point(here, amount, assignment, claim)
        broken = where(wrong, domain)
        if broken:
            return Decided("fails", f"closed form over {cuts} breakpoints", _point(broken, amount, assignment, claim))
    if met is None:
        return Decided("vacuous", "closed form", reason="no input meets the assumptions")
    law = f" ({claim.law})" if claim.law else ""
    return Decided("holds", f"closed form over {cuts} breakpoints{law}", met_by=met)


def _assignments(variables: list[Variable]) -> Iterator[dict[str, Value]]:
    domains = [v.domain.values for v in variables if isinstance(v.domain, Finite)]
    for values in product(*domains):
        yield {variable.name: value for variable, value in zip(variables, values, strict=True)}


def _point(
    stretches: tuple[Stretch, ...], amount: Variable | None, others: Mapping[str, Value], claim: Claim
) -> dict[str, Value]:
    found = dict(others)
    if amount is not None:
        found[amount.name] = plainest_in(stretches, amount.step)
    for variable in claim.variables:
        if variable.name not in found and not variable.silent:
            found[variable.name] = _anything(variable)
    return found


def _anything(variable: Variable) -> Value:
    if isinstance(variable.domain, Finite):
        return variable.domain.values[0]
    return plainest_in(
        (Stretch(variable.domain.low, variable.domain.high, not variable.domain.low_open, not variable.domain.high_open),),
        variable.step,
    )


def plainest_in(stretches: tuple[Stretch, ...], step: Fraction | None) -> Fraction:
    """Return the plainest number in the first stretch that has one on the step grid, else in the first stretch."""
    if step is not None:
        for stretch in stretches:
            on_grid = _on_grid(stretch, step)
            if on_grid is not None:
                return on_grid
    return _inside(stretches[0])


def _on_grid(stretch: Stretch, step: Fraction) -> Fraction | None:
    if stretch.low is None:
        last = Fraction(0) if stretch.high is None else min(Fraction(0), stretch.high // step * step)
        return last if stretch.holds(last) else last - step
    first = -(-stretch.low // step) * step
    return next((x for x in (first, first + step) if stretch.holds(x)), None)


def _inside(stretch: Stretch) -> Fraction:
    low, high = stretch.low, stretch.high
    if stretch.holds(Fraction(0)):
        return Fraction(0)
    if low is not None and stretch.low_in:
        return low
    if high is not None and stretch.high_in:
        return high
    if low is None or high is None:
        return (low + 1) if low is not None else (high - 1 if high is not None else Fraction(0))
    middle = (low + high) / 2
    grid = Fraction(1)
    while grid > (high - low) / 4:
        grid /= 10
    candidate = middle // grid * grid
    return candidate if stretch.holds(candidate) else middle
