"""Are the kinds of a formula worked out, and parts that do not go together refused with both places?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.language.faults import FormulaError
from perpspec.language.infer import Scope, Signature, kind_of
from perpspec.language.kinds import MONEY, NUMBER, PRICE, QUANTITY, TIME, TRUTH, WORD, Kind
from perpspec.language.parse import parse
from perpspec.language.units import Unit

UNITS = {"USDT": Unit(MONEY, Fraction(1)), "BTC": Unit(QUANTITY, Fraction(1))}
SCOPE = Scope(
    {
        "mark": PRICE,
        "index": PRICE,
        "size": QUANTITY,
        "value": MONEY,
        "rate": NUMBER,
        "state": WORD,
        "open": TRUTH,
        "age": TIME,
    },
    {"maintenance_rate": Signature((MONEY,), NUMBER)},
    {"price": PRICE, "live": TRUTH},
)

FITTING = [
    ("mark * size", MONEY),
    ("value / mark", QUANTITY),
    ("(mark - index) / index", NUMBER),
    ("mark * (1 + rate)", PRICE),
    ("max(0, mark - index)", PRICE),
    ("mark if open else index", PRICE),
    ("100 USDT per BTC * size", MONEY),
    ("0.01% per 8h * 8h", NUMBER),
    ("8h / age", NUMBER),
    ("value > 0 and not open", TRUTH),
    ('state == "halted"', TRUTH),
    ("maintenance_rate(value) * value", MONEY),
    ("each_median(price)", PRICE),
    ("each_count(live) >= 2", TRUTH),
    ("round(value, step=0.01 USDT, mode=state)", MONEY),
    ("mean(mark - index, over=30s)", PRICE),
]


@pytest.mark.parametrize(("text", "kind"), FITTING, ids=[text for text, _ in FITTING])
def test_a_formula_whose_parts_fit_has_a_kind(text: str, kind: Kind) -> None:
    assert kind_of(parse(text, UNITS), SCOPE) == kind


CLASHING = [
    ("mark + rate", (7, 11), "a price and a number do not go together"),
    ("value > 5_000", (8, 13), "a money and a number do not go together"),
    ("min(mark, size)", (10, 14), "a price and a quantity do not go together"),
    ("rate + 0.01% per 8h", (7, 19), "a number and a rate_per_time do not go together"),
    ("open + 1", (0, 4), "a truth where an amount is wanted"),
    ("value and open", (0, 5), "a money where a truth is wanted"),
    ("maintenance_rate(size)", (17, 21), "a quantity where a money is wanted"),
    ("state < state", (0, 13), "a word has no order"),
    ("clamp(rate, -value, value)", (12, 18), "a number and a money do not go together"),
    ("mean(mark, over=5)", (16, 17), "a number where a time is wanted"),
]


@pytest.mark.parametrize(("text", "at", "message"), CLASHING, ids=[text for text, _, _ in CLASHING])
def test_parts_that_do_not_fit_are_refused_where_they_stand(text: str, at: tuple[int, int], message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        kind_of(parse(text, UNITS), SCOPE)
    assert (caught.value.at, caught.value.message) == (at, message)


def test_a_clash_names_the_other_side_too() -> None:
    with pytest.raises(FormulaError) as caught:
        kind_of(parse("mark + rate"), SCOPE)
    assert caught.value.others == (((0, 4), "this is a price"),)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(FormulaError) as caught:
        kind_of(parse("indx * 2"), SCOPE)
    assert caught.value.help == "did you mean `index`?"
