"""Does the hunt find what breaks a claim, count what it tried, and draw the same inputs from the same seed?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from perpspec.claims.claim import Claim, Wording
from perpspec.fuzz import mass
from perpspec.fuzz.mass import MANY, ReadingsDisagreeError, hunt
from perpspec.language.domains import TRUTHS, Finite, Range, Variable
from perpspec.language.kinds import MONEY, NUMBER, TRUTH, WORD
from perpspec.language.parse import parse
from perpspec.language.tree import Choice, Compare, Expr, Name, Num, Step, Steps, Truth
from perpspec.readings.exact import Env, exact
from perpspec.source.text import Place
from tests.readings.formulas import FUNDING

N = Variable("N", MONEY, Range(Fraction(0), Fraction(10**8), low_open=True))
P = Variable("p", NUMBER, Range(Fraction(-1, 10), Fraction(1, 10)))
PAYMENT = f'round(N * {FUNDING}, step=0.00000001, mode="half up")'
BOTH = pytest.mark.parametrize("cases", [20_000, MANY], ids=["in plain Python", "with numpy"])


def _claim(shown: str | Expr, *given: str, variables: tuple[Variable, ...] = (N, P)) -> Claim:
    tree = parse(shown) if isinstance(shown, str) else shown
    place = Place("spec.yaml", 1, 1, 1, 2)
    return Claim("a.b", "a", "a sentence", variables, tuple(parse(g) for g in given), tree, place, Wording("fails"))


def test_a_rounding_that_creates_money_is_found_at_a_tie() -> None:
    other = PAYMENT.replace("N *", "-N *")
    found = hunt(_claim(f"{PAYMENT} + {other} == 0"), {}, {}, 20_000, 0)
    assert found.witness is not None
    assert exact(parse(f"{PAYMENT} + {other}"), Env(found.witness)) == Fraction(1, 10**8)


@BOTH
def test_a_claim_that_holds_is_not_broken_in_any_case(cases: int) -> None:
    found = hunt(_claim(f"abs({PAYMENT}) <= 0.02 * N + 0.000000005"), {}, {}, cases, 0)
    assert (found.cases, found.met, found.witness) == (cases, cases, None)


@BOTH
def test_both_ways_find_a_failure_and_count_up_to_it(cases: int) -> None:
    found = hunt(_claim(f"abs({PAYMENT}) <= 0.02 * N", "p > 0.03"), {}, {}, cases, 0)
    assert found.witness is not None
    assert 0 < found.met <= found.cases < cases
    assert found.witness["p"] > Fraction(3, 100)  # type: ignore[operator]


@BOTH
def test_the_same_seed_draws_the_same_inputs(cases: int) -> None:
    odd = "0.3 < N * 1_000 - floor(N * 1_000) < 0.31"  # no telling value is like that, so that every one is drawn
    claim = _claim("N < 0", odd)
    once, again, other = (hunt(claim, {}, {}, cases, seed) for seed in (3, 3, 4))
    assert once.witness is not None
    assert once == again
    assert once != other


def test_a_hole_between_two_tiers_is_found_whatever_the_lot_is() -> None:
    claim = _claim("N <= 250_000 or N >= 250_000.01", variables=(replace(N, kind=NUMBER, step=Fraction(1)),))
    found = hunt(claim, {}, {}, 200, 0)
    assert found.witness == {"N": Fraction(250_000_005, 1000)}


def test_the_bounds_of_a_table_are_among_the_inputs() -> None:
    rows = (Step(Fraction(0), Fraction(77_777), Num(Fraction(1))), Step(Fraction(77_777), None, Num(Fraction(2))))
    claim = _claim(Compare("!=", Steps(Name("N"), rows), Num(Fraction(2))), "N <= 77_777.00000001")
    found = hunt(replace(claim, given=(Compare("<=", Name("N"), Num(Fraction(77_778), MONEY)),)), {}, {}, 200, 0)
    assert found.witness is not None
    assert found.witness["N"] > 77_777  # type: ignore[operator]


def test_a_few_listed_inputs_are_all_tried_and_no_more() -> None:
    variables = (Variable("live", TRUTH, TRUTHS), Variable("mode", WORD, Finite(("one-way", "hedge", "none"))))
    found = hunt(_claim('live or mode != "none" or not live', variables=variables), {}, {}, 1000, 0)
    assert (found.cases, found.met, found.method) == (6, 6, "every input there is")
    broken = hunt(_claim('live or mode != "none"', variables=variables), {}, {}, 1000, 0)
    assert broken.witness == {"live": False, "mode": "none"}


def test_a_claim_without_inputs_is_one_case() -> None:
    assert hunt(_claim("1 < 2", variables=()), {}, {}, 100, 0).cases == 1
    assert hunt(_claim("2 < 1", variables=()), {}, {}, 100, 0).witness == {}


def test_assumptions_that_nothing_meets_are_counted_as_met_by_nothing() -> None:
    found = hunt(_claim("N < 0", "p > 0.1"), {}, {}, 500, 0)
    assert (found.cases, found.met, found.witness) == (500, 0, None)


@BOTH
def test_where_the_claim_has_no_value_it_is_not_broken(cases: int) -> None:
    x = Variable("x", NUMBER, Range(Fraction(0), Fraction(1)))
    found = hunt(_claim("1 / x >= 1", variables=(x,)), {}, {}, cases, 0)
    assert (found.met, found.witness) == (cases, None)
    never = hunt(_claim("x / (x - x) > 1", variables=(x,)), {}, {}, cases, 0)
    assert (never.met, never.witness) == (cases, None)


@BOTH
def test_where_an_assumption_has_no_value_it_is_not_met(cases: int) -> None:
    x = Variable("x", NUMBER, Range(Fraction(0), Fraction(1)))
    some = hunt(_claim("x > 0", "1 / x >= 1", variables=(x,)), {}, {}, cases, 0)
    none = hunt(_claim("x > 2", "not 1 / (x - x) > 1", variables=(x,)), {}, {}, cases, 0)
    assert 0 < some.met < cases
    assert (none.met, none.witness) == (0, None)


def test_the_case_that_broke_the_claim_is_the_last_one_counted() -> None:
    x = Variable("x", NUMBER, Finite(tuple(Fraction(n) for n in (5, 1, 9, 7, 2))))
    found = hunt(_claim("x < 7", "x > 1", variables=(x,)), {}, {}, 100, 0)
    assert (found.cases, found.met, found.witness) == (3, 2, {"x": Fraction(9)})
    two = hunt(_claim("x + y < 16", variables=(x, replace(x, name="y"))), {}, {}, 100, 0)
    assert (two.cases, two.met, two.witness) == (13, 13, {"x": Fraction(9), "y": Fraction(9)})


@BOTH
def test_the_reading_takes_options_and_silent_values(cases: int) -> None:
    cap = Choice("cap", ("2%", "5%"), (Num(Fraction(2, 100)), Num(Fraction(5, 100))))
    silent = Variable("limit", NUMBER, Range(Fraction(0), Fraction(1)), silent=True)
    claim = _claim(Compare("<=", cap, Name("limit")), variables=(P, silent))
    assert hunt(claim, {"cap": 0}, {"limit": Fraction(3, 100)}, cases, 0).witness is None
    broken = hunt(claim, {"cap": 1}, {"limit": Fraction(3, 100)}, cases, 0)
    assert broken.witness is not None
    assert set(broken.witness) == {"p"}


def test_inputs_of_one_kind_are_also_drawn_alike() -> None:
    one, other = (Variable(name, MONEY, Range(Fraction(0), Fraction(10**8))) for name in ("a", "b"))
    far = [Compare(">", Name("a"), Num(Fraction(1_000_003), MONEY)), Compare("<", Name("a"), Num(Fraction(1_999_000), MONEY))]
    claim = replace(_claim("a != b", variables=(one, other)), given=tuple(far))
    found = hunt(claim, {}, {}, 20_000, 0)
    assert found.witness is not None


def test_numbers_without_end_are_hunted_in_a_wide_part_of_their_domain() -> None:
    x = Variable("x", NUMBER, Range())
    for text in ("x < 100_000_000", "x > -100_000_000"):
        assert hunt(_claim(text, variables=(x,)), {}, {}, 500, 0).witness is not None


@BOTH
def test_amounts_beyond_64_bits_are_hunted_exactly(cases: int) -> None:
    x = Variable("x", NUMBER, Range(Fraction(10**15), Fraction(10**15 + 1)))
    square = "x * x - 2 * x * 1_000_000_000_000_000 + 1_000_000_000_000_000 * 1_000_000_000_000_000"
    found = hunt(_claim(f"{square} < 1", variables=(x,)), {}, {}, cases, 0)
    assert found.witness == {"x": Fraction(10**15 + 1)}


@BOTH
def test_words_and_truths_are_drawn_beside_amounts(cases: int) -> None:
    variables = (P, Variable("live", TRUTH, TRUTHS), Variable("how", WORD, Finite(("floor", "ceil"))))
    claim = _claim("round(p, step=0.03, mode=how) <= 0.09 or live", variables=variables)
    found = hunt(claim, {}, {}, cases, 0)
    assert found.witness is not None
    assert (found.witness["live"], found.witness["how"]) == (False, "ceil")


def test_a_witness_that_the_exact_reading_does_not_confirm_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mass, "exact", lambda expr, env: True)
    with pytest.raises(ReadingsDisagreeError, match="does not break"):
        hunt(_claim("p > 1"), {}, {}, 100, 0)


def test_a_domain_with_one_value_is_one_case() -> None:
    fixed = Variable("x", NUMBER, Finite((Fraction(3),)))
    assert hunt(_claim("x == 3", variables=(fixed,)), {}, {}, 100, 0).cases == 1
    assert hunt(replace(_claim("x == 3", variables=(fixed,)), shown=Truth(False)), {}, {}, 100, 0).witness == {"x": 3}


def test_an_empty_domain_has_no_cases() -> None:
    nothing = Variable("x", NUMBER, Range(Fraction(2), Fraction(1)))
    found = hunt(_claim("x > p", variables=(nothing, P)), {}, {}, 100, 0)
    assert (found.cases, found.met, found.witness) == (0, 0, None)
