"""Which formulas never fall with a price, by their form, and by which bounds of their factors?"""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from perpspec.language.domains import Finite, Range, Value, Variable
from perpspec.language.kinds import NUMBER, PRICE, TRUTH
from perpspec.language.parse import parse
from perpspec.language.tree import Expr
from perpspec.readings.bounds import bounds, never_negative
from perpspec.readings.exact import Env, Undefined, exact
from perpspec.readings.few import few_values
from perpspec.readings.rises import never_falls, never_falls_by_positive_factors
from perpspec.readings.scale import scales

KNOWN = {
    "a": Variable("a", PRICE, Range(Fraction(0), low_open=True)),
    "b": Variable("b", PRICE, Range(Fraction(0), low_open=True)),
    "c": Variable("c", PRICE, Range(Fraction(0), low_open=True)),
    "share": Variable("share", NUMBER, Range(Fraction(0), Fraction(1))),
    "rate": Variable("rate", NUMBER, Range()),
    "hours": Variable("hours", NUMBER, Finite((Fraction(1), Fraction(4), Fraction(8)))),
    "halted": Variable("halted", TRUTH, Finite((False, True))),
}
PRICES = frozenset("abc")
RISING = [
    "a", "a + b", "0.5 * a + 0.25 * b", "min(a, b)", "max(a, b, c)", "median(a, b, c)", "a - 3", "a / 4", "share * a",
    "clamp(a, 0.97 * median(a, b, c), 1.03 * median(a, b, c))", "a if halted else b", "(1 + share / hours) * a",
    "-(-a - b)", "a * (1 - share)", "(a + b) / (1 + share)", "share",
]  # fmt: skip
NOT_SEEN = ["a - b", "-a", "rate * a", "a if a < b else b", "abs(a - b)", "a * b", "1 / a", "a * (share - 0.5)"]


@pytest.mark.parametrize("text", RISING)
def test_a_formula_of_rising_parts_is_seen_not_to_fall(text: str) -> None:
    assert never_falls(parse(text), PRICES, KNOWN)


@pytest.mark.parametrize("text", NOT_SEEN)
def test_nothing_is_said_of_a_formula_that_may_fall(text: str) -> None:
    assert not never_falls(parse(text), PRICES, KNOWN)


def test_a_factor_of_unknown_sign_is_trusted_only_where_that_is_asked_for() -> None:
    assert never_falls_by_positive_factors(parse("(1 + rate) * a"), PRICES)
    assert not never_falls_by_positive_factors(parse("a - b"), PRICES)


@pytest.mark.parametrize("text", RISING)
def test_what_is_seen_not_to_fall_does_not_fall_at_drawn_prices(text: str) -> None:
    dice, formula = Random(7), parse(text)
    for _ in range(60):
        low = _drawn(dice)
        high = {
            **low,
            **{
                name: price + dice.randint(0, 40) for name, price in low.items() if name in PRICES and isinstance(price, Fraction)
            },
        }
        assert amount(formula, low) <= amount(formula, high)


@pytest.mark.parametrize("text", [*RISING, *NOT_SEEN, "share * hours", "-share", "clamp(rate, -1, 2)", "share / hours - 2"])
def test_every_drawn_value_lies_within_the_bounds(text: str) -> None:
    dice, formula = Random(11), parse(text)
    low, high = bounds(formula, KNOWN)
    for _ in range(60):
        try:
            value = amount(formula, _drawn(dice))
        except Undefined:
            continue
        assert low is None or value >= low
        assert high is None or value <= high


def test_bounds_follow_from_the_domains() -> None:
    assert bounds(parse("1 + share / hours"), KNOWN) == (Fraction(1), Fraction(2))
    assert bounds(parse("1 - share"), KNOWN) == (Fraction(0), Fraction(1))
    assert never_negative(parse("1 - share"), KNOWN)
    assert not never_negative(parse("1 + rate"), KNOWN)


@pytest.mark.parametrize("text", ["a", "median(a, b)", "a * (1 + rate)", "a * b / c", "a if a < 2 * b else b", "max(a, 0)"])
def test_a_formula_that_doubles_with_its_prices_scales(text: str) -> None:
    assert scales(parse(text), PRICES)


@pytest.mark.parametrize("text", ["a + 1", "a * b", "1", "a if a < 5 else b", "a / b", "floor(a)"])
def test_a_formula_with_an_amount_of_its_own_does_not_scale(text: str) -> None:
    assert not scales(parse(text), PRICES)


def test_a_divisor_of_constants_and_truths_has_few_values() -> None:
    weights = parse("(0.5 if halted else 0) + (0.25 if halted else 1)")
    assert few_values(weights, KNOWN) == frozenset((Fraction(3, 4), Fraction(3, 2), Fraction(1, 4), Fraction(1)))
    assert few_values(parse("hours * 2"), KNOWN) == frozenset((Fraction(2), Fraction(8), Fraction(16)))
    assert few_values(parse("a + 1"), KNOWN) is None
    assert few_values(parse("share"), KNOWN) is None


def amount(formula: Expr, values: dict[str, Value]) -> Fraction:
    """Return the exact value of a formula of amounts."""
    found = exact(formula, Env(values))
    assert isinstance(found, Fraction)
    return found


def _drawn(dice: Random) -> dict[str, Value]:
    prices: dict[str, Value] = {name: Fraction(dice.randint(1, 90)) for name in PRICES}
    share, rate = Fraction(dice.randint(0, 8), 8), Fraction(dice.randint(-30, 30), 7)
    return {**prices, "share": share, "rate": rate, "hours": Fraction(dice.choice((1, 4, 8))), "halted": dice.random() < 0.5}
