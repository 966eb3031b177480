"""How much of a notional can funding take in a day, before and after, over all intervals that can be reached?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

from ..checks.settlement import continuous_day, in_reach, worst_day
from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..machines.interval import MOST_READINGS, clocks
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names
from .change import DailyFunding

Bound = tuple[Fraction, Fraction | None]


def daily_funding(old: Spec, new: Spec, markets: Iterable[str]) -> tuple[DailyFunding, ...]:
    """Return the bound before and after, once for all markets that share both; none where a version has no bound."""
    groups: dict[tuple[Bound, Bound], list[str]] = {}
    known_old: dict[str, Bound | None] = {}
    known_new: dict[str, Bound | None] = {}
    for market in markets:
        before, after = _bound(old, market, known_old), _bound(new, market, known_new)
        if before is not None and after is not None and before != after:
            groups.setdefault((before, after), []).append(market)
    return tuple(
        DailyFunding(tuple(m for m in named if m), before[0], after[0], before[1], after[1])
        for (before, after), named in groups.items()
    )


def _bound(spec: Spec, market: str, known: dict[str, Bound | None]) -> Bound | None:
    """Return the worst day of a market over all readings, and the interval it is reached at; None where there is no bound."""
    if market not in known:
        try:
            known[market] = _worst(spec, market) if "funding.cap" in spec.venue.stated else None
        except (FormulaError, Undefined):
            known[market] = None
    return known[market]


def _worst(spec: Spec, market: str) -> Bound | None:
    found: list[Bound] = []
    machines = clocks(spec, market)
    for clock in machines:
        for length in in_reach(spec, clock):
            value = _largest(worst_day(spec, market, length))
            if value is None:
                return None
            found.append((value, length))
    if not machines:
        value = _largest(continuous_day(spec.resolver(market)))
        return None if value is None else (value, None)
    return max(found, key=lambda bound: (bound[0], -(bound[1] or 0)))


def _largest(expr: Expr) -> Fraction | None:
    if free_names(expr):
        return None
    choices: Mapping[str, tuple[str, ...]] = choices_in(expr)
    values = []
    for number, picks in enumerate(product(*(range(len(labels)) for labels in choices.values()))):
        if number == MOST_READINGS:
            return None
        value = exact(expr, Env({}, dict(zip(choices, picks, strict=True))))
        assert isinstance(value, Fraction), "kinds were checked"
        values.append(value)
    return max(values)
