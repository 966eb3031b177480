"""Where is a formula of one amount affine, and where is a truth about it true: all breakpoints, exactly?

A function on a range is cut at finitely many points into cells, point, open stretch, point, and so on; on each cell
it is ``a * x + b`` or a truth. Whatever is not piecewise affine in the one variable is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeGuard, assert_never

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
from .exact import belongs

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


def pieces(expr: Expr, name: str, memo: dict[int, Pieces] | None = None) -> Pieces:
    """Return ``expr`` as a function of the variable ``name`` over all numbers; raise ``NotAffine``."""
    seen: dict[int, Pieces] = {} if memo is None else memo
    if id(expr) not in seen:
        seen[id(expr)] = _pieces(expr, name, seen)
    return seen[id(expr)]


def _pieces(expr: Expr, name: str, memo: dict[int, Pieces]) -> Pieces:
    def of(part: Expr) -> Pieces:
        return pieces(part, name, memo)

    match expr:
        case Num(value=value):
            return Pieces((), ((NEVER, value),))
        case Truth(value=value):
            return Pieces((), (value,))
        case Word(text=text):
            return Pieces((), (text,))
        case Name(ident=ident) if ident == name:
            return Pieces((), ((Fraction(1), NEVER),))
        case Clause(body=body):
            return of(body)
        case Neg(body=body):
            return _mapped(of(body), _negated)
        case Not(body=body):
            return _mapped(of(body), lambda cell: None if cell is None else not cell)
        case Abs(body=body):
            inner = of(body)
            return _extreme("max", [inner, _mapped(inner, _negated)])
        case Binary(op=op, left=left, right=right):
            return merged(of(left), of(right), _ARITHMETIC[op])
        case Compare(op=op, left=left, right=right):
            return compared(op, of(left), of(right))
        case Logic(op=op, parts=parts):
            return _folded([of(part) for part in parts], conjoined if op == "and" else _or)
        case If(cond=cond, then=then, other=other):
            return _chosen(of(cond), of(then), of(other))
        case Pick(how="median", parts=parts):
            return _median([of(part) for part in parts])
        case Pick(how=how, parts=parts):
            return _extreme(how, [of(part) for part in parts])
        case Clamp(body=body, low=low, high=high):
            return _extreme("max", [of(low), _extreme("min", [of(body), of(high)])])
        case Steps():
            return _stepped(expr, of(expr.x), [of(row.value) for row in expr.rows])
        case Name() | Round() | Root() | Window() | Choice() | Call() | Each():
            raise NotAffine
        case _:
            assert_never(expr)


def _mapped(f: Pieces, op: Callable[[Cell], Cell]) -> Pieces:
    return Pieces(f.cuts, tuple(op(cell) for cell in f.cells))


def _negated(cell: Cell) -> Cell:
    return (-cell[0], -cell[1]) if isinstance(cell, tuple) else None


def _add(left: Cell, right: Cell) -> Cell:
    return (left[0] + right[0], left[1] + right[1]) if isinstance(left, tuple) and isinstance(right, tuple) else None


def _subtract(left: Cell, right: Cell) -> Cell:
    return _add(left, _negated(right))


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


_ARITHMETIC: dict[str, Callable[[Cell, Cell], Cell]] = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}


def conjoined(left: Cell, right: Cell) -> Cell:
    """Return the conjunction of two truths; a value that does not exist counts only where the other is true."""
    return None if left is None or (left and right is None) else bool(left and right)


def _or(left: Cell, right: Cell) -> Cell:
    return None if left is None or (not left and right is None) else bool(left or right)


def _folded(parts: list[Pieces], op: Callable[[Cell, Cell], Cell]) -> Pieces:
    found = parts[0]
    for part in parts[1:]:
        found = merged(found, part, op)
    return found


def merged(f: Pieces, g: Pieces, op: Callable[[Cell, Cell], Cell]) -> Pieces:
    """Return two functions combined cell by cell over the cuts of both."""
    if f.cuts == g.cuts:
        return Pieces(f.cuts, tuple(map(op, f.cells, g.cells)))
    cuts = tuple(sorted({*f.cuts, *g.cuts}))
    return Pieces(cuts, tuple(map(op, _refined(f, cuts), _refined(g, cuts))))


def _refined(f: Pieces, cuts: tuple[Fraction, ...]) -> list[Cell]:
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
    for index, (left, right) in enumerate(zip(_refined(f, tuple(cuts))[::2], _refined(g, tuple(cuts))[::2], strict=True)):
        if isinstance(left, tuple) and isinstance(right, tuple) and left[0] != right[0]:
            cross = (right[1] - left[1]) / (left[0] - right[0])
            low, high = (cuts[index - 1] if index else None), (cuts[index] if index < len(cuts) else None)
            if (low is None or cross > low) and (high is None or cross < high):
                f = _with(f, cross)
    all_cuts = tuple(sorted({*f.cuts, *g.cuts}))
    return all_cuts, _refined(f, all_cuts), _refined(g, all_cuts)


def _with(f: Pieces, cut: Fraction) -> Pieces:
    cuts = tuple(sorted({*f.cuts, cut}))
    return Pieces(cuts, tuple(_refined(f, cuts)))


def _samples(cuts: tuple[Fraction, ...]) -> list[Fraction]:
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

    return Pieces(cuts, tuple(map(cell, left, right, _samples(cuts))))


def _is_number(cells: tuple[Cell, ...]) -> TypeGuard[tuple[Affine]]:
    """Return whether a function is one number everywhere: laws over constants compare many of these."""
    return len(cells) == 1 and isinstance(cells[0], tuple) and not cells[0][0]


def _extreme(how: str, parts: list[Pieces]) -> Pieces:
    found = parts[0]
    for part in parts[1:]:
        cuts, left, right = _split(found, part)
        take = _TEST["<=" if how == "min" else ">="]

        def cell(a: Cell, b: Cell, x: Fraction, take: Callable[[Fraction, Fraction], bool] = take) -> Cell:
            first, second = value_at(a, x), value_at(b, x)
            if not isinstance(first, Fraction) or not isinstance(second, Fraction):
                return None
            return a if take(first, second) else b

        found = Pieces(cuts, tuple(map(cell, left, right, _samples(cuts))))
    return found


def _median(parts: list[Pieces]) -> Pieces:
    crossings = [_split(f, g)[0] for index, f in enumerate(parts) for g in parts[index + 1 :]]
    cuts = tuple(sorted({*parts[0].cuts, *(cut for found in crossings for cut in found)}))
    rows = [_refined(part, cuts) for part in parts]
    return Pieces(cuts, tuple(_middle([row[k] for row in rows], x) for k, x in enumerate(_samples(cuts))))


def _middle(cells: list[Cell], x: Fraction) -> Cell:
    """Return the cell whose value at ``x`` is the median; of an even number, the mean of the middle two."""
    known = [cell for cell in cells if isinstance(cell, tuple)]
    if len(known) < len(cells):
        return None
    ordered = sorted(known, key=lambda cell: cell[0] * x + cell[1])
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)


_ITSELF = (Fraction(1), NEVER)


def _stepped_directly(node: Steps, values: list[Pieces]) -> Pieces:
    """Return a table looked up at the variable itself: each cell belongs to the first row that holds a number of it."""
    bounds = {end for row in node.rows for end in (row.over, row.up_to) if end is not None}
    cuts = tuple(sorted(bounds.union(*(value.cuts for value in values))))
    cells = [_refined(value, cuts) for value in values]
    found: list[Cell] = []
    for index, x in enumerate(_samples(cuts)):
        row = next((n for n, r in enumerate(node.rows) if belongs(x, r.over, r.up_to, r.upper_inclusive)), None)
        found.append(None if row is None else cells[row][index])
    return Pieces(cuts, tuple(found))


def _chosen(cond: Pieces, then: Pieces, other: Pieces) -> Pieces:
    cuts = tuple(sorted({*cond.cuts, *then.cuts, *other.cuts}))
    cells = zip(_refined(cond, cuts), _refined(then, cuts), _refined(other, cuts), strict=True)
    return Pieces(cuts, tuple(None if c is None else (t if c else o) for c, t, o in cells))


def _stepped(node: Steps, x: Pieces, values: list[Pieces]) -> Pieces:
    if x == _SELF and _follow_on(node) and not any(value.cuts for value in values):
        return _tiled(node, [value.cells[0] for value in values])
    if x.cells == (_ITSELF,):
        return _stepped_directly(node, values)
    found = Pieces((), (None,))
    for row, value in zip(reversed(node.rows), reversed(values), strict=True):
        inside = Pieces((), (True,))
        if row.over is not None:
            inside = merged(
                inside, compared(">" if row.upper_inclusive else ">=", x, Pieces((), ((NEVER, row.over),))), conjoined
            )
        if row.up_to is not None:
            inside = merged(
                inside, compared("<=" if row.upper_inclusive else "<", x, Pieces((), ((NEVER, row.up_to),))), conjoined
            )
        found = _chosen(inside, value, found)
    return found


_SELF = Pieces((), ((Fraction(1), NEVER),))


def _follow_on(node: Steps) -> bool:
    """Return whether the rows, from low to high, follow on each other and include the same side of their bounds."""
    within = all(row.over is not None and row.up_to is not None and row.over < row.up_to for row in node.rows)
    joined = all(a.up_to == b.over and a.upper_inclusive == b.upper_inclusive for a, b in pairwise(node.rows))
    return within and joined


def _tiled(node: Steps, values: list[Cell]) -> Pieces:
    """Return a table of the variable itself whose rows follow on each other, without comparing row by row."""
    cuts = [node.rows[0].over, *(row.up_to for row in node.rows)]
    cells: list[Cell] = [None]
    for below, above in pairwise([None, *values, None]):
        cells += [below if node.rows[0].upper_inclusive else above, above]
    return Pieces(tuple(cut for cut in cuts if cut is not None), tuple(cells))
