"""Which exact values has a formula for many inputs at once?

Every row goes along every way through the formula; a mask tells in which rows a value is undefined, and a way that
a row does not take leaves no mark on it. The values are those of ``exact``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, assert_never

from ..language.domains import Variable
from ..language.tree import (
    MODES, Abs, Binary, Call, Choice, Clamp, Clause, Compare, Each, Expr, If, Logic, Name, Neg, Not, Num, Pick, Root,
    Round, Step, Steps, Truth, Window, Word, children,
)  # fmt: skip
from .arrays import (
    Answer, compared, either, either_mark, greatest, least, ranked, rooted, searched, truth_column, whole_column,
    word_column,
)  # fmt: skip
from .columns import Array, Column, same, to_whole
from .exact import window_name
from .scaled import FLIPPED, Scaled, added, aligned, constant, ladder, multiplied, negated, quotient, subtracted, threshold, times
from .smt import choice_name
from .writer import used_often
from .written import OPERATORS

Amount = Scaled[Column]


@dataclass(frozen=True, slots=True)
class Marks:
    """Truths or words: one for each row, or one for all of them."""

    data: Array


Term = Amount | Marks


def in_rows(
    exprs: Sequence[Expr], variables: Sequence[Variable], scales: Mapping[str, int], columns: Sequence[Any]
) -> tuple[Answer, ...]:
    """Return the values of ``exprs`` for raw values as ``compiled`` takes them, one column for each variable."""
    inputs = {v.name: _input(v, scales.get(v.name, 1), column) for v, column in zip(variables, columns, strict=True)}
    rows = _Rows(inputs, used_often(exprs))
    return tuple(_answer(*rows.apart(expr)) for expr in exprs)


def _answer(term: Term, bad: Array) -> Answer:
    if isinstance(term, Marks):
        return Answer(term.data, bad)
    return Answer(term.above.data, bad, term.scale, 1 if term.below is None else term.below.data)


def _input(variable: Variable, scale: int, column: Any) -> Term:
    if variable.kind.form == "truth":
        return Marks(truth_column(column))
    return Marks(word_column(column)) if variable.kind.form == "word" else Scaled(whole_column(column), scale)


@dataclass
class _Rows:
    """Inputs by name, what is computed already, and in which rows the value at hand is undefined."""

    inputs: Mapping[str, Term]
    shared: frozenset[int]
    known: dict[int, tuple[Term, Array]] = field(default_factory=dict)
    bad: Array = False

    def apart(self, expr: Expr) -> tuple[Term, Array]:
        """Return the values of ``expr`` and where they are undefined, without a mark on the rows at hand."""
        before, self.bad = self.bad, False
        term = self.term(expr)
        bad, self.bad = self.bad, before
        return term, bad

    def term(self, expr: Expr) -> Term:
        if id(expr) not in self.shared or not children(expr):
            return self._term(expr)
        if id(expr) not in self.known:
            before, self.bad = self.bad, False
            self.known[id(expr)] = self._term(expr), self.bad
            self.bad = before
        term, bad = self.known[id(expr)]
        self.bad = self.bad | bad
        return term

    def amount(self, expr: Expr) -> Amount:
        found = self.term(expr)
        assert isinstance(found, Scaled), "kinds were checked"
        return found

    def marks(self, expr: Expr) -> Array:
        found = self.term(expr)
        assert isinstance(found, Marks), "kinds were checked"
        return found.data

    def _term(self, expr: Expr) -> Term:
        match expr:
            case Num(value=value):
                return Scaled(same(value.numerator), value.denominator)
            case Truth(value=known):
                return Marks(known)
            case Word(text=text):
                return Marks(text)
            case Name(ident=ident):
                return self.inputs[ident]
            case Window():
                return self.inputs[window_name(expr)]
            case Clause(body=body):
                return self.term(body)
            case Choice(id=ident, options=options):
                return self._choice(self.inputs[choice_name(ident)], options)
            case Compare(op=op, left=left, right=right):
                return Marks(_compared(op, self.term(left), self.term(right)))
            case Logic(op=op, parts=parts):
                return Marks(self._logic(op, parts))
            case Not(body=body):
                return Marks(_no(self.marks(body)))
            case If(cond=cond, then=then, other=other):
                return self._if(self.marks(cond), then, other)
            case Neg() | Binary() | Pick() | Abs() | Clamp() | Round() | Root() | Steps():
                return self._amount(expr)
            case Call() | Each():
                self.bad = True
                return Scaled(same(0))
            case _:
                assert_never(expr)
