"""Which formula of no or one variable says the same as a law over two: never falls, does not jump?

A piecewise-affine function never falls if and only if no slope is negative and no step at a cut goes down; it is
continuous if and only if the values on both sides of every cut agree.
"""

from __future__ import annotations

from fractions import Fraction

from ..language.tree import Compare, Expr, Logic, Num, Truth
from ..readings.exact import Env, exact
from ..readings.pieces import Affine, Cell, Pieces, value_at

NEVER_FALLS = "a piecewise-affine function never falls if and only if no slope is negative and no step goes down"
CONTINUOUS = "a piecewise-affine function is continuous if and only if both sides of every cut agree"


def provable(constants: Expr) -> Expr | None:
    """Return a formula over constants if it is true: a false one has no witness in it, so the claim itself is asked."""
    return constants if exact(constants, Env({})) is True else None


def never_falls(f: Pieces, low: Fraction | None, high: Fraction | None) -> Expr:
    """Return a truth over constants that holds if and only if ``f`` never falls on ``(low, high]``."""
    slopes = [_at_least(cell[0], Fraction(0)) for cell in _stretches(f, low, high)]
    steps = [c for before, at, after in edges(f, low, high) for c in (_at_least(at, before), _at_least(after, at))]
    return _all(slopes + steps)


def continuous(f: Pieces, low: Fraction, high: Fraction | None) -> Expr:
    """Return a truth over constants that holds if and only if ``f`` has no jump inside ``(low, high)``."""
    return _all([c for before, at, after in edges(f, low, high) for c in (_equal(before, at), _equal(at, after))])


def edges(f: Pieces, low: Fraction | None, high: Fraction | None) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Return value before, at and after each cut strictly inside the range where all three exist."""
    found = []
    for index, cut in enumerate(f.cuts):
        if (low is None or cut > low) and (high is None or cut < high):
            sides = [_number(cell, cut) for cell in f.cells[2 * index : 2 * index + 3]]
            known = [side for side in sides if side is not None]
            if len(known) == 3:
                found.append((known[0], known[1], known[2]))
    return found


def _stretches(f: Pieces, low: Fraction | None, high: Fraction | None) -> list[Affine]:
    ends = [None, *f.cuts, None]
    found = []
    for cell, start, end in zip(f.cells[::2], ends, ends[1:], strict=False):
        below = low is not None and end is not None and end <= low
        outside = below or (high is not None and start is not None and start >= high)
        if isinstance(cell, tuple) and not outside:
            found.append(cell)
    return found


def _number(cell: Cell, x: Fraction) -> Fraction | None:
    value = value_at(cell, x)
    return value if isinstance(value, Fraction) else None


def _at_least(left: Fraction, right: Fraction) -> Expr:
    return Compare(">=", Num(left), Num(right))


def _equal(left: Fraction, right: Fraction) -> Expr:
    return Compare("==", Num(left), Num(right))


def _all(parts: list[Expr]) -> Expr:
    if not parts:
        return Truth(True)
    return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))
