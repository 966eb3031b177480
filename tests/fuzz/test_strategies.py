"""Do the strategies draw what they promise: inputs of a claim in their domains, and documents that are told apart?"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from perpspec.claims.claim import Claim, Wording
from perpspec.fuzz.pools import pools
from perpspec.fuzz.strategies import Document, documents, inputs
from perpspec.language.domains import TRUTHS, Finite, Range, Variable
from perpspec.language.kinds import MONEY, NUMBER, TRUTH, WORD
from perpspec.language.parse import parse
from perpspec.language.tree import Binary, Choice, Compare, Name, Num
from perpspec.readings.compiled import compiled
from perpspec.readings.exact import Env, exact
from perpspec.readings.rebuild import chosen
from perpspec.source.text import Place

VARIABLES = (
    Variable("N", MONEY, Range(Fraction(0), Fraction(10**8), low_open=True), Fraction(1, 100)),
    Variable("p", NUMBER, Range(Fraction(-1, 10), Fraction(1, 10))),
    Variable("x", NUMBER, Range()),
    Variable("side", NUMBER, Finite((Fraction(1), Fraction(-1)))),
    Variable("live", TRUTH, TRUTHS),
    Variable("how", WORD, Finite(("floor", "ceil"))),
)
CAP = Choice("cap", ("2%", "a third"), (Num(Fraction(2, 100)), Num(Fraction(1, 3))))
SHOWN = Compare("<=", Binary("*", Name("p"), CAP), parse("side * x if live else round(p, step=0.01, mode=how)"))
CLAIM = Claim("a.b", "a", "", VARIABLES, (parse("N > 5"),), SHOWN, Place("f", 1, 1, 1, 2), Wording("fails"))

CLAIM_ENDS = (Fraction(-1, 10), Fraction(1, 10), Fraction(2, 100), Fraction(1, 3), Fraction(1, 100))


@given(inputs(CLAIM))
def test_every_input_lies_in_its_domain_and_every_choice_is_made(env: Env) -> None:
    assert set(env.values) == {variable.name for variable in VARIABLES}
    assert all(variable.domain.holds(env.values[variable.name]) for variable in VARIABLES)
    assert env.choices["cap"] in (0, 1)


@settings(max_examples=50)
@given(inputs(CLAIM))
def test_the_compiled_reading_agrees_with_the_exact_one_on_inputs_of_a_claim(env: Env) -> None:
    made = compiled([chosen(SHOWN, env.choices, {})], VARIABLES, pools(VARIABLES, (*CLAIM.given, SHOWN))[1])
    assert made.back(made.run(*made.raw(env.values))) == (exact(SHOWN, env),)


def test_constants_and_round_numbers_are_among_the_inputs() -> None:
    drawn: set[object] = set()

    @settings(max_examples=200)
    @given(inputs(CLAIM))
    def draw(env: Env) -> None:
        drawn.update(env.values.values())

    draw()
    round_numbers = {digit * Fraction(10) ** power for digit in (1, 2, 5) for power in range(8)}
    beside_constants = {end + side * Fraction(1, 10**8) for end in (CLAIM_ENDS) for side in (-1, 0, 1)}
    assert len(drawn & round_numbers) > 5
    assert drawn & beside_constants


@settings(max_examples=30)
@given(documents("funding"))
def test_a_document_holds_what_a_file_holds_and_no_number(document: Document) -> None:
    stack: list[object] = [document]
    while stack:
        here = stack.pop()
        assert here is None or isinstance(here, (bool, str, list, dict))
        if isinstance(here, dict):
            assert all(isinstance(key, str) for key in here)
            stack += here.values()
        elif isinstance(here, list):
            stack += here
