"""Which few values can a formula take that is made of constants, truths and inputs with a short list of values?

A solver divides by a number and not by an unknown, so a divisor with few values becomes one case for each. The list
may hold values that no input gives; it never lacks one that an input gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product

from ..language.domains import Finite, Variable
from ..language.tree import Abs, Binary, Choice, Clamp, Clause, Expr, If, Name, Neg, Num, Pick
from .exact import pick

MOST = 256
Values = frozenset[Fraction]


def few_values(expr: Expr, variables: Mapping[str, Variable]) -> Values | None:
    """Return a short list of values that holds every value of ``expr``, or None where there is none."""
    match expr:
        case Num(value=value):
            return frozenset((value,))
        case Name(ident=ident):
            return _listed(variables.get(ident))
        case Clause(body=body):
            return few_values(body, variables)
        case If(then=then, other=other):
            return _either((then, other), variables)
        case Choice(options=options):
            return _either(options, variables)
        case Neg(body=body):
            return _worked((body,), variables, lambda x: -x[0])
        case Abs(body=body):
            return _worked((body,), variables, lambda x: abs(x[0]))
        case Binary(op=op, left=left, right=right) if op in _ARITHMETIC:
            return _worked((left, right), variables, _ARITHMETIC[op])
        case Pick(how=how, parts=parts):
            return _worked(parts, variables, lambda x: pick(how, list(x)))
        case Clamp(body=body, low=low, high=high):
            return _worked((body, low, high), variables, lambda x: max(x[1], min(x[0], x[2])))
        case _:
            return None


_Work = Callable[[tuple[Fraction, ...]], Fraction]
_ARITHMETIC: Mapping[str, _Work] = {"+": lambda x: x[0] + x[1], "-": lambda x: x[0] - x[1], "*": lambda x: x[0] * x[1]}


def _listed(variable: Variable | None) -> Values | None:
    if variable is None or not isinstance(variable.domain, Finite):
        return None
    known = [value for value in variable.domain.values if isinstance(value, Fraction)]
    return frozenset(known) if len(known) == len(variable.domain.values) else None


def _either(parts: tuple[Expr, ...], variables: Mapping[str, Variable]) -> Values | None:
    found: Values = frozenset()
    for part in parts:
        values = few_values(part, variables)
        if values is None:
            return None
        found |= values
    return _short(found)


def _worked(parts: tuple[Expr, ...], variables: Mapping[str, Variable], work: _Work) -> Values | None:
    sides = [few_values(part, variables) for part in parts]
    known = [side for side in sides if side is not None]
    cases = 1
    for side in known:
        cases *= len(side)
    if len(known) < len(sides) or cases > 2 * MOST:
        return None
    return _short(frozenset(work(values) for values in product(*known)))


def _short(values: Values) -> Values | None:
    return values if len(values) <= MOST else None
