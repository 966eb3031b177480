"""Where does an amount fall to zero: exactly where that is a fraction, between two numbers where it is none, or nowhere?"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from perpspec.readings.crossing import Crossing, crossing
from perpspec.readings.exact import Undefined

F = Fraction


@pytest.mark.parametrize(
    ("gap", "down", "at"),
    [
        (lambda x: 3 * x - 7, True, F(7, 3)),
        (lambda x: 1 - x / 700, False, F(700)),
        (lambda x: F(5, 7) - 5 / x, True, F(7)),
        (lambda x: x - 3 if x > F(7, 2) else (x - F(10, 3)) * 3, True, F(10, 3)),
        (lambda x: x - 5, True, F(5)),
    ],
    ids=["affine", "far above", "affine in one over it", "bent near its zero", "zero at a number that is looked at"],
)
def test_a_fraction_is_found_exactly(gap: Callable[[Fraction], Fraction], down: bool, at: Fraction) -> None:
    assert crossing(gap, F(10), down=down) == Crossing(at, at)


def test_what_is_no_fraction_lies_between_two_numbers_that_agree_in_many_digits() -> None:
    found = crossing(lambda x: x * x - 2, F(3), down=True)
    assert found.low**2 < 2 < found.high**2
    assert found.high - found.low < F(1, 10**20)
    assert str(found) == f"{found.low}..{found.high}"


def test_the_first_of_two_zeros_is_taken() -> None:
    assert crossing(lambda x: (x - 5) * (x - 2), F(10), down=True) == Crossing(F(5), F(5))


@pytest.mark.parametrize("gap", [lambda x: F(1), lambda x: -x, lambda x: F(0)], ids=["never", "below already", "zero already"])
def test_where_there_is_no_such_place_it_is_said(gap: Callable[[Fraction], Fraction]) -> None:
    with pytest.raises(Undefined):
        crossing(gap, F(10), down=True)
