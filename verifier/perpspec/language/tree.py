"""What is a formula once it has been read: one union of frozen nodes.

A formula of a spec is parsed to this tree, its names are resolved to clauses, and every engine and page reads that
same tree. ``at`` is the place inside the formula's own text and takes no part in equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .kinds import NUMBER, Kind

Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Num:
    """An exact number in base units; ``shown`` is how the author wrote it."""

    value: Fraction
    kind: Kind = NUMBER
    shown: str = field(default="", compare=False)
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or, before names are resolved, anything that a spec names."""

    ident: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A definition or table applied to arguments; gone once names are resolved."""

    function: str
    args: tuple[Expr, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Each:
    """``sum``, ``median``, ``min``, ``max``, ``count``, ``all`` or ``any`` over the constituents, or over those ``where``.

    Gone once names are resolved.
    """

    how: str
    body: Expr
    where: Expr | None = None
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """The mean, median or ewma of ``of`` over a stretch of time: opaque, bounded by the bounds of ``of``."""

    how: str
    of: Expr
    over: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Neg:
    body: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """``+ - * /`` of two amounts."""

    op: str
    left: Expr
    right: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """``< <= > >= == !=`` of two amounts, or ``== !=`` of two words."""

    op: str
    left: Expr
    right: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """``and`` or ``or`` of two or more truths."""

    op: str
    parts: tuple[Expr, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    body: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class If:
    cond: Expr
    then: Expr
    other: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Pick:
    """``min``, ``max`` or ``median`` of one or more amounts; an even median is the mean of the middle two."""

    how: str
    parts: tuple[Expr, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Abs:
    body: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Clamp:
    """``max(low, min(body, high))``: where the bounds cross, the lower one wins."""

    body: Expr
    low: Expr
    high: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Round:
    """``body`` brought to a multiple of ``step``; ``mode`` is one of ``MODES``, as a word or a clause of words."""

    body: Expr
    step: Expr
    mode: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Root:
    """The largest whole number whose square is not above ``body``."""

    body: Expr
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a stepped table: ``over < x <= up_to``, or with the sides the other way round."""

    over: Fraction | None
    up_to: Fraction | None
    value: Expr
    upper_inclusive: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """A look-up in a stepped table: the value of the first row that ``x`` belongs to."""

    x: Expr
    rows: tuple[Step, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """Transparent mark: ``body`` is what the clause ``id`` of the spec says."""

    id: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Choice:
    """A disputed or silent clause: one of ``options``, which one is the reading's to say."""

    id: str
    labels: tuple[str, ...]
    options: tuple[Expr, ...]


Expr = (
    Num | Truth | Word | Name | Call | Each | Window | Neg | Binary | Compare | Logic | Not | If | Pick | Abs | Clamp
    | Round | Root | Steps | Clause | Choice
)  # fmt: skip

MODES = ("half up", "half even", "half away from zero", "toward zero", "away from zero", "floor", "ceil")


def children(expr: Expr) -> tuple[Expr, ...]:
    """Return the direct sub-expressions of ``expr``, left to right."""
    match expr:
        case Num() | Truth() | Word() | Name():
            return ()
        case Call(args=parts) | Logic(parts=parts) | Pick(parts=parts) | Choice(options=parts):
            return parts
        case Each(body=body, where=where):
            return (body,) if where is None else (body, where)
        case Neg(body=body) | Not(body=body) | Abs(body=body) | Root(body=body) | Clause(body=body):
            return (body,)
        case Window(of=of, over=over):
            return (of, over)
        case Binary(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case If(cond=cond, then=then, other=other):
            return (cond, then, other)
        case Clamp(body=body, low=low, high=high):
            return (body, low, high)
        case Round(body=body, step=step, mode=mode):
            return (body, step, mode)
        case Steps(x=x, rows=rows):
            return (x, *(row.value for row in rows))
