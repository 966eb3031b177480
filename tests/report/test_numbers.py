"""Are exact values written so that people read them and machines get them back?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.language.domains import TRUTHS, Domain, Finite, Range, Value, Variable
from perpspec.language.kinds import MONEY, NUMBER, PRICE, TIME, TRUTH, WORD, Kind
from perpspec.language.units import Unit
from perpspec.report.numbers import domain_text, for_machines, for_people, is_rate

UNITS = {"USDT": Unit(MONEY, Fraction(1))}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5001), "5001"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2, 7), "-2/7"),
        (Fraction(1, 10**30), "0." + "0" * 29 + "1"),
        (True, "true"),
        (False, "false"),
        ("half up", "half up"),
    ],
)
def test_a_machine_gets_an_exact_text(value: Value, text: str) -> None:
    assert for_machines(value) == text
    assert not isinstance(value, Fraction) or Fraction(text) == value


@pytest.mark.parametrize(
    ("value", "kind", "name", "text"),
    [
        (Fraction(5001), MONEY, "size", "5_001 USDT"),
        (Fraction(1, 200), NUMBER, "tiers.maintenance_rate", "0.5%"),
        (Fraction(1, 200), NUMBER, "premium", "0.5%"),
        (Fraction(3, 4), NUMBER, "funding.cap_factor", "0.75"),
        (Fraction(20), NUMBER, "leverage", "20"),
        (Fraction(1234567), NUMBER, "count", "1_234_567"),
        ("floor", WORD, "mode", "floor"),
    ],
)
def test_a_person_reads_units_and_groups(value: Value, kind: Kind, name: str, text: str) -> None:
    assert for_people(value, kind, UNITS, name) == text


def test_a_fraction_without_end_is_shown_as_one() -> None:
    assert for_people(Fraction(1, 3), NUMBER, UNITS, "n").startswith("1/3 (")


def test_a_rate_is_known_by_its_name() -> None:
    assert [name for name in ("rate", "maintenance rate", "funding.rate", "a.cap", "cap_share", "ratio") if is_rate(name)] == [
        "rate", "maintenance rate", "funding.rate", "a.cap",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("domain", "kind", "text"),
    [
        (Range(Fraction(0), Fraction(10), low_open=True), MONEY, "money, above 0 USDT up to 10 USDT"),
        (Range(None, Fraction(10), high_open=True), MONEY, "money, below 10 USDT"),
        (Range(), PRICE, "price, any"),
        (Finite((Fraction(3600),)), TIME, "time, one of 1 h"),
        (TRUTHS, TRUTH, "truth, one of no, yes"),
    ],
)
def test_a_domain_is_said_in_words(domain: Domain, kind: Kind, text: str) -> None:
    assert domain_text(Variable("x", kind, domain), UNITS) == text


def test_steps_and_silence_of_a_domain_are_said() -> None:
    variable = Variable("x", MONEY, Range(), Fraction(1), silent=True)
    assert domain_text(variable, UNITS) == "money, any, in steps of 1 USDT, which a reading chooses"
