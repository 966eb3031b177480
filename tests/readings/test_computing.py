"""Do the compiled reading and the arrays give, for every formula, exactly what the exact reading gives?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perpspec.language.domains import Range, Value, Variable
from perpspec.language.kinds import NUMBER
from perpspec.language.parse import parse
from perpspec.language.tree import MODES, Choice, Clause, Each, Expr, If, Name, Num, Word
from perpspec.readings.compiled import compiled, searcher
from perpspec.readings.exact import Env, Undefined, exact, rounded
from perpspec.readings.rebuild import chosen
from perpspec.readings.rows import in_rows
from perpspec.readings.smt import choice_name
from perpspec.readings.wholes import whole
from tests.readings.closing import CHOICES, SCALE, closed, samples, variables
from tests.readings.formulas import FORMULAS, FUNDING, IN_ANY_MODE, Formula

EVERY = pytest.mark.parametrize("formula", [*FORMULAS, *IN_ANY_MODE], ids=lambda formula: formula.text)
X = (Variable("x", NUMBER, Range()),)
XY = (*X, Variable("y", NUMBER, Range()))


def _exact(expr: Expr, values: dict[str, Value]) -> Value | None:
    try:
        return exact(expr, Env(values, CHOICES))
    except Undefined:
        return None


def _same(found: Sequence[Value | None], wanted: Sequence[Value | None]) -> None:
    assert list(found) == list(wanted)
    assert [type(value) for value in found] == [type(value) for value in wanted]


@EVERY
def test_compiled_is_exact(formula: Formula) -> None:
    expr, inputs, cases = closed(formula.text), variables(formula), samples(formula)
    made = compiled([chosen(expr, CHOICES, {})], inputs, {v.name: SCALE for v in inputs})
    found = [made.back(made.run(*made.raw(values)))[0] for values in cases]
    _same(found, [_exact(expr, values) for values in cases])


@EVERY
def test_arrays_are_exact(formula: Formula) -> None:
    expr, inputs, cases = closed(formula.text), variables(formula), samples(formula)
    scales = {v.name: SCALE for v in inputs}
    order = compiled([], inputs, scales)
    columns = list(zip(*(order.raw(values) for values in cases), strict=True))
    (answer,) = in_rows([chosen(expr, CHOICES, {})], inputs, scales, columns)
    _same([answer.value(row) for row in range(len(cases))], [_exact(expr, values) for values in cases])


@EVERY
def test_arrays_are_exact_where_everything_fits_in_64_bits(formula: Formula) -> None:
    expr, inputs = closed(formula.text), variables(formula)
    cases = [{n: Fraction(v // 1) if isinstance(v, Fraction) else v for n, v in s.items()} for s in samples(formula)]
    cases = [values for values in cases if all(v.domain.holds(values[v.name]) for v in inputs)]
    columns = [[_whole(values[v.name]) for values in cases] for v in inputs]
    (answer,) = in_rows([chosen(expr, CHOICES, {})], inputs, {}, columns)
    _same([answer.value(row) for row in range(len(cases))], [_exact(expr, values) for values in cases])


def _whole(value: Value) -> int | bool | str:
    return value.numerator if isinstance(value, Fraction) else value


def test_the_table_covers_undefined_values_and_every_kind_of_result() -> None:
    found = {type(_exact(closed(f.text), values)).__name__ for f in FORMULAS for values in samples(f)}
    assert found == {"Fraction", "bool", "NoneType"}


def test_a_choice_that_is_left_open_is_an_input() -> None:
    expr = Choice("cap", ("a", "b", "c"), (Num(Fraction(1, 3)), Name("x"), parse("1 / x")))
    inputs = (*X, Variable(choice_name("cap"), NUMBER, Range()))
    made = compiled([expr], inputs, {"x": 2})
    answers = [made.back(made.run(3, option))[0] for option in range(3)]
    assert answers == [Fraction(1, 3), Fraction(3, 2), Fraction(2, 3)]
    (answer,) = in_rows([expr], inputs, {"x": 2}, [[3, 3, 3], [0, 1, 2]])
    assert [answer.value(row) for row in range(3)] == answers


def test_a_choice_between_words_is_an_input_too() -> None:
    expr = Choice("mode", ("a", "b"), (Word("floor"), Word("ceil")))
    made = compiled([expr], [Variable(choice_name("mode"), NUMBER, Range())], {})
    assert [made.run(option) for option in range(2)] == [("floor",), ("ceil",)]


def test_a_clause_that_is_used_twice_is_computed_once() -> None:
    clause = Clause("cap", parse("x * x * x + 7"))
    made = compiled([clause, If(parse("x > 0"), clause, Num(Fraction(0)))], X, {})
    assert made.source.count("+ 7") == 1
    assert made.run(2) == (15, 15)


def test_a_shared_clause_without_value_spoils_only_what_needs_it() -> None:
    ratio = Clause("ratio", parse("x / y"))
    exprs: list[Expr] = [ratio, If(parse("y > 0"), ratio, Num(Fraction(5))), parse("x + y")]
    made = compiled(exprs, XY, {})
    assert made.back(made.run(1, 0)) == (None, Fraction(5), Fraction(1))
    assert made.back(made.run(1, 2)) == (Fraction(1, 2), Fraction(1, 2), Fraction(3))


def test_names_that_are_not_resolved_have_no_value() -> None:
    made = compiled([Each("sum", Name("x"))], X, {})
    (answer,) = in_rows([Each("sum", Name("x"))], X, {}, [[1, 2]])
    assert made.run(1) == (None,)
    assert [answer.value(row) for row in range(2)] == [None, None]


def test_formulas_of_any_depth_are_computed() -> None:
    deep: Expr = Name("x")
    for level in range(1, 1001):
        deep = If(parse(f"x > {level}"), Num(Fraction(level)), deep)
    wide = parse("x + 1 / y")
    for _ in range(1000):
        wide = If(parse("y > 1"), wide, wide)
    made = compiled([deep, wide], XY, {})
    assert made.back(made.run(70, 2)) == (Fraction(69), Fraction(141, 2))
    assert made.back(made.run(2000, 0)) == (Fraction(1000), None)
    answers = in_rows([deep, wide], XY, {}, [[70, 2000], [2, 0]])
    assert [answer.value(0) for answer in answers] == [Fraction(69), Fraction(141, 2)]
    assert [answer.value(1) for answer in answers] == [Fraction(1000), None]


def test_a_value_between_two_points_of_the_grid_is_refused() -> None:
    made = compiled([Name("x")], X, {"x": 10})
    assert made.raw({"x": Fraction(3, 10)}) == (3,)
    with pytest.raises(ValueError, match="not a multiple"):
        made.raw({"x": Fraction(1, 3)})


def test_a_word_cannot_reach_python() -> None:
    trap = "'); raise SystemExit(7); ('"
    made = compiled([If(parse("x > 0"), Word(trap), Word("b"))], X, {})
    assert made.run(1) == (trap,)


def test_a_search_counts_what_meets_the_assumptions_and_stops_at_the_first_failure() -> None:
    run = searcher([parse("x > 0"), parse("10 / (x - 3) < 8")], parse("1 / (x - 2) < 1"), X, {})
    assert run([-1, 0, 1, 2, 3, 4, 5]) == (3, None)
    assert run([2, 1, 3]) == (2, None)
    failing = searcher([parse("x > 0")], parse("x < y"), XY, {})
    assert failing([(0, 0), (1, 2), (5, 5), (6, 6)]) == (2, (5, 5))


def test_a_search_without_inputs_has_one_case() -> None:
    assert searcher([], parse("1 < 2"), (), {})([()]) == (1, None)
    assert searcher([], parse("2 < 1"), (), {})([()]) == (1, ())


def test_a_payment_beyond_64_bits_is_rounded_within_them() -> None:
    expr = parse(f'round(N * {FUNDING}, step=0.00000001, mode="half even")')
    inputs = (Variable("N", NUMBER, Range()), Variable("p", NUMBER, Range()))
    scales = {"N": 10**8, "p": 10**8}
    columns = [[10**16 - 1, 25, 75, 10**16], [10**7, 10**7, -(10**7), -1]]
    (answer,) = in_rows([expr], inputs, scales, columns)
    made = compiled([expr], inputs, scales)
    assert answer.data.dtype == "int64"
    assert [answer.value(row) for row in range(4)] == [made.back(made.run(*row))[0] for row in zip(*columns, strict=True)]


def test_a_product_of_three_is_exact_whichever_of_them_is_large() -> None:
    inputs = (*XY, Variable("z", NUMBER, Range()))
    for text in ('round(x * y * z, step=1_000_000, mode="half up")', "floor(z * -(x * y), step=7)", "x * y * z - z * y * x"):
        for case in ((2**61, 3, 5), (7, 2**61, -1), (2**40, 2**40, 2**40), (1, 1, -(2**70))):
            made = compiled([parse(text)], inputs, {})
            (answer,) = in_rows([parse(text)], inputs, {}, [[case[0], 1], [case[1], 1], [case[2], 1]])
            assert answer.value(0) == made.back(made.run(*case))[0]


def test_roots_are_exact_next_to_squares_of_every_size() -> None:
    roots = [0, 1, 2, 3, 10**4, 94906265, 94906266, 2**30 + 1, 10**9, 10**12 + 7]
    numbers = [n for root in roots for n in (root * root, max(root * root - 1, 0), root * root + 1)]
    expr = parse("root(x)")
    for group in (numbers, [n for n in numbers if n < 2**61]):
        (answer,) = in_rows([expr], X, {}, [group])
        wanted = [exact(expr, Env({"x": Fraction(n)})) for n in group]
        assert [answer.value(row) for row in range(len(group))] == wanted


SIZES = st.integers(0, 80).flatmap(lambda bits: st.integers(-(2**bits), 2**bits))
QUADS = st.tuples(SIZES, SIZES, SIZES, SIZES)
FOUR = tuple(Variable(name, NUMBER, Range()) for name in "abcd")


@settings(max_examples=150)
@given(st.lists(QUADS, min_size=1, max_size=3), st.sampled_from(MODES), st.sampled_from([1, 2, 7, 10**8, 10**17]))
def test_sums_of_products_of_any_size_are_rounded_exactly(rows: list[tuple[int, int, int, int]], mode: str, step: int) -> None:
    expr = parse(f'round(a * b - c * d * 3 + a, step={step}, mode="{mode}")')
    (answer,) = in_rows([expr], FOUR, {}, list(zip(*rows, strict=True)))
    for at, (a, b, c, d) in enumerate(rows):
        wanted = rounded(Fraction(a * b - c * d * 3 + a), Fraction(step), mode)
        assert answer.value(at) == wanted
        assert compiled([expr], FOUR, {}).run(a, b, c, d) == (wanted.numerator,)


@pytest.mark.parametrize("mode", MODES)
def test_whole_numbers_of_small_quotients_are_those_of_the_exact_reading(mode: str) -> None:
    for below in range(1, 8):
        made = compiled([parse(f'round(x / {below}, step=1, mode="{mode}")')], X, {})
        for above in range(-20, 21):
            wanted = rounded(Fraction(above, below), Fraction(1), mode)
            assert whole(above, below, mode) == wanted
            assert made.back(made.run(above)) == (wanted,)


@pytest.mark.parametrize("mode", MODES)
def test_a_sum_of_payments_beyond_64_bits_is_rounded_within_them(mode: str) -> None:
    dice = random.Random(mode)
    sizes = (2**55, 2**26, 2**55, 2**26)
    rows = [tuple(dice.randint(-size, size) for size in sizes) for _ in range(300)]
    expr = parse(f'round(a * b - c * d * 3 + a, step=100_000_000, mode="{mode}")')
    (answer,) = in_rows([expr], FOUR, {}, list(zip(*rows, strict=True)))
    wanted = [rounded(Fraction(a * b - c * d * 3 + a), Fraction(10**8), mode) for a, b, c, d in rows]
    assert [answer.value(row) for row in range(300)] == wanted
