"""Is each of the six verdicts given when it should be, with a witness that replays and the smallest cause?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from perpspec.claims.build import both, le, lt, num
from perpspec.claims.claim import Claim, Wording
from perpspec.claims.finding import Verdict
from perpspec.engine.ask import Answered, ask
from perpspec.engine.options import Options, Reading, ToolFault
from perpspec.engine.replay import breaks
from perpspec.language.tree import Expr, Truth
from perpspec.load.load import Spec
from perpspec.source.text import Place

SPEC = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {help: {kind: venue, title: Help}, api: {kind: api, title: Reference}}}
funding:
  source: help
  parameters:
    damping: 0.05%
    interest: {status: disputed, alternatives: [{value: 0.01%, source: help}, {value: 0.03%, source: api}]}
    unrelated: {status: disputed, alternatives: [{value: 1%, source: help}, {value: 2%, source: api}]}
    limit: {status: silent, searched: help, domain: {from: 0.1%, to: 5%}}
    mode: {status: silent, searched: help, kind: word, domain: [floor, ceil]}
  inputs:
    premium: {kind: rate, domain: {from: -1%, to: 1%}}
    notional: {kind: money, domain: {from: 0, to: 1_000_000 USDT}, step: 1 USDT}
    other: {kind: money, domain: {from: 1 USDT, to: 1_000_000 USDT}}
  definitions:
    damped: premium + clamp(interest - premium, -damping, damping)
    limited: clamp(damped, -limit, limit)
    whole: round(notional * 0.001, step=1 USDT, mode=mode)
"""


def claim(spec: Spec, shown: str, *given: str) -> Claim:
    """Return the claim that a formula of the section `funding` holds."""
    resolver = spec.resolver()
    trees = [resolver.formula(text, "funding") for text in (shown, *given)]
    whole: Expr = both(*trees)
    return Claim(
        "test",
        "it",
        shown,
        resolver.variables(whole),
        tuple(trees[1:]),
        trees[0],
        Place("spec", 1, 1, 1, 2),
        Wording("no"),
    )


def answered(spec: Spec, shown: str, *given: str) -> Answered:
    """Return the verdict on a formula, with z3 as second opinion wherever the closed form decides."""
    return ask(claim(spec, shown, *given), Options(second_opinion=True))


@pytest.fixture
def spec(spec_of: Callable[[str], Spec]) -> Spec:
    return spec_of(SPEC)


def test_what_holds_in_every_reading_is_proved(spec: Spec) -> None:
    answer = answered(spec, "abs(damped - premium) <= damping")
    assert (answer.verdict, answer.readings) == (Verdict.PROVED, 2)
    assert "z3 agrees" in answer.decided.method


def test_what_fails_in_every_reading_is_refuted_with_a_plain_witness(spec: Spec) -> None:
    answer = answered(spec, "damped <= 0.5%")
    assert answer.verdict == Verdict.REFUTED
    assert answer.decided.witness == {"funding.premium": Fraction(1, 100)}


def test_what_hangs_on_one_clause_names_that_clause_alone(spec: Spec) -> None:
    answer = answered(spec, "interest + 0 * unrelated <= 0.02%")
    assert (answer.verdict, answer.hinges) == (Verdict.DEPENDS, ("funding.interest",))


def test_what_hangs_on_a_silent_range_names_a_failing_and_a_holding_value(spec: Spec) -> None:
    answer = answered(spec, "abs(limited) <= 0.3%")
    assert (answer.verdict, answer.hinges) == (Verdict.DEPENDS, ("funding.limit",))
    assert answer.failing is not None
    assert answer.holding is not None
    assert answer.failing.values["funding.limit"] > answer.holding.values["funding.limit"]  # type: ignore[operator]


def test_a_holding_value_inside_a_silent_range_is_found_by_counterexamples(spec: Spec) -> None:
    answer = answered(spec, "0.2% <= limit and limit <= 0.25%")
    assert answer.verdict == Verdict.DEPENDS
    assert answer.holding is not None
    assert Fraction(2, 1000) <= answer.holding.values["funding.limit"] <= Fraction(25, 10000)  # type: ignore[operator]


def test_a_silent_range_in_which_nothing_holds_is_refuted(spec: Spec) -> None:
    assert answered(spec, "limited >= 0.05%").verdict == Verdict.REFUTED


def test_a_silent_range_that_does_not_matter_is_proved(spec: Spec) -> None:
    assert answered(spec, "abs(limited) <= limit").verdict == Verdict.PROVED


def test_a_silent_rounding_mode_is_a_choice(spec: Spec) -> None:
    answer = answered(spec, "whole <= notional * 0.001")
    assert (answer.verdict, answer.hinges) == (Verdict.DEPENDS, ("funding.mode",))
    assert answer.decided.witness == {"funding.notional": Fraction(1)}


def test_assumptions_that_nothing_meets_are_vacuous_and_never_proved(spec: Spec) -> None:
    assert answered(spec, "premium <= 1%", "premium > 2%").verdict == Verdict.VACUOUS


def test_assumptions_over_two_amounts_that_nothing_meets_are_vacuous(spec: Spec) -> None:
    answer = answered(spec, "notional <= other", "notional + other < 0 * other - other")
    assert answer.verdict == Verdict.VACUOUS


def test_a_budget_that_runs_out_is_unknown_with_its_reason(spec: Spec) -> None:
    hard = claim(spec, "notional * notional * other != 7 * other * other * other + 11 * notional * other * other")
    answer = ask(hard, Options(budget=1, cases=10))
    assert answer.verdict == Verdict.UNKNOWN
    assert "budget" in answer.decided.reason


def test_a_proof_that_the_fuzzer_refutes_stops_the_tool(spec: Spec) -> None:
    wrong = replace(claim(spec, "premium <= 0.5%"), closed=Truth(True), law="a law that is none")
    with pytest.raises(ToolFault, match="proves what"):
        ask(wrong, Options())


def test_every_refutation_replays(spec: Spec) -> None:
    asked = claim(spec, "notional * damped <= 100 USDT", "notional >= 20_000 USDT")
    answer = ask(asked, Options())
    assert answer.verdict == Verdict.REFUTED
    assert answer.decided.witness is not None
    assert breaks(asked, answer.decided.witness, answer.failing or Reading())


def test_a_claim_without_variables_is_decided(spec: Spec) -> None:
    constant = replace(claim(spec, "damping <= 1%"), shown=le(num(1), num(2)), variables=())
    assert ask(constant, Options()).verdict == Verdict.PROVED
    assert ask(replace(constant, shown=lt(num(2), num(2))), Options()).verdict == Verdict.REFUTED
