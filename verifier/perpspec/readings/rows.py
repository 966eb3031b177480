"""Which exact values has a formula for many inputs at once?

Every row goes along every way through the formula; a mask tells in which rows a value is undefined, and a way that
a row does not take leaves no mark on it. The values are those of ``exact``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from ..language.domains import Variable
from ..language.tree import (
    Abs,
    Binary,
    Call,
    Choice,
    Clamp,
    Clause,
    Compare,
    Each,
    Expr,
    If,
    Logic,
    Name,
    Neg,
    Not,
    Num,
    Pick,
    Root,
    Round,
    Steps,
    Truth,
    Window,
    Word,
    children,
)  # fmt: skip
from .arrays import Answer, truth_column, whole_column, word_column
from .columns import Array, same
from .exact import window_name
from .row_operations import (
    Amount,
    Found,
    Marks,
    Term,
    absolute,
    alike,
    both_ways,
    clamped,
    divided,
    looked_up,
    opposite,
    ordered,
    picked,
    rooted,
    rounded_to,
)  # fmt: skip
from .scaled import Scaled, added, multiplied, negated, subtracted
from .sharing import landings, used_often
from .smt import choice_name


def in_rows(
    exprs: Sequence[Expr], variables: Sequence[Variable], scales: Mapping[str, int], columns: Sequence[Any]
) -> tuple[Answer, ...]:
    """Return the values of ``exprs`` for raw values as ``compiled`` takes them, one column for each variable."""
    inputs = {v.name: _input(v, scales.get(v.name, 1), column) for v, column in zip(variables, columns, strict=True)}
    deep = landings(exprs)
    rows = _Rows(inputs, used_often(exprs) | {id(expr) for expr in deep})
    for expr in deep:
        rows.apart(expr)
    return tuple(_answer(*rows.apart(expr)) for expr in exprs)


def _input(variable: Variable, scale: int, column: Any) -> Term:
    if variable.kind.form == "truth":
        return Marks(truth_column(column))
    return Marks(word_column(column)) if variable.kind.form == "word" else Scaled(whole_column(column), scale)


def _answer(term: Term, bad: Array) -> Answer:
    if isinstance(term, Marks):
        return Answer(term.data, bad)
    return Answer(term.above.data, bad, term.scale, 1 if term.below is None else term.below.data)


@dataclass
class _Rows:
    """Inputs by name, what is computed already, and in which rows the value at hand is undefined."""

    inputs: Mapping[str, Term]
    shared: frozenset[int]
    known: dict[int, Found] = field(default_factory=dict)
    bad: Array = False

    def apart(self, expr: Expr) -> Found:
        """Return the values of ``expr`` and where they are undefined; the rows at hand get no mark."""
        before, self.bad = self.bad, False
        term = self.term(expr)
        bad, self.bad = self.bad, before
        return term, bad

    def marked(self, found: Found) -> Term:
        """Return the values found, and mark where they are undefined."""
        self.bad = self.bad | found[1]
        return found[0]

    def term(self, expr: Expr) -> Term:
        if id(expr) not in self.shared or not children(expr):
            return self._term(expr)
        if id(expr) not in self.known:
            before, self.bad = self.bad, False
            term = self._term(expr)
            self.known[id(expr)] = term, self.bad
            self.bad = before
        return self.marked(self.known[id(expr)])

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
                return _compared(op, self.term(left), self.term(right))
            case Logic(op=op, parts=parts):
                return self._logic(op, parts)
            case Not(body=body):
                return Marks(opposite(self.marks(body)))
            case If(cond=cond, then=then, other=other):
                where = self.marks(cond)
                return self.marked(both_ways(where, self.apart(then), self.apart(other)))
            case Neg() | Binary() | Pick() | Abs() | Clamp() | Round() | Root() | Steps():
                return self._amount(expr)
            case Call() | Each():
                return self.marked((Scaled(same(0)), True))
            case _:
                assert_never(expr)

    def _amount(self, expr: Neg | Binary | Pick | Abs | Clamp | Round | Root | Steps) -> Term:
        match expr:
            case Neg(body=body):
                return negated(self.amount(body))
            case Abs(body=body):
                return absolute(self.amount(body))
            case Binary(op=op, left=left, right=right):
                return self._binary(op, self.amount(left), self.amount(right))
            case Pick(how=how, parts=parts):
                return picked(how, [self.amount(part) for part in parts])
            case Clamp(body=body, low=low, high=high):
                return clamped(self.amount(body), self.amount(low), self.amount(high))
            case Round(body=body, step=step, mode=mode):
                return self.marked(rounded_to(self.amount(body), self.amount(step), self.marks(mode)))
            case Root(body=body):
                return self.marked(rooted(self.amount(body)))
            case Steps(x=x, rows=rows):
                return self.marked(looked_up(self.amount(x), rows, [self.apart(row.value) for row in rows]))
            case _:
                assert_never(expr)

    def _binary(self, op: str, left: Amount, right: Amount) -> Term:
        match op:
            case "+":
                return added(left, right)
            case "-":
                return subtracted(left, right)
            case "*":
                return multiplied(left, right)
            case _:
                return self.marked(divided(left, right))

    def _choice(self, index: Term, options: Sequence[Expr]) -> Term:
        assert isinstance(index, Scaled), "an option is taken by its number"
        found = self.apart(options[-1])
        for at in range(len(options) - 2, -1, -1):
            here = ordered("==", index, Scaled(same(at)))
            found = both_ways(here, self.apart(options[at]), found)
        return self.marked(found)

    def _logic(self, op: str, parts: Sequence[Expr]) -> Term:
        """Return the truth of ``parts``; a part marks only the rows that those before it leave open."""
        found: Array = op == "and"
        for part in parts:
            term, bad = self.apart(part)
            assert isinstance(term, Marks), "kinds were checked"
            still = found if op == "and" else opposite(found)
            self.bad = self.bad | (still & bad)
            found = found & term.data if op == "and" else found | term.data
        return Marks(found)


def _compared(op: str, left: Term, right: Term) -> Marks:
    if isinstance(left, Scaled) and isinstance(right, Scaled):
        return Marks(ordered(op, left, right))
    assert isinstance(left, Marks), "kinds were checked"
    assert isinstance(right, Marks), "kinds were checked"
    return Marks(alike(op, left.data, right.data))
