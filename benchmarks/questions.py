"""Which claims are measured: about a funding payment and about a maintenance margin, both rounded?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from perpspec.claims.claim import Claim, Wording
from perpspec.language.domains import Range, Variable
from perpspec.language.kinds import NUMBER
from perpspec.language.parse import parse
from perpspec.language.tree import Binary, Compare, Expr, Name, Num, Round, Step, Steps, Word
from perpspec.source.text import Place

RATE = "clamp(premium + clamp(0.01% - premium, -0.05%, 0.05%), -2%, 2%)"
PAYMENT = f'round(notional * {RATE}, step=0.00000001, mode="half up")'
OTHER_SIDE = f'round(-(notional * {RATE}), step=0.00000001, mode="half up")'
NOTIONAL = Variable("notional", NUMBER, Range(Fraction(0), Fraction(10**8), low_open=True), Fraction(1, 10**8))
PREMIUM = Variable("premium", NUMBER, Range(Fraction(-1, 10), Fraction(1, 10)), Fraction(1, 10**8))
_BOUNDS = (0, 50, 600, 3_000, 12_000, 70_000, 100_000, 230_000, 480_000, 600_000, 1_000_000)
_RATES = ("0.004", "0.005", "0.0065", "0.01", "0.02", "0.025", "0.05", "0.1", "0.125", "0.15")


def claim(sentence: str, shown: Expr, *variables: Variable) -> Claim:
    """Return a claim without assumptions."""
    return Claim("bench.mark", sentence, sentence, variables, (), shown, Place("bench", 1, 1, 1, 1), Wording(sentence))


def payment_within_cap() -> Claim:
    """Return the claim that a payment exceeds 2% of the notional by half a step at most, which holds."""
    shown = parse(f"abs({PAYMENT}) <= 0.02 * notional + 0.000000005")
    return claim("a payment is at most the cap", shown, NOTIONAL, PREMIUM)


def payments_cancel() -> Claim:
    """Return the claim that what one side pays the other receives, which fails at ties."""
    return claim("payments cancel", parse(f"{PAYMENT} + {OTHER_SIDE} == 0"), NOTIONAL, PREMIUM)


def payments_cancel_at_the_cap() -> Claim:
    """Return the same claim for a premium so high that the rate is the cap, which a linear solver can decide."""
    one, other = (text.replace(RATE, "0.02") for text in (PAYMENT, OTHER_SIDE))
    return claim("payments cancel at the cap", parse(f"{one} + {other} == 0"), NOTIONAL)


def payment_near_the_exact_one() -> Claim:
    """Return the claim that rounding moves a payment at the cap by half a step at most, which holds."""
    one = PAYMENT.replace(RATE, "0.02")
    return claim("rounding is small", parse(f"abs({one} - notional * 0.02) <= 0.000000005"), NOTIONAL)


def margin_within_highest_rate() -> Claim:
    """Return the claim that a rounded maintenance margin over ten tiers is at most the highest rate of the notional."""
    ends = [Fraction(bound * 1000) for bound in _BOUNDS]
    rates = [Fraction(rate) for rate in _RATES]
    deductions = [Fraction(0)]
    for over, before, after in zip(ends[1:-1], rates[:-1], rates[1:], strict=True):
        deductions.append(deductions[-1] + over * (after - before))
    whole = Binary("*", _column(ends, rates), Name("notional"))
    margin = Round(Binary("-", whole, _column(ends, deductions)), Num(Fraction(1, 10**8)), Word("ceil"))
    shown = Compare("<=", margin, parse("notional * 0.15 + 0.00000001"))
    size = replace(NOTIONAL, domain=Range(Fraction(0), ends[-1], low_open=True))
    return claim("a margin is at most the highest rate", shown, size)


def _column(ends: list[Fraction], values: list[Fraction]) -> Steps:
    rows = zip(ends[:-1], ends[1:], values, strict=True)
    return Steps(Name("notional"), tuple(Step(low, high, Num(value)) for low, high, value in rows))
