"""How does a formula of the table become a closed tree, and which inputs is it asked for?

``closed`` puts tables, clauses and choices where the text names them; ``samples`` gives inputs at the ends of the
domains, on ties and at odd places between.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from perpspec.language.domains import Domain, Finite, Value, Variable
from perpspec.language.kinds import NUMBER, TRUTH, WORD, Kind
from perpspec.language.parse import parse
from perpspec.language.tree import MODES, Call, Choice, Clause, Expr, Name, Num, Step, Steps, Window, Word, children
from perpspec.readings.rebuild import rebuilt, windows
from tests.readings.formulas import Formula

CHOICES = {"interest": 1, "rounding": 4, "word": 0}


def _n(text: str | int) -> Num:
    return Num(Fraction(text))


def _rows(bounds: tuple[int | None, ...], values: tuple[Expr, ...], *, upper: bool = True) -> tuple[Step, ...]:
    ends = [None if bound is None else Fraction(bound) for bound in bounds]
    return tuple(Step(low, high, value, upper) for low, high, value in zip(ends[:-1], ends[1:], values, strict=True))


_RATES = tuple(_n(rate) for rate in ("4/1000", "5/1000", "1/100", "25/1000", "5/100", "1/3"))
_DEDUCTIONS = tuple(_n(part) for part in (0, 50, 1300, 16300, 141300, 100))
_BOUNDS = (0, 50_000, 250_000, 1_000_000, 5_000_000, 10_000_000, 10**8)
_X = Name("x")
TABLES: Mapping[str, tuple[Step, ...]] = {
    "tier_rate": _rows(_BOUNDS, _RATES),
    "tier_deduction": _rows(_BOUNDS, _DEDUCTIONS),
    "from_below": _rows((-5, 0, 1, 2, 5), (_n(1), _n(2), _n(3), _n("1/7")), upper=False),
    "with_holes": (*_rows((0, 1), (_n(1),)), *_rows((2, 3), (_n(2),)), Step(Fraction(1, 2), None, _n(3))),
    "with_formulas": _rows((-10, 0, 5, 10), (_n(1), _X, Call("reciprocal", (_X,)))),
    "endless": _rows((None, -1, 0, 1, 2, None), (_n(-2), _n("-1/2"), _n(0), _n("1/2"), _n(2))),
}  # fmt: skip
DEFINITIONS: Mapping[str, str] = {"cap": "0.3%", "damped": "clamp(0.01% - x, -cap, cap)", "ratio": "x / y"}
OPTIONS: Mapping[str, tuple[Expr, ...]] = {
    "interest": (_n("1/10000"), _n("3/100000"), _n("1/3")),
    "rounding": tuple(Word(mode) for mode in MODES),
    "word": (Word("net"), Word("sum")),
}


@cache
def closed(text: str) -> Expr:
    """Return the tree of ``text`` with tables, clauses and choices in place of their names."""
    return _close(parse(text), {})


def _close(expr: Expr, clauses: dict[str, Expr]) -> Expr:
    match expr:
        case Call(function="reciprocal", args=(x,)):
            return parse("1 / x") if x == _X else expr
        case Call(function=table, args=(x,)):
            rows = tuple(Step(r.over, r.up_to, _close(r.value, clauses), r.upper_inclusive) for r in TABLES[table])
            return Steps(_close(x, clauses), rows)
        case Name(ident=ident) if ident in DEFINITIONS:
            if ident not in clauses:
                clauses[ident] = Clause(ident, _close(parse(DEFINITIONS[ident]), clauses))
            return clauses[ident]
        case Name(ident=ident) if ident in OPTIONS:
            return Clause(ident, Choice(ident, tuple(map(str, range(len(OPTIONS[ident])))), OPTIONS[ident]))
        case Window():
            return expr
        case _:
            return rebuilt(expr, tuple(_close(part, clauses) for part in children(expr)))


def variables(formula: Formula) -> tuple[Variable, ...]:
    """Return the inputs of a formula, and one for each of its windows."""
    known = {name: Variable(name, _kind(domain), domain) for name, domain in formula.domains.items()}
    return (*known.values(), *windows(closed(formula.text), known))


def _kind(domain: Domain) -> Kind:
    first = domain.values[0] if isinstance(domain, Finite) else Fraction(0)
    return TRUTH if isinstance(first, bool) else WORD if isinstance(first, str) else NUMBER


SCALE = 10**8 * 3**2 * 7


def samples(formula: Formula, count: int = 40) -> list[dict[str, Value]]:
    """Return inputs in their domains, each amount a multiple of one over ``SCALE``."""
    dice = random.Random(formula.text)
    inputs = variables(formula)
    pools = {variable.name: _values(variable.domain, dice) for variable in inputs}
    if not inputs:
        return [{}]
    return [{name: dice.choice(pool) for name, pool in pools.items()} for _ in range(count)]


def _values(domain: Domain, dice: random.Random) -> list[Value]:
    if isinstance(domain, Finite):
        return list(domain.values)
    low = domain.low if domain.low is not None else Fraction(-(10**9))
    high = domain.high if domain.high is not None else Fraction(10**9)
    halves = [Fraction(n, 8) for n in range(-24, 25)]
    telling = [low, high, Fraction(1, 3), Fraction(2, 7), Fraction(50_000), Fraction(1, 10**8), Fraction(-1, 10**8)]
    odd = [low + (high - low) * Fraction(dice.randint(0, 10**6), 10**6) for _ in range(20)]
    near = [Fraction(dice.randint(-(10**5), 10**5), 10**6) for _ in range(10)]
    grid = Fraction(1, SCALE)
    offered = [value // grid * grid for value in (*telling, *telling, *halves, *odd, *near)]
    return [value for value in offered if domain.holds(value)]
