"""Which names, choices, clauses and numbers occur in some formulas, found in one walk?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..language.tree import Choice, Clause, Expr, Name, Num, children


@dataclass(frozen=True, slots=True)
class Parts:
    """What occurs in a list of formulas, each in the order of first use."""

    names: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    clauses: tuple[str, ...]
    numbers: tuple[Num, ...]


def parts_of(exprs: Iterable[Expr]) -> Parts:
    """Return the parts of formulas; a sub-expression that several share is looked at once."""
    names: dict[str, None] = {}
    choices: dict[str, tuple[str, ...]] = {}
    clauses: dict[str, None] = {}
    numbers: dict[Num, None] = {}
    seen: set[int] = set()
    stack = list(exprs)[::-1]
    while stack:
        here = stack.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        match here:
            case Num():
                numbers[here] = None
                continue
            case Name(ident=ident):
                names[ident] = None
                continue
            case Choice(id=ident, labels=labels):
                choices[ident] = labels
            case Clause(id=ident):
                clauses[ident] = None
            case _:
                pass
        stack += reversed(children(here))
    return Parts(tuple(names), choices, tuple(clauses), tuple(numbers))
