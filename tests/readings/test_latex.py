"""Is every formula set as well-formed mathematics, with names and units as text?"""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from perpspec.language.parse import parse
from perpspec.language.tree import Name, Num, Step, Steps
from perpspec.readings.latex import latex
from tests.readings.formulas import FORMULAS, Formula


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.text)
def test_braces_and_environments_are_closed(formula: Formula) -> None:
    text = re.sub(r"\\[{}]", "", latex(parse(formula.text)))
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right")
    assert text.count(r"\begin{cases}") == text.count(r"\end{cases}")


SET = {
    "a * (b + 1)": r"\text{a} \cdot \left(\text{b} + 1\right)",
    "premium / (8h / interval)": r"\frac{\text{premium}}{\frac{\text{8h}}{\text{interval}}}",
    "clamp(x, -0.05%, cap)": r"\operatorname{clamp}\left(\text{x},\ -\text{0.05\%},\ \text{cap}\right)",
    "funding_rate <= 1 and not open": r"\text{funding rate} \le 1 \land \lnot \text{open}",
    "abs(a - b)": r"\left|\text{a} - \text{b}\right|",
    "1 if a > 0 else 2": r"\begin{cases}1 & \text{if } \text{a} > 0 \\ 2 & \text{otherwise}\end{cases}",
}


@pytest.mark.parametrize("text", SET)
def test_a_formula_is_set_as_a_person_would_write_it(text: str) -> None:
    assert latex(parse(text)) == SET[text]


def test_a_table_is_set_as_cases() -> None:
    table = Steps(
        Name("x"), (Step(Fraction(0), Fraction(5), Num(Fraction(1, 100))), Step(Fraction(5), None, Num(Fraction(1, 4))))
    )
    assert latex(table) == (r"\begin{cases}0.01 & \text{if } \text{x} \le 5 \\ 0.25 & \text{if } \text{x} \le \infty\end{cases}")


def test_what_tex_would_read_as_a_command_is_shown_as_text() -> None:
    assert latex(parse('state == "50% of $x_{1}"')) == r"\text{state} = \text{50\% of \$x\_\{1\}}"
