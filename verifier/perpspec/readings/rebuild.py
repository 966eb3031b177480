"""How is a tree taken apart and put together again: parts replaced, choices made, free names found?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from ..language.domains import Range, Value, Variable
from ..language.tree import (
    Abs,
    Binary,
    Choice,
    Clamp,
    Clause,
    Compare,
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
from .kinds import kind_in
from .parts import parts_of


def rebuilt(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """Return ``expr`` with its direct sub-expressions replaced, in the order of ``children``."""
    match expr:
        case Neg() | Not() | Abs() | Root():
            return replace(expr, body=parts[0])
        case Window():
            return replace(expr, of=parts[0], over=parts[1])
        case Binary() | Compare():
            return replace(expr, left=parts[0], right=parts[1])
        case Logic() | Pick():
            return replace(expr, parts=parts)
        case If():
            return replace(expr, cond=parts[0], then=parts[1], other=parts[2])
        case Clamp():
            return replace(expr, body=parts[0], low=parts[1], high=parts[2])
        case Round():
            return replace(expr, body=parts[0], step=parts[1], mode=parts[2])
        case Choice():
            return replace(expr, options=parts)
        case Clause():
            return replace(expr, body=parts[0])
        case Steps(rows=rows):
            values = tuple(replace(row, value=part) for row, part in zip(rows, parts[1:], strict=True))
            return replace(expr, x=parts[0], rows=values)
        case _:
            return expr


def free_names(expr: Expr) -> tuple[str, ...]:
    """Return the names that stay free in a closed tree, in order of first use."""
    return parts_of((expr,)).names


def windows(expr: Expr, known: Mapping[str, Variable]) -> tuple[Variable, ...]:
    """Return one variable for each window of a tree; it is bounded as what it is taken over, where that is an input."""
    found: dict[str, Variable] = {}
    stack = [expr]
    while stack:
        here = stack.pop()
        if isinstance(here, Window):
            kinds = {name: variable.kind for name, variable in known.items()}
            inner = known.get(here.of.ident) if isinstance(here.of, Name) else None
            domain = inner.domain if inner is not None and isinstance(inner.domain, Range) else Range()
            found[window_name(here)] = Variable(window_name(here), kind_in(here.of, kinds), domain)
        stack += reversed(children(here))
    return tuple(found.values())


def chosen(expr: Expr, choices: Mapping[str, int], values: Mapping[str, Value], memo: dict[int, Expr] | None = None) -> Expr:
    """Return ``expr`` with the options of ``choices`` taken and the names of ``values`` replaced by them."""
    if not choices and not values:
        return expr
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(expr) in seen:
        return seen[id(expr)]
    match expr:
        case Choice(id=ident, options=options) if ident in choices:
            found = chosen(options[choices[ident]], choices, values, seen)
        case Window():
            found = expr  # opaque: it keeps the name under which its value is given
        case Name(ident=ident) if ident in values:
            found = literal(values[ident])
        case _:
            parts = children(expr)
            fresh = tuple(chosen(part, choices, values, seen) for part in parts)
            same = all(a is b for a, b in zip(parts, fresh, strict=True))
            found = expr if same else rebuilt(expr, fresh)
    seen[id(expr)] = found
    return found


def literal(value: Value) -> Expr:
    """Return the tree of a known value."""
    if isinstance(value, bool):
        return Truth(value)
    return Word(value) if isinstance(value, str) else Num(Fraction(value))


def unmarked(expr: Expr, memo: dict[int, Expr] | None = None) -> Expr:
    """Return ``expr`` without the marks of its clauses, so that formulas of two markets can be compared."""
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(expr) not in seen:
        if isinstance(expr, Clause):
            seen[id(expr)] = unmarked(expr.body, seen)
        else:
            parts = children(expr)
            bare = tuple(unmarked(part, seen) for part in parts)
            same = all(a is b for a, b in zip(parts, bare, strict=True))
            seen[id(expr)] = expr if same else rebuilt(expr, bare)
    return seen[id(expr)]


def choices_in(expr: Expr) -> dict[str, tuple[str, ...]]:
    """Return the choices of a tree with their labels, in order of first use."""
    return dict(parts_of((expr,)).choices)


def clauses_in(expr: Expr) -> tuple[str, ...]:
    """Return the clauses that a tree rests on, in order of first use."""
    return parts_of((expr,)).clauses
