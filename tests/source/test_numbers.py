"""Is a number exactly what its text says, and is everything doubtful refused?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perpspec.source.numbers import LARGEST_EXPONENT, MOST_DIGITS, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("1_000", Fraction(1000)),
        ("12_34_5", Fraction(12345)),
        ("-2.5", Fraction(-5, 2)),
        ("+2.5", Fraction(5, 2)),
        (".5", Fraction(1, 2)),
        ("0.1", Fraction(1, 10)),
        ("0.000_1", Fraction(1, 10_000)),
        ("7", Fraction(7)),
        ("1e-6", Fraction(1, 10**6)),
        ("1.5E+3", Fraction(1500)),
        ("-0", Fraction(0)),
        ("1e30", Fraction(10**30)),
        ("9" * MOST_DIGITS, Fraction(10**MOST_DIGITS - 1)),
        ("0." + "0" * (MOST_DIGITS - 2) + "1", Fraction(1, 10 ** (MOST_DIGITS - 1))),
    ],
)
def test_a_number_is_exactly_what_its_text_says(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "+", ".", "e5", "-.", "5.", "1.e3", "--1", "+-1"),
        *("1,000", "1,00,000", "250.000,00", "1 000", " 1", "1 ", "1\n", "1'000"),
        *("_1", "1_", "1__0", "1_.5", "1._5", "1.5_", "1e_5", "1_e5"),
        *("010", "00", "-01.5", "0_1"),
        *("nan", "NaN", "inf", "-inf", "Infinity", "1e31", "1e-31", "1e999999", "1e99999999999"),
        *("0x10", "0b1", "0o7", "1j", "1/2", "1%", "1.2.3", "1e5.0", "1e", "true"),
        *("٣", "\uff11", "²", "−1"),
        "9" * (MOST_DIGITS + 1),
        "0." + "0" * MOST_DIGITS,
        "1" * 1_000_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_is_doubtful_is_no_number(text: str) -> None:
    assert number(text) is None


@settings(database=None, derandomize=True)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_every_decimal_is_read_as_itself(value: Decimal) -> None:
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    expected = Fraction(value) if len(digits) <= MOST_DIGITS else None
    written = f"{int(value.scaleb(-exponent))}e{exponent}"
    assert number(written) == (expected if abs(exponent) <= LARGEST_EXPONENT else None)


@settings(database=None, derandomize=True)
@given(st.integers(-(10**40), 10**40), st.integers(0, 20))
def test_grouping_by_underscores_changes_nothing(whole: int, part: int) -> None:
    assert number(f"{whole:_}.{part}") == number(f"{whole}.{part}")


@settings(database=None, derandomize=True)
@given(st.text(alphabet="0123456789_.,eE+- naif", max_size=12))
def test_a_text_is_a_number_only_if_others_read_it_as_the_same_number(text: str) -> None:
    value = number(text)
    if value is not None:
        assert value == Fraction(Decimal(text))
