"""Which parts of formulas are computed once, apart from where they stand?"""

from __future__ import annotations

from collections.abc import Iterable

from ..language.tree import Expr, Window, children

TALLEST = 32


def _parts(expr: Expr) -> tuple[Expr, ...]:
    return () if isinstance(expr, Window) else children(expr)  # a window is one opaque input


def used_often(roots: Iterable[Expr]) -> frozenset[int]:
    """Return the ids of the trees that stand in more than one place below ``roots``."""
    seen: set[int] = set()
    often: set[int] = set()
    stack = list(roots)
    while stack:
        here = stack.pop()
        if id(here) in seen:
            often.add(id(here))
            continue
        seen.add(id(here))
        stack += _parts(here)
    return frozenset(often)


def landings(roots: Iterable[Expr]) -> tuple[Expr, ...]:
    """Return trees below ``roots``, lowest first, such that from one to the next is never more than ``TALLEST`` levels.

    Written in this order, a formula of any depth needs no deep recursion.
    """
    heights: dict[int, int] = {}
    found: list[Expr] = []
    stack = [(root, False) for root in roots]
    while stack:
        here, ready = stack.pop()
        if id(here) in heights:
            continue
        parts = _parts(here)
        if not ready:
            stack += [(here, True), *((part, False) for part in parts)]
            continue
        heights[id(here)] = 1 + max((heights[id(part)] for part in parts), default=0)
        if heights[id(here)] % TALLEST == 0:
            found.append(here)
    return tuple(found)
