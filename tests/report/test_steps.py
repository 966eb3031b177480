"""Is the way to a value shown step by step, with the numbers that really went in?"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from perpspec.language.domains import Value
from perpspec.language.kinds import NUMBER, Kind
from perpspec.load.load import Spec
from perpspec.readings.exact import Env
from perpspec.report.numbers import for_people
from perpspec.report.sheet import plain_text
from perpspec.report.steps import Arithmetic, Worked, step_rows

SPEC = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
funding:
  parameters:
    factor: {status: silent, searched: [faq], domain: [0.5, 0.75]}
  inputs:
    notional: {kind: money}
    premium: {kind: rate}
  rate: min(premium, cap)
  cap: factor * maintenance_rate(notional)
  floor: premium / (cap - cap)
"""


def said(name: str, value: Value, kind: Kind | None) -> str:
    known = kind or (Kind((1, 0, 0, 0, 0)) if name.endswith("notional") else NUMBER)
    return for_people(value, known, {}, name if name.startswith("funding") else "")


def steps(spec: Spec, ident: str, env: Env) -> tuple[Worked, ...]:
    tree = spec.resolver("AUSDT").clause(ident)
    assert tree is not None
    return Arithmetic(env, said).steps(ident, tree)


ENV = Env({"funding.notional": Fraction(6000), "funding.premium": Fraction(1, 10)}, {"funding.factor": 1})


def test_every_clause_on_the_way_is_worked_out_once_and_before_it_is_used(spec_of: Callable[[str], Spec]) -> None:
    worked = steps(spec_of(SPEC), "funding.rate", ENV)
    assert [step.name for step in worked] == [
        "funding.factor", "tier 2 of 2", "tiers.markets.AUSDT", "funding.cap", "funding.rate",
    ]  # fmt: skip


def test_a_step_shows_its_formula_the_numbers_and_the_value(spec_of: Callable[[str], Spec]) -> None:
    *_, cap, rate = steps(spec_of(SPEC), "funding.rate", ENV)
    assert cap == Worked("funding.cap", "funding.factor * tiers.markets.AUSDT", "0.75 * 0.05", "3.75%")
    assert rate == Worked("funding.rate", "min(funding.premium, funding.cap)", "min(10%, 3.75%)", "3.75%")


def test_the_tier_that_was_reached_is_named_with_its_bounds(spec_of: Callable[[str], Spec]) -> None:
    (tier,) = (step for step in steps(spec_of(SPEC), "funding.cap", ENV) if step.name.startswith("tier "))
    assert "lies over 5000 up to 10000" in tier.formula


def test_the_reading_decides_which_option_is_shown(spec_of: Callable[[str], Spec]) -> None:
    other = Env(ENV.values, {"funding.factor": 0})
    assert steps(spec_of(SPEC), "funding.factor", other)[0].value == "0.5"


def test_an_input_without_a_value_keeps_its_name(spec_of: Callable[[str], Spec]) -> None:
    rate = steps(spec_of(SPEC), "funding.rate", Env({}, {"funding.factor": 0}))[-1]
    assert rate.filled == "min(funding.premium, funding.cap)"
    assert rate.value == ""


def test_a_formula_without_a_value_says_why(spec_of: Callable[[str], Spec]) -> None:
    assert steps(spec_of(SPEC), "funding.floor", ENV)[-1].value == "no value: a division by zero"


def test_a_line_that_would_say_nothing_new_is_left_out() -> None:
    text = plain_text(step_rows((Worked("a", "0.3%", "", "0.3%"), Worked("b", "a * 2", "0.3% * 2", "0.6%"))))
    assert [line.strip() for line in text.splitlines()] == ["a", "= 0.3%", "b", "= a * 2", "= 0.3% * 2", "= 0.6%"]
