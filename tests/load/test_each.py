"""Is `each_…` over some of the constituents what one would work out by hand?"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from statistics import median

import pytest

from perpspec.language.tree import Expr, Name
from perpspec.load.each import over_each
from perpspec.readings.exact import Env, Undefined, exact

PRICES: list[Expr] = [Name(f"p{i}") for i in range(4)]
LIVE: list[Expr] = [Name(f"live{i}") for i in range(4)]
VALUES = [Fraction(n) for n in (7, -3, 5, 6)]


def worked_out(how: str, live: tuple[bool, ...]) -> Fraction | bool | str:
    values = {f"p{i}": value for i, value in enumerate(VALUES)} | {f"live{i}": on for i, on in enumerate(live)}
    return exact(over_each(how, PRICES, LIVE), Env(values))


@pytest.mark.parametrize("live", list(product((True, False), repeat=4))[:-1])
def test_only_those_that_count_are_counted(live: tuple[bool, ...]) -> None:
    counted = [value for value, on in zip(VALUES, live, strict=True) if on]
    assert worked_out("median", live) == median(counted)
    assert worked_out("min", live) == min(counted)
    assert worked_out("max", live) == max(counted)
    assert worked_out("sum", live) == sum(counted)


@pytest.mark.parametrize("how", ["median", "min", "max"])
def test_where_none_counts_there_is_no_value(how: str) -> None:
    with pytest.raises(Undefined):
        worked_out(how, (False,) * 4)


def test_truths_are_joined_over_those_that_count() -> None:
    high: list[Expr] = [Name(f"live{i}") for i in range(2)]
    among: list[Expr] = [Name(f"p{i}") for i in range(2)]
    env = Env({"live0": True, "live1": False, "p0": True, "p1": False})
    assert exact(over_each("all", high, among), env) is True
    assert exact(over_each("any", high, among), env) is True
    assert exact(over_each("count", high, among), env) == 1
