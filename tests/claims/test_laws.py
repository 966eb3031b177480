"""Do the laws over constants say what the functions do?"""

from __future__ import annotations

from fractions import Fraction

from perpspec.claims.build import le, num
from perpspec.claims.laws import continuous, never_falls, provable
from perpspec.language.parse import parse
from perpspec.readings.exact import Env, exact
from perpspec.readings.pieces import pieces


def test_a_true_law_over_constants_is_kept_and_a_false_one_is_not() -> None:
    assert provable(le(num(1), num(2))) == le(num(1), num(2))
    assert provable(le(num(2), num(1))) is None


def test_a_step_down_is_neither_continuous_nor_rising() -> None:
    falling = pieces(parse("x if x <= 3 else x - 1", {}), "x")
    assert exact(never_falls(falling, Fraction(0), Fraction(9)), Env({})) is False
    assert exact(continuous(falling, Fraction(0), Fraction(9)), Env({})) is False


def test_a_bend_upward_is_continuous_and_rising() -> None:
    bent = pieces(parse("max(x, 2 * x - 3)", {}), "x")
    assert exact(never_falls(bent, Fraction(0), Fraction(9)), Env({})) is True
    assert exact(continuous(bent, Fraction(0), Fraction(9)), Env({})) is True
