"""Does the truth about having a value agree with the exact reading at every input?"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from perpspec.language.parse import parse
from perpspec.language.tree import Choice, Expr, Name, Num, Step, Steps
from perpspec.readings.defined import YES, defined
from perpspec.readings.exact import Env, Undefined, exact

TABLE = Steps(Name("a"), (Step(Fraction(0), Fraction(1), Num(Fraction(5))), Step(Fraction(2), None, Name("b"))))
FORMULAS: list[Expr] = [
    parse("a / b"),
    parse("a / b if b > 0 else 7"),
    parse("b > 0 and a / b > 1"),
    parse("b <= 0 or a / b > 1"),
    parse("a / b > 1 and b > 0"),
    parse("1 / (a - b) + 1 / (a + b)"),
    parse("root(a) + max(b, 1 / b)"),
    parse('round(a, step=b, mode="half up")'),
    parse("not (1 / a > b) or b == 2"),
    Choice("c", ("x", "y"), (parse("1 / a"), parse("1 / b"))),
    TABLE,
]


@pytest.mark.parametrize("formula", FORMULAS, ids=repr)
def test_a_formula_has_a_value_exactly_where_it_is_said_to(formula: Expr) -> None:
    numbers = [Fraction(n, 2) for n in range(-4, 7)]
    for a, b, choice in product(numbers, numbers, (0, 1)):
        env = Env({"a": a, "b": b}, {"c": choice})
        try:
            exact(formula, env)
            has_value = True
        except Undefined:
            has_value = False
        assert exact(defined(formula), env) is has_value, (a, b)


def test_a_formula_that_always_has_a_value_needs_nothing() -> None:
    assert defined(parse("clamp(a + b / 2, -1, max(a, b)) if a < b else abs(a)")) == YES
