"""Is every formula of the language read to its tree, and everything else refused with its place?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.language.faults import FormulaError
from perpspec.language.kinds import MONEY, NUMBER, PRICE, TIME
from perpspec.language.parse import MAX_LENGTH, parse
from perpspec.language.tree import Binary, Call, Compare, Logic, Name, Neg, Num, Round, Word
from perpspec.language.units import Unit

UNITS = {"USDT": Unit(MONEY, Fraction(1)), "BTC": Unit(MONEY / PRICE, Fraction(1))}

LITERALS = [
    ("0.05%", Fraction(5, 10_000), NUMBER),
    ("5bp", Fraction(5, 10_000), NUMBER),
    ("100ppm", Fraction(1, 10_000), NUMBER),
    ("8h", Fraction(28_800), TIME),
    ("1.5 min", Fraction(90), TIME),
    ("150_000 USDT", Fraction(150_000), MONEY),
    ("9_451.53 USDT per BTC", Fraction(945_153, 100), PRICE),
    ("0.01% per 8h", Fraction(1, 288_000_000), NUMBER / TIME),
    ("1e-6", Fraction(1, 1_000_000), NUMBER),
    ("20x", Fraction(20), NUMBER),
]


@pytest.mark.parametrize(("text", "value", "kind"), LITERALS, ids=[text for text, _, _ in LITERALS])
def test_a_number_is_exact_and_has_its_kind(text: str, value: Fraction, kind: object) -> None:
    assert parse(text, UNITS) == Num(value, kind)  # type: ignore[arg-type]


def test_a_literal_keeps_what_the_author_wrote_and_where() -> None:
    tree = parse("a + 0.05%", UNITS)
    assert isinstance(tree, Binary)
    assert isinstance(tree.right, Num)
    assert (tree.right.shown, tree.right.at) == ("0.05%", (4, 9))


def test_a_unit_is_not_taken_from_a_keyword_that_follows() -> None:
    assert isinstance(parse("5 if a else 3"), type(parse("b if a else c")))
    assert parse("a and 5 < 6") == Logic("and", (Name("a"), Compare("<", Num(Fraction(5)), Num(Fraction(6)))))


def test_a_number_inside_a_word_stays_as_it_is() -> None:
    assert parse('state == "phase 2 at 50%" and 5% < a') == Logic(
        "and", (Compare("==", Name("state"), Word("phase 2 at 50%")), Compare("<", Num(Fraction(1, 20)), Name("a")))
    )


def test_chained_comparisons_are_a_conjunction() -> None:
    assert parse("1 < a <= 2") == parse("1 < a and a <= 2")


def test_names_of_other_sections_and_calls_of_their_definitions_are_read() -> None:
    assert parse("funding.cap") == Name("funding.cap")
    assert parse("contracts.notional(a, b)") == Call("contracts.notional", (Name("a"), Name("b")))


def test_rounding_has_a_step_of_one_where_none_is_given() -> None:
    assert parse("floor(a)") == Round(Name("a"), Num(Fraction(1)), Word("floor"))
    assert parse("-a") == Neg(Name("a"))


HOSTILE = [
    '__import__("os").system("true")',
    "().__class__.__bases__",
    "a.b.c",
    "a[0]",
    "[x for x in y]",
    "lambda: 1",
    "(a := 1)",
    "f'{a}'",
    "f(*a)",
    "f(**a)",
    "a ** 9_999_999",
    "9 ** 9 ** 9",
    "a // b",
    "a % b",
    "a @ b",
    "a & b",
    "~a",
    "+a",
    "{1: 2}",
    "{1, 2}",
    "a, b",
    "await a",
    "yield",
    "a in b",
    "a is b",
    "...",
    "None",
    "1j",
    "0x10",
    "1,000.5",
    "5 FOO",
    "1e999999",
    "nan(1)(2)",
    "clamp(a, b)",
    "round(a, step=1)",
    "floor(a, mode=1)",
    "max()",
    'round(a, step=1, mode="up")',
    "mean(a)",
    "x\u202ey",
    "prémium",
    "",
    "   ",
    "a +",
    "import os",
    "a; b",
    "a\\\nb",
    "-" * 500 + "a",
    "+".join(["a"] * 600),
    "a" * (MAX_LENGTH + 1),
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:24]) for text in HOSTILE])
def test_what_is_not_of_the_language_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text, UNITS)
    error = caught.value
    start, end = error.at
    assert 0 <= start < end <= max(1, len(text))
    assert error.message
    assert "\n" not in error.message


def test_an_unknown_unit_is_named_with_the_ones_that_are_known() -> None:
    with pytest.raises(FormulaError, match="`FOO` is not a unit") as caught:
        parse("a + 5 FOO", UNITS)
    assert caught.value.at == (6, 9)
    assert "USDT" in caught.value.help
