"""Which inputs follow from the others, because an assumption says what they equal?

Random numbers never meet an equation, so such an input is not drawn: its tree takes its place in all formulas, and
its domain becomes an assumption about that tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..language.domains import Range, Variable
from ..language.tree import Clause, Compare, Expr, Logic, Name, Num, Window, children
from ..readings.rebuild import free_names, rebuilt


@dataclass(frozen=True, slots=True)
class Solved:
    """The formulas over the inputs that stay free, and the tree of every other input over these."""

    given: tuple[Expr, ...]
    shown: Expr
    variables: tuple[Variable, ...]
    bound: Mapping[str, Expr]


def solved(given: Sequence[Expr], shown: Expr, variables: Sequence[Variable]) -> Solved:
    """Return formulas that hold for the same inputs, without the inputs that an equation among ``given`` settles."""
    open_ = {variable.name: variable for variable in variables}
    parts = [part for truth in given for part in _parts(truth)]
    bound: dict[str, Expr] = {}
    for at in range(len(parts)):
        equation = next(_equations(parts[at], open_), None)
        if equation is not None:
            variable, tree = equation
            del open_[variable.name]
            memo: dict[int, Expr] = {}
            rest = [_put(part, variable.name, tree, memo) for part in (*parts[:at], *parts[at + 1 :], shown)]
            parts = [*rest[:at], Logic("and", tuple(_in_domain(variable, tree))), *rest[at:-1]]
            shown = rest[-1]
            bound = {name: _put(known, variable.name, tree, memo) for name, known in bound.items()}
            bound[variable.name] = tree
    return Solved(tuple(parts), shown, tuple(open_.values()), bound)


def _parts(truth: Expr) -> Iterator[Expr]:
    """Yield the truths of a conjunction."""
    match truth:
        case Clause(body=body):
            yield from _parts(body)
        case Logic(op="and", parts=parts):
            for part in parts:
                yield from _parts(part)
        case _:
            yield truth


def _equations(truth: Expr, variables: Mapping[str, Variable]) -> Iterator[tuple[Variable, Expr]]:
    """Yield each input that a truth says the value of, with the tree of that value."""
    if not isinstance(truth, Compare) or truth.op != "==":
        return
    for side, tree in ((truth.left, truth.right), (truth.right, truth.left)):
        name = _stripped(side)
        variable = variables.get(name.ident) if isinstance(name, Name) else None
        if variable is not None and isinstance(variable.domain, Range) and variable.name not in free_names(tree):
            yield variable, tree


def _stripped(expr: Expr) -> Expr:
    return _stripped(expr.body) if isinstance(expr, Clause) else expr


def _in_domain(variable: Variable, tree: Expr) -> Iterator[Expr]:
    """Yield the truths that ``tree`` has a value, and that it lies in the domain of ``variable``."""
    yield Compare("==", tree, tree)
    domain = variable.domain
    assert isinstance(domain, Range)
    if domain.low is not None:
        yield Compare(">" if domain.low_open else ">=", tree, Num(domain.low, variable.kind))
    if domain.high is not None:
        yield Compare("<" if domain.high_open else "<=", tree, Num(domain.high, variable.kind))


def _put(expr: Expr, name: str, tree: Expr, memo: dict[int, Expr]) -> Expr:
    """Return ``expr`` with ``tree`` for the input ``name``; what is shared stays shared, and windows stay opaque."""
    if id(expr) not in memo:
        parts = () if isinstance(expr, Window) else children(expr)
        fresh = tuple(_put(part, name, tree, memo) for part in parts)
        same = all(before is after for before, after in zip(parts, fresh, strict=True))
        is_it = isinstance(expr, Name) and expr.ident == name
        memo[id(expr)] = tree if is_it else expr if same else rebuilt(expr, fresh)
    return memo[id(expr)]
