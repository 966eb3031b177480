"""Where is a formula of one amount affine, and where is a truth about it true: all breakpoints, exactly?

A function on a range is cut at finitely many points into cells, point, open stretch, point, and so on; on each cell
it is ``a * x + b`` or a truth. Whatever is not piecewise affine in the one variable is refused.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import assert_never

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
from .cells import (
    ARITHMETIC,
    NEVER,
    Affine,
    Cell,
    NotAffine,
    Pieces,
    compared,
    conjoined,
    disjoined,
    extreme,
    folded,
    mapped,
    median,
    merged,
    negated,
    refined,
    samples,
    value_at,
)
from .exact import belongs

__all__ = ["NEVER", "Affine", "Cell", "NotAffine", "Pieces", "compared", "conjoined", "merged", "pieces", "value_at"]


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
            return mapped(of(body), negated)
        case Not(body=body):
            return mapped(of(body), lambda cell: None if cell is None else not cell)
        case Abs(body=body):
            inner = of(body)
            return extreme("max", [inner, mapped(inner, negated)])
        case Binary(op=op, left=left, right=right):
            return merged(of(left), of(right), ARITHMETIC[op])
        case Compare(op=op, left=left, right=right):
            return compared(op, of(left), of(right))
        case Logic(op=op, parts=parts):
            return folded([of(part) for part in parts], conjoined if op == "and" else disjoined)
        case If(cond=cond, then=then, other=other):
            return _chosen(of(cond), of(then), of(other))
        case Pick(how="median", parts=parts):
            return median([of(part) for part in parts])
        case Pick(how=how, parts=parts):
            return extreme(how, [of(part) for part in parts])
        case Clamp(body=body, low=low, high=high):
            return extreme("max", [of(low), extreme("min", [of(body), of(high)])])
        case Steps():
            return _stepped(expr, of(expr.x), [of(row.value) for row in expr.rows])
        case Name() | Round() | Root() | Window() | Choice() | Call() | Each():
            raise NotAffine
        case _:
            assert_never(expr)


_ITSELF = (Fraction(1), NEVER)


def _stepped_directly(node: Steps, values: list[Pieces]) -> Pieces:
    """Return a table looked up at the variable itself: each cell belongs to the first row that holds a number of it."""
    bounds = {end for row in node.rows for end in (row.over, row.up_to) if end is not None}
    cuts = tuple(sorted(bounds.union(*(value.cuts for value in values))))
    cells = [refined(value, cuts) for value in values]
    found: list[Cell] = []
    for index, x in enumerate(samples(cuts)):
        row = next((n for n, r in enumerate(node.rows) if belongs(x, r.over, r.up_to, r.upper_inclusive)), None)
        found.append(None if row is None else cells[row][index])
    return Pieces(cuts, tuple(found))


def _chosen(cond: Pieces, then: Pieces, other: Pieces) -> Pieces:
    cuts = tuple(sorted({*cond.cuts, *then.cuts, *other.cuts}))
    cells = zip(refined(cond, cuts), refined(then, cuts), refined(other, cuts), strict=True)
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
