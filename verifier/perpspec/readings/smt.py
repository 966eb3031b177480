"""How is a question put to a solver: which SMT-LIB text asks for inputs that satisfy given truths?

Linear wherever the formula is: medians by counting, rounding as two inequalities with a whole number, tables as
nested cases, a division by a value from a short list as one case for each. Each clause of the spec becomes an
equation behind its own tracker, so that an unsatisfiable core names clauses. Division by zero and a size without a
tier are left arbitrary: a proof covers them, a witness that hangs on them does not replay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import assert_never

from ..language.domains import Finite, Variable
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
)  # fmt: skip
from .exact import window_name
from .few import few_values
from .smt_text import Script, Writer, picked, rational, whole


def script(truths: Iterable[Expr], variables: Iterable[Variable]) -> Script:
    """Return the text that is satisfiable if and only if some inputs in their domains make all ``truths`` true."""
    writer = Writer({variable.name: variable for variable in variables})
    for variable in writer.variables.values():
        writer.symbol(variable.name)
    for truth in truths:
        writer.say(_term(truth, writer))
    return Script("\n".join(writer.lines), writer.names, writer.trackers, tuple(writer.words))


def sort_of(expr: Expr) -> str:
    """Return the sort of a closed tree: Real for amounts, Bool for truths, Int for words."""
    match expr:
        case Truth() | Compare() | Logic() | Not():
            return "Bool"
        case Word():
            return "Int"
        case Clause(body=body):
            return sort_of(body)
        case Choice(options=options):
            return sort_of(options[0])
        case If(then=then):
            return sort_of(then)
        case _:
            return "Real"


def _term(expr: Expr, writer: Writer) -> str:
    match expr:
        case Num(value=value):
            return rational(value)
        case Truth(value=value):
            return "true" if value else "false"
        case Word(text=text):
            return writer.word(text)
        case Name(ident=ident):
            return writer.symbol(ident)
        case Window():
            return writer.symbol(window_name(expr))
        case Clause():
            return _clause(expr, writer)
        case Choice():
            return _choice(expr, writer)
        case Neg(body=body):
            return f"(- {_term(body, writer)})"
        case Not(body=body):
            return f"(not {_term(body, writer)})"
        case Binary(op=op, left=left, right=right):
            return _binary(op, left, right, writer)
        case Compare(op=op, left=left, right=right):
            equal = f"({'=' if op in ('==', '!=') else op} {_term(left, writer)} {_term(right, writer)})"
            return f"(not {equal})" if op == "!=" else equal
        case Logic(op=op, parts=parts):
            return f"({op} {' '.join(_term(part, writer) for part in parts)})"
        case If(cond=cond, then=then, other=other):
            return f"(ite {_term(cond, writer)} {_term(then, writer)} {_term(other, writer)})"
        case Abs(body=body):
            inner = _short(body, writer)
            return f"(ite (>= {inner} 0.0) {inner} (- {inner}))"
        case Pick(how=how, parts=parts):
            return picked(how, [_short(part, writer) for part in parts], writer)
        case Clamp(body=body, low=low, high=high):
            inner = picked("min", [_short(body, writer), _short(high, writer)], writer)
            return picked("max", [_short(low, writer), inner], writer)
        case Round():
            return _round(expr, writer)
        case Root(body=body):
            root, inner = writer.fresh("Int"), _short(body, writer)
            writer.say(f"(>= {root} 0)")
            above = f"(to_real (* (+ {root} 1) (+ {root} 1)))"
            writer.say(f"(=> (>= {inner} 0.0) (and (<= (to_real (* {root} {root})) {inner}) (< {inner} {above})))")
            return f"(to_real {root})"
        case Steps():
            return _steps(expr, writer)
        case Call() | Each():
            raise ValueError("names are not resolved")
        case _:
            assert_never(expr)


def _short(expr: Expr, writer: Writer) -> str:
    return writer.named(sort_of(expr), _term(expr, writer))


def _clause(clause: Clause, writer: Writer) -> str:
    if id(clause) not in writer.written:
        body = _term(clause.body, writer)
        symbol, tracker = writer.fresh(sort_of(clause.body)), writer.fresh("Bool")
        writer.trackers[tracker] = clause.id
        writer.say(f"(=> {tracker} (= {symbol} {body}))")
        writer.written[id(clause)] = symbol
        writer.kept.append(clause)
    return writer.written[id(clause)]


def choice_name(ident: str) -> str:
    """Return the name under which a model gives the option taken of a choice."""
    return f"choice of {ident}"


def _choice(choice: Choice, writer: Writer) -> str:
    name = choice_name(choice.id)
    symbol = next((s for s, known in writer.names.items() if known == name), None)
    if symbol is None:
        symbol = writer.fresh("Int")
        writer.names[symbol] = name
        writer.say(f"(and (>= {symbol} 0) (< {symbol} {len(choice.options)}))")
    terms = [_term(option, writer) for option in choice.options]
    found = terms[-1]
    for index in range(len(terms) - 2, -1, -1):
        found = f"(ite (= {symbol} {index}) {terms[index]} {found})"
    return writer.named(sort_of(choice), found)


def _binary(op: str, left: Expr, right: Expr, writer: Writer) -> str:
    values = _few(right, writer) if op == "/" else ()
    if not values:
        return f"({op} {_term(left, writer)} {_term(right, writer)})"
    above, below = _short(left, writer), _term(right, writer)
    found = f"(/ {above} {rational(values[-1])})"
    for value in values[:-1]:
        found = f"(ite (= {below} {rational(value)}) (/ {above} {rational(value)}) {found})"
    return found


def _few(expr: Expr, writer: Writer) -> tuple[Fraction, ...]:
    """Return the values other than zero that a divisor can have, where they are few."""
    if isinstance(expr, Num):
        return ()
    return tuple(sorted((few_values(expr, writer.variables) or frozenset()) - {0}))


def _round(node: Round, writer: Writer) -> str:
    step = _short(node.step, writer)
    quotient = writer.named("Real", f"(/ {_term(node.body, writer)} {step})")
    modes = tuple(dict.fromkeys(words_in(node.mode, writer.variables)))
    wholes = [whole(quotient, mode, writer) for mode in modes]
    found = wholes[-1]
    chosen = _term(node.mode, writer) if len(modes) > 1 else ""
    for mode, number in zip(modes[:-1], wholes[:-1], strict=True):
        found = f"(ite (= {chosen} {writer.word(mode)}) {number} {found})"
    return f"(* {step} (to_real {found}))"


def words_in(expr: Expr, variables: Mapping[str, Variable]) -> tuple[str, ...]:
    """Return every word that an expression of words can be."""
    match expr:
        case Name(ident=ident):
            domain = variables[ident].domain
            return tuple(word for word in domain.values if isinstance(word, str)) if isinstance(domain, Finite) else ()
        case Word(text=text):
            return (text,)
        case Clause(body=body):
            return words_in(body, variables)
        case Choice(options=options):
            return tuple(word for option in options for word in words_in(option, variables))
        case If(then=then, other=other):
            return words_in(then, variables) + words_in(other, variables)
        case _:
            return ()


def _steps(node: Steps, writer: Writer) -> str:
    x = _short(node.x, writer)
    found = writer.fresh("Real")  # arbitrary where no row matches
    for row in reversed(node.rows):
        lower, upper = (">", "<=") if row.upper_inclusive else (">=", "<")
        sides = [f"({lower} {x} {rational(row.over)})"] if row.over is not None else []
        sides += [f"({upper} {x} {rational(row.up_to)})"] if row.up_to is not None else []
        found = f"(ite (and true {' '.join(sides)}) {_term(row.value, writer)} {found})"
    return writer.named("Real", found)
