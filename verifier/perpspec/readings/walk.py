"""How is each node of a formula written as Python text on scaled integers?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

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
from .exact import window_name
from .operations import absolute, clamped, divided, picked, rooted, rounded_to
from .scaled import Scaled, added, multiplied, negated, subtracted
from .smt import choice_name
from .steps import looked_up
from .ways import Way, joined
from .writer import DEEPEST, LONGEST, Writer, indented
from .written import Amount, Flag, Said, Term, alike, numeral, ordered, truth


@dataclass(frozen=True, slots=True)
class Walk:
    """Writes trees with ``writer``; lines come in the order in which ``exact`` evaluates."""

    writer: Writer

    def term(self, expr: Expr) -> Term:
        """Return the text of ``expr``; what is used twice, or nested too deeply, is written apart."""
        apart = id(expr) in self.writer.shared or self.writer.here.depth > DEEPEST
        if apart and children(expr):
            return self.writer.once(id(expr), lambda: self.written(expr))
        return self.writer.short(self.written(expr))

    def amount(self, expr: Expr) -> Amount:
        """Return the text of an amount."""
        found = self.term(expr)
        assert isinstance(found, Scaled), "kinds were checked"
        return found

    def truth(self, expr: Expr) -> Flag:
        """Return the text of a truth."""
        found = self.term(expr)
        assert isinstance(found, Flag), "kinds were checked"
        return found

    def word(self, expr: Expr) -> Said:
        """Return the text of a word."""
        found = self.term(expr)
        assert isinstance(found, Said), "kinds were checked"
        return found

    def written(self, expr: Expr) -> Term:
        """Return the text of ``expr``, written where it stands."""
        match expr:
            case Num(value=value):
                return Scaled(numeral(value.numerator), value.denominator)
            case Truth(value=known):
                return truth(known)
            case Word(text=text):
                return Said(repr(text), text)
            case Name(ident=ident):
                return self.writer.inputs[ident]
            case Window():
                return self.writer.inputs[window_name(expr)]
            case Clause(body=body):
                return self.term(body)
            case Choice(id=ident, options=options):
                return self._choice(self.writer.inputs[choice_name(ident)], options)
            case Compare(op=op, left=left, right=right):
                return _compared(op, self.term(left), self.term(right))
            case Logic(op=op, parts=parts):
                return self._logic(op, parts)
            case Not(body=body):
                inner = self.truth(body)
                return Flag(f"(not {inner.text})", None if inner.fixed is None else not inner.fixed)
            case If(cond=cond, then=then, other=other):
                return self._if(self.truth(cond), then, other)
            case Neg() | Binary() | Pick() | Abs() | Clamp() | Round() | Root() | Steps():
                return self._amount(expr)
            case Call() | Each():
                self.writer.fail()
                return Scaled(numeral(0))
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
                return picked(self.writer, how, [self.amount(part) for part in parts])
            case Clamp(body=body, low=low, high=high):
                return clamped(self.writer, self.amount(body), self.amount(low), self.amount(high))
            case Round(body=body, step=step, mode=mode):
                return rounded_to(self.writer, self.amount(body), self.amount(step), self.word(mode))
            case Root(body=body):
                return rooted(self.writer, self.amount(body))
            case Steps(x=x, rows=rows):
                at = self.amount(x)
                return looked_up(self.writer, at, rows, [self._inside(row.value) for row in rows])
            case _:
                assert_never(expr)

    def _binary(self, op: str, left: Amount, right: Amount) -> Amount:
        match op:
            case "+":
                return added(left, right)
            case "-":
                return subtracted(left, right)
            case "*":
                return multiplied(left, right)
            case _:
                return divided(self.writer, left, right)

    def _inside(self, expr: Expr) -> tuple[list[str], Term]:
        return self.writer.inside(lambda: self.term(expr))

    def _choice(self, index: Term, options: Sequence[Expr]) -> Term:
        assert isinstance(index, Scaled), "an option is taken by its number"
        text = index.above.text
        conditions = [*(Flag(f"({text} == {at})") for at in range(len(options) - 1)), truth(True)]
        ways = [Way(cond, *self._inside(option)) for cond, option in zip(conditions, options, strict=True)]
        return joined(self.writer, ways)

    def _if(self, cond: Flag, then: Expr, other: Expr) -> Term:
        if cond.fixed is not None:
            return self.term(then if cond.fixed else other)
        return joined(self.writer, [Way(cond, *self._inside(then)), Way(truth(True), *self._inside(other))])

    def _logic(self, op: str, parts: Sequence[Expr]) -> Flag:
        """Return the truth of ``parts``; the lines of a part are run only where those before it do not decide."""
        found = truth(op == "and")
        for part in parts:
            if found.fixed is (op == "or"):
                return found
            lines, next_one = self._inside(part)
            assert isinstance(next_one, Flag), "kinds were checked"
            found = self._linked(op, found, lines, next_one)
        return found

    def _linked(self, op: str, found: Flag, lines: Sequence[str], after: Flag) -> Flag:
        if found.fixed is not None:
            for line in lines:
                self.writer.say(line)
            return after
        if not lines and len(found.text) + len(after.text) < LONGEST:
            return Flag(f"({found.text} {op} {after.text})")
        name = self.writer.fresh()
        self.writer.say(f"{name} = {found.text}")
        self.writer.say(f"if {name if op == 'and' else f'not {name}'}:")
        for line in indented([*lines, f"{name} = {after.text}"]):
            self.writer.say(line)
        return Flag(name)


def _compared(op: str, left: Term, right: Term) -> Flag:
    if isinstance(left, Scaled) and isinstance(right, Scaled):
        return ordered(op, left, right)
    assert not isinstance(left, Scaled), "kinds were checked"
    assert not isinstance(right, Scaled), "kinds were checked"
    return alike(op, left, right)
