"""What can funding take at one settlement and in one day, for each market and each interval in reach?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..checks.settlement import continuous_day, in_reach, worst_day, worst_payment, worst_rate
from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..machines.interval import Clock, clocks
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names


@dataclass(frozen=True, slots=True)
class Worst:
    """The most of one settlement and of one day, as shares of the notional; no interval where funding runs without end."""

    interval: Fraction | None
    settlement: Fraction
    day: Fraction


def clock_of(spec: Spec, market: str) -> Clock | None:
    """Return the interval of a market in its first reading, None where there is none or it is not known."""
    try:
        return next(iter(clocks(spec, market)), None)
    except FormulaError:
        return None


def worst_days(spec: Spec) -> dict[tuple[Worst, ...], list[str]]:
    """Return the markets by what funding can take of them; those without a bound are left out."""
    found: dict[tuple[Worst, ...], list[str]] = {}
    for market in spec.markets or ("",):
        worst = _of(spec, market)
        if worst:
            found.setdefault(worst, []).append(market)
    return found


def _of(spec: Spec, market: str) -> tuple[Worst, ...]:
    clock = clock_of(spec, market)
    try:
        if clock is None:
            resolver = spec.resolver(market)
            return (Worst(None, _known(worst_rate(resolver)), _known(continuous_day(resolver))),)
        lengths = in_reach(spec, clock)
        return tuple(Worst(n, _known(worst_payment(spec, market, n)), _known(worst_day(spec, market, n))) for n in lengths)
    except (FormulaError, Undefined):
        return ()


def _known(expr: Expr) -> Fraction:
    """Return the value in the first reading; raise ``FormulaError`` where it hangs on an input."""
    if free_names(expr):
        raise FormulaError(f"`{free_names(expr)[0]}` has no value", (0, 1))
    value = exact(expr, Env({}, dict.fromkeys(choices_in(expr), 0)))
    assert isinstance(value, Fraction), "kinds were checked"
    return value
