"""Which formulas must every reading give the same values for?

One table: the text, and the domain of each input. Tables, clauses and choices that a text names stand in ``closing``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from perpspec.language.domains import TRUTHS, Domain, Finite, Range
from perpspec.language.tree import MODES


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as text, and the domain of each of its inputs."""

    text: str
    domains: Mapping[str, Domain]


def _f(text: str, **domains: Domain) -> Formula:
    return Formula(text, domains)


def _from(low: str | int | None, high: str | int | None, *, open_: bool = False) -> Range:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Range(ends[0], ends[1], low_open=open_)


ANY = _from(None, None)
SMALL = _from(-10, 10)
RATE = _from("-1/10", "1/10")
SIZE = _from(0, 10**8)
PRICE = _from(0, 10**6, open_=True)
SIDE = Finite((Fraction(1), Fraction(-1)))
HOURS = Finite((Fraction(8), Fraction(4), Fraction(1)))
MODE = Finite(MODES)
FUNDING = "clamp(p + clamp(0.01% - p, -0.05%, 0.05%), -2%, 2%)"

FORMULAS = (
    # constants, signs and the four operations
    _f("1"),
    _f("-0.1"),
    _f("1 / 3 + 1 / 6"),
    _f("x", x=ANY),
    _f("-x", x=ANY),
    _f("-(-x)", x=SMALL),
    _f("x + y", x=ANY, y=ANY),
    _f("x - y - 3", x=ANY, y=ANY),
    _f("x - (y - 3)", x=ANY, y=ANY),
    _f("x * y", x=SIZE, y=RATE),
    _f("x * 0.05%", x=SIZE),
    _f("0 * x + 2.5", x=SIZE),
    _f("x / 3", x=ANY),
    _f("x / -0.4", x=ANY),
    _f("x / (y - y)", x=SMALL, y=SMALL),
    _f("x * x - y * y", x=SMALL, y=SMALL),
    # division by what varies
    _f("x / y", x=SIZE, y=PRICE),
    _f("x / y", x=SMALL, y=SMALL),
    _f("1 / (x - 5) + 1 / (x + 5)", x=SMALL),
    _f("x / (1 / y)", x=SMALL, y=SMALL),
    _f("(x + 1) / y * (y / (x - 1))", x=SMALL, y=SMALL),
    _f("p / (8 / h)", p=RATE, h=HOURS),
    _f("n / m if m != 0 else 0", n=SMALL, m=SMALL),
    _f("x / y > 1 / 2", x=SMALL, y=SMALL),
    _f("x / y == y / x", x=SMALL, y=SMALL),
    _f("min(x / y, y / x, 2)", x=PRICE, y=PRICE),
    _f("abs(x / y)", x=SMALL, y=SMALL),
    # order
    _f("min(x, 3)", x=ANY),
    _f("max(x, y, -1)", x=SMALL, y=SMALL),
    _f("min(x)", x=SMALL),
    _f("median(x, y, z)", x=SMALL, y=SMALL, z=SMALL),
    _f("median(x, y, 1, 2)", x=SMALL, y=SMALL),
    _f("median(x, 2.5)", x=SMALL),
    _f("median(x / y, x, 1)", x=SMALL, y=PRICE),
    _f("abs(x)", x=ANY),
    _f("abs(x - 2) + abs(x + 2)", x=SMALL),
    _f("clamp(x, -1, 1)", x=ANY),
    _f("clamp(x, 1, -1)", x=ANY),
    _f("clamp(x, y, z)", x=SMALL, y=SMALL, z=SMALL),
    _f(FUNDING, p=RATE),
    # truths
    _f("x < 0.1", x=RATE),
    _f("x <= 0.1 and x >= -0.1", x=SMALL),
    _f("-1 < x <= y < 5", x=SMALL, y=SMALL),
    _f("x == y or x != 1", x=SMALL, y=SMALL),
    _f("x == 1 / 3", x=SMALL),
    _f("x != 1 / 7", x=SMALL),
    _f("not (x > 1 and y > 1)", x=SMALL, y=SMALL),
    _f("live and not stale", live=TRUTHS, stale=TRUTHS),
    _f("live == stale", live=TRUTHS, stale=TRUTHS),
    _f("x != 0 and 1 / x > 2", x=SMALL),
    _f("x > 3 and 1 / (x - 1) < 2", x=SMALL),
    _f("x == 0 or 1 / x < 2 or live", x=SMALL, live=TRUTHS),
    _f("1 / x > 2 or x < 0", x=SMALL),
    _f("true_ if live else x > 3", true_=TRUTHS, live=TRUTHS, x=SMALL),
    # words
    _f('state == "halted"', state=Finite(("normal", "halted"))),
    _f('1 if state == "it\'s" else 2', state=Finite(("it's", "normal"))),
    _f("state != other", state=Finite(("a", "b")), other=Finite(("b", "c"))),
    # cases
    _f("x if x > 0 else -x", x=ANY),
    _f("0 if live else x / 3", live=TRUTHS, x=SMALL),
    _f("1 / x if live else y", live=TRUTHS, x=SMALL, y=SMALL),
    _f("3 if x > 3 else 2 if x > 2 else 1 if x > 1 else 0", x=SMALL),
    _f("(x if live else y) * (2 if live else 1 / 3)", live=TRUTHS, x=SMALL, y=SMALL),
    _f("1 if 2 > 1 else x / 0", x=SMALL),
    # rounding, each mode with its ties on both sides of zero
    *(_f(f'round(x, step=1, mode="{mode}")', x=SMALL) for mode in MODES),
    *(_f(f'round(x, step=0.25, mode="{mode}")', x=SMALL) for mode in MODES),
    *(_f(f'round(N * {FUNDING}, step=0.00000001, mode="{mode}")', N=SIZE, p=RATE) for mode in MODES),
    *(_f(f'round(x / y, step=0.1, mode="{mode}")', x=SMALL, y=SMALL) for mode in MODES),
    _f("floor(x)", x=ANY),
    _f("ceil(x, step=1 / 3)", x=SMALL),
    _f("floor(x, step=y)", x=SMALL, y=SMALL),
    _f('round(x, step=y / 3, mode="half even")', x=SMALL, y=SMALL),
    _f("round(x, step=0.5, mode=rounding)", x=SMALL),
    _f('round(x, step=0, mode="floor")', x=SMALL),
    _f('round(2.5, step=1, mode="half even") + x', x=SMALL),
    _f('round(-(N * p * 3) / 7, step=0.01, mode="half away from zero")', N=SIZE, p=RATE),
    _f('round(N * p, step=0.01, mode="half even") + round(-(N * p), step=0.01, mode="half even")', N=SIZE, p=RATE),
    _f("floor(N * p / y, step=0.01)", N=SIZE, p=RATE, y=PRICE),
    # roots
    _f("root(x)", x=SIZE),
    _f("root(x * x * 1_000_000) - 1", x=SMALL),
    _f("root(x - 3)", x=SMALL),
    _f("root(x / y)", x=PRICE, y=PRICE),
    # tables, whose bounds belong to either side, with and without holes
    _f("tier_rate(N) * N - tier_deduction(N)", N=SIZE),
    _f("tier_rate(abs(x) * 100)", x=SMALL),
    _f("from_below(x)", x=SMALL),
    _f("with_holes(x)", x=SMALL),
    _f("with_formulas(x)", x=SMALL),
    _f("endless(x)", x=ANY),
    _f("tier_rate(N / y)", N=SIZE, y=PRICE),
    _f("endless(3) + x", x=SMALL),
    # clauses that are used more than once, choices, opaque windows
    _f("cap + cap * x + min(cap, x)", x=RATE),
    _f("damped * damped + damped", x=RATE),
    _f("ratio if x > 0 else 2 * ratio if y > 0 else ratio + 1", x=SMALL, y=SMALL),
    _f("x > 0 and ratio > 1 or ratio < 0", x=SMALL, y=SMALL),
    _f("interest * x", x=SIZE),
    _f('(x if word == "net" else y) / 3', x=SMALL, y=SMALL),
    _f("mean(x, over=30s) - x", x=SMALL),
    _f("clamp(window_median(x, over=1h), 0.5 * x, 2 * x)", x=PRICE),
)  # fmt: skip

# The solver takes modes from the words that stand in a formula, so these are for the readings that compute.
IN_ANY_MODE = (
    _f("round(x, step=0.5, mode=how)", x=SMALL, how=MODE),
    _f('round(x, step=0.5, mode="half up" if live else how)', x=SMALL, how=MODE, live=TRUTHS),
    _f('round(x / y, step=0.5, mode=how)', x=SMALL, y=SMALL, how=Finite((*MODES, "up"))),
)  # fmt: skip
