"""What is left of a formula once some of its inputs are known?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.claims.build import num
from perpspec.claims.folded import folded, placed
from perpspec.language.parse import parse
from perpspec.language.tree import Expr, Name, Neg, Num, Pick, Truth
from perpspec.load.each import over_each
from perpspec.readings.exact import Env, exact


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a if live else b", "a"), ("(1 if live else 0) + (1 if gone else 0) == 1", "True"),
        ("live and x", "x"), ("gone or x", "x"),
        ("live or x", "True"), ("gone and x", "False"), ("not gone", "True"), ("a + (0 if live else b)", "a + 0"), ("2 * 3", "6"),
    ],
)  # fmt: skip
def test_settled_conditions_go(text: str, left: str) -> None:
    assert placed(parse(text), {"live": Truth(True), "gone": Truth(False)}) == parse(left)


def test_a_division_by_zero_is_left_as_it_is() -> None:
    assert folded(parse("1 / (2 - 2)")) == parse("1 / 0")


@pytest.mark.parametrize("how", ["median", "min", "max"])
def test_constituents_that_do_not_count_go_from_a_choice_among_them(how: str) -> None:
    prices: list[Expr] = [Name(name) for name in "abc"]
    live: list[Expr] = [Name(f"{name}_is_live") for name in "abc"]
    price = over_each(how, prices, live)
    known = {"a_is_live": Truth(True), "b_is_live": Truth(False), "c_is_live": Truth(True)}
    assert placed(price, known) == Pick(how, (Name("a"), Name("c")))
    assert placed(price, {**known, "c_is_live": Truth(False)}) == Name("a")


def test_an_end_that_is_not_beyond_the_others_stays() -> None:
    part, end = Name("a"), parse("abs(b)")
    assert folded(Pick("min", (part, end))) == Pick("min", (part, end))
    assert folded(Pick("median", (part, Neg(end), end))) == Pick("median", (part, Neg(end), end))


def test_folding_changes_no_value() -> None:
    formula = parse("median(a, b, c) * (0.5 if a < b and live else 1) + (min(a, 3) if not live else 2 * 4)")
    for live in (True, False):
        for a in (1, 5, 9):
            env = Env({"a": Fraction(a), "b": Fraction(4), "c": Fraction(7), "live": live})
            assert exact(placed(formula, {"live": Truth(live)}), env) == exact(formula, env)


def test_a_number_keeps_its_kind_when_nothing_is_folded() -> None:
    assert isinstance(folded(num(3)), Num)


def test_an_end_below_all_others_is_the_least_of_them() -> None:
    beyond = parse("abs(a) + abs(b)")
    parts: tuple[Expr, ...] = (Name("a"), Name("b"), Neg(beyond))
    assert folded(Pick("min", parts)) == Pick("min", parts)
    assert folded(Pick("max", parts)) == Pick("max", (Name("a"), Name("b")))
