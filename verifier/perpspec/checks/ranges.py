"""For which inputs does a formula with tables have a value: those whose size belongs to a tier?"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.build import both
from ..language.tree import Choice, Compare, Expr, Num, Steps, children


def has_tiers(*exprs: Expr) -> Expr:
    """Return the truth that every size looked up in a table of the formulas belongs to one of its rows."""
    found = dict.fromkeys(truth for expr in exprs for truth in _looked_up(expr, set()))
    return both(*found)


def _looked_up(expr: Expr, seen: set[int]) -> Iterator[Expr]:
    if id(expr) in seen or isinstance(expr, Choice):
        return
    seen.add(id(expr))
    if isinstance(expr, Steps):
        yield from _ends(expr)
    for part in children(expr):
        yield from _looked_up(part, seen)


def _ends(steps: Steps) -> Iterator[Expr]:
    """Yield that the size is past the first bound and not past the last; a hole between is named by `tiers.gap`."""
    first = min(steps.rows, key=lambda row: (row.over is not None, row.over or 0))
    last = max(steps.rows, key=lambda row: (row.up_to is None, row.up_to or 0))
    if first.over is not None:
        yield Compare(">" if first.upper_inclusive else ">=", steps.x, Num(first.over))
    if last.up_to is not None:
        yield Compare("<=" if last.upper_inclusive else "<", steps.x, Num(last.up_to))
