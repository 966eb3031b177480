"""What are the cells of a piecewise function, and how are functions combined over common cuts?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeGuard

Affine = tuple[Fraction, Fraction]
Cell = Affine | bool | str | None
NEVER = Fraction(0)


class NotAffine(Exception):
    """The formula is not piecewise affine in the one variable, so this reading has no answer."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Cuts in rising order and ``2 * len(cuts) + 1`` cells: before the first cut, at it, after it, …

    A cell is ``(slope, intercept)``, a truth, a word, or None where the formula has no value.
    """

    cuts: tuple[Fraction, ...]
    cells: tuple[Cell, ...]


def mapped(f: Pieces, op: Callable[[Cell], Cell]) -> Pieces:
    """Return a function with ``op`` done to every cell."""
    return Pieces(f.cuts, tuple(op(cell) for cell in f.cells))


def negated(cell: Cell) -> Cell:
    """Return the cell of the opposite amount."""
    return (-cell[0], -cell[1]) if isinstance(cell, tuple) else None


def _add(left: Cell, right: Cell) -> Cell:
    return (left[0] + right[0], left[1] + right[1]) if isinstance(left, tuple) and isinstance(right, tuple) else None


def _subtract(left: Cell, right: Cell) -> Cell:
    return _add(left, negated(right))


def _multiply(left: Cell, right: Cell) -> Cell:
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return None
    if left[0] and right[0]:
        raise NotAffine
    return (left[0] * right[1] + left[1] * right[0], left[1] * right[1])


def _divide(left: Cell, right: Cell) -> Cell:
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return None
    if right[0]:
        raise NotAffine
    return None if right[1] == 0 else (left[0] / right[1], left[1] / right[1])


ARITHMETIC: dict[str, Callable[[Cell, Cell], Cell]] = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}


def conjoined(left: Cell, right: Cell) -> Cell:
    """Return the conjunction of two truths; a value that does not exist counts only where the other is true."""
    return None if left is None or (left and right is None) else bool(left and right)


def disjoined(left: Cell, right: Cell) -> Cell:
    """Return the disjunction of two truths; a value that does not exist counts only where the other is false."""
    return None if left is None or (not left and right is None) else bool(left or right)


def folded(parts: list[Pieces], op: Callable[[Cell, Cell], Cell]) -> Pieces:
    """Return ``op`` over several functions, from the left."""
    found = parts[0]
    for part in parts[1:]:
        found = merged(found, part, op)
    return found


def merged(f: Pieces, g: Pieces, op: Callable[[Cell, Cell], Cell]) -> Pieces:
    """Return two functions combined cell by cell over the cuts of both."""
    if f.cuts == g.cuts:
        return Pieces(f.cuts, tuple(map(op, f.cells, g.cells)))
    cuts = tuple(sorted({*f.cuts, *g.cuts}))
    return Pieces(cuts, tuple(map(op, refined(f, cuts), refined(g, cuts))))


def refined(f: Pieces, cuts: tuple[Fraction, ...]) -> list[Cell]:
    """Return the cells of ``f`` over more cuts, which include its own."""
    cells: list[Cell] = [f.cells[0]]
    here = 0
    for cut in cuts:
        if here < len(f.cuts) and f.cuts[here] == cut:
            here += 1
            cells += [f.cells[2 * here - 1], f.cells[2 * here]]
        else:
            cells += [f.cells[2 * here], f.cells[2 * here]]
    return cells


def _split(f: Pieces, g: Pieces) -> tuple[tuple[Fraction, ...], list[Cell], list[Cell]]:
    """Return both functions over common cuts, cut also where the two cross."""
    cuts = sorted({*f.cuts, *g.cuts})
    for index, (left, right) in enumerate(zip(refined(f, tuple(cuts))[::2], refined(g, tuple(cuts))[::2], strict=True)):
        if isinstance(left, tuple) and isinstance(right, tuple) and left[0] != right[0]:
            cross = (right[1] - left[1]) / (left[0] - right[0])
            low, high = (cuts[index - 1] if index else None), (cuts[index] if index < len(cuts) else None)
            if (low is None or cross > low) and (high is None or cross < high):
                f = _with(f, cross)
    all_cuts = tuple(sorted({*f.cuts, *g.cuts}))
    return all_cuts, refined(f, all_cuts), refined(g, all_cuts)


def _with(f: Pieces, cut: Fraction) -> Pieces:
    cuts = tuple(sorted({*f.cuts, cut}))
    return Pieces(cuts, tuple(refined(f, cuts)))


def samples(cuts: tuple[Fraction, ...]) -> list[Fraction]:
    """Return one number inside each cell."""
    if not cuts:
        return [NEVER]
    found = [cuts[0] - 1]
    for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
        found += [cut, cut + 1 if after is None else (cut + after) / 2]
    return found


def value_at(cell: Cell, x: Fraction) -> Fraction | bool | str | None:
    """Return the value of a cell at ``x``."""
    return cell[0] * x + cell[1] if isinstance(cell, tuple) else cell


_TEST: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip


def compared(op: str, f: Pieces, g: Pieces) -> Pieces:
    """Return where the comparison of two functions is true, cut also where they cross."""
    test = _TEST[op]
    if _is_number(f.cells) and _is_number(g.cells):
        return Pieces((), (test(f.cells[0][1], g.cells[0][1]),))
    cuts, left, right = _split(f, g)

    def cell(a: Cell, b: Cell, x: Fraction) -> Cell:
        first, second = value_at(a, x), value_at(b, x)
        if first is None or second is None:
            return None
        if isinstance(first, (str, bool)):
            return (first == second) == (op == "==")
        assert isinstance(second, Fraction)
        return test(first, second)

    return Pieces(cuts, tuple(map(cell, left, right, samples(cuts))))


def _is_number(cells: tuple[Cell, ...]) -> TypeGuard[tuple[Affine]]:
    """Return whether a function is one number everywhere: laws over constants compare many of these."""
    return len(cells) == 1 and isinstance(cells[0], tuple) and not cells[0][0]


def extreme(how: str, parts: list[Pieces]) -> Pieces:
    """Return the least or the greatest of several functions, cut where they cross."""
    found = parts[0]
    for part in parts[1:]:
        cuts, left, right = _split(found, part)
        take = _TEST["<=" if how == "min" else ">="]

        def cell(a: Cell, b: Cell, x: Fraction, take: Callable[[Fraction, Fraction], bool] = take) -> Cell:
            first, second = value_at(a, x), value_at(b, x)
            if not isinstance(first, Fraction) or not isinstance(second, Fraction):
                return None
            return a if take(first, second) else b

        found = Pieces(cuts, tuple(map(cell, left, right, samples(cuts))))
    return found


def median(parts: list[Pieces]) -> Pieces:
    """Return the median of several functions, cut where any two cross."""
    crossings = [_split(f, g)[0] for index, f in enumerate(parts) for g in parts[index + 1 :]]
    cuts = tuple(sorted({*parts[0].cuts, *(cut for found in crossings for cut in found)}))
    rows = [refined(part, cuts) for part in parts]
    return Pieces(cuts, tuple(_middle([row[k] for row in rows], x) for k, x in enumerate(samples(cuts))))


def _middle(cells: list[Cell], x: Fraction) -> Cell:
    """Return the cell whose value at ``x`` is the median; of an even number, the mean of the middle two."""
    known = [cell for cell in cells if isinstance(cell, tuple)]
    if len(known) < len(cells):
        return None
    ordered = sorted(known, key=lambda cell: cell[0] * x + cell[1])
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
