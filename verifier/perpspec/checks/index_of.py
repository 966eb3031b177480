"""Which part of a mark price is the index?"""

from __future__ import annotations

from ..language.tree import Clause, Expr, Name, children
from ..load.names import qualified
from .alike import Ruled


def index_of(ruled: Ruled, section: str) -> Expr | None:
    """Return the input that stands for the index, or the rule of the index where a formula names it; else None."""
    inputs, names = ruled.resolver.venue.inputs, ruled.sources.known
    for name in names:
        if name in inputs and inputs[name][0].is_ == "index.price":
            return Name(name)
    bare = qualified("index", section, ruled.resolver.venue)
    if bare in names:
        return Name(bare)
    declared = [n for n, given in inputs.items() if n.startswith(f"{section}.") and (n == bare or given[0].is_ == "index.price")]
    if declared:
        return Name(declared[0])
    found = [part for formula in ruled.rules.formulas() for part in _clauses(formula, "index.price")]
    return found[0] if found else None


def _clauses(expr: Expr, ident: str) -> list[Expr]:
    seen: set[int] = set()
    stack: list[Expr] = [expr]
    found: list[Expr] = []
    while stack:
        here = stack.pop()
        if id(here) not in seen:
            seen.add(id(here))
            found += [here] if isinstance(here, Clause) and here.id == ident else []
            stack += children(here)
    return found
