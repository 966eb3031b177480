"""Which exact functions of the size does a tier table stand for: maintenance, initial margin, highest leverage, limit?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..checks.tables import SIZE, leverage_of, top
from ..claims.build import mul, sub
from ..language.faults import FormulaError
from ..language.kinds import Kind
from ..language.tree import Expr, Name, Num, Step, Steps
from ..load.resolve import Resolver
from ..load.tables import Tier, TierTable
from ..readings.pieces import Cell, NotAffine, Pieces, pieces


@dataclass(frozen=True, slots=True)
class TierFunctions:
    """What the sizes of a market cost: margins in the measure itself, or, ``by_rate``, as shares of the position.

    ``limit`` is the largest size, None where there is none. A part that no row gives is None. ``tied`` tells that the
    initial margin is the size over the highest leverage, so that whoever opened at less leverage holds more.
    """

    maintenance: Pieces | None
    initial: Pieces | None
    leverage: Pieces | None
    limit: Fraction | None
    measure: Kind
    by_rate: bool
    tied: bool = False


class NotComparable(Exception):
    """The two versions cannot be compared exactly; the text is the reason, for people."""


def of_table(table: TierTable, resolver: Resolver | None = None) -> TierFunctions:
    """Return the functions of a table; raise ``NotComparable`` where a formula of it is not piecewise affine."""
    if table.curve is not None:
        return _of_curve(table, resolver)
    rows = table.tiers
    lines = dict(zip(map(id, rows), table.lines, strict=True))
    return TierFunctions(
        _by_row(table, lambda tier: None if tier.maintenance_rate is None else _less(lines[id(tier)])),
        _by_row(table, lambda tier: _line(table.initial(tier))),
        _by_row(table, lambda tier: _flat(leverage_of(table, tier))),
        top(table),
        table.measure,
        False,
        all(tier.initial_rate is None for tier in rows),
    )


def _by_row(table: TierTable, cell: Callable[[Tier], Cell]) -> Pieces | None:
    """Return a function that is another affine one in each tier, None where some tier has none."""
    cells = [cell(tier) for tier in table.tiers]
    if not cells or any(one is None for one in cells):
        return None
    if table.partition:
        return _tiled(table, cells)
    rows = zip(table.tiers, cells, strict=True)
    steps = tuple(Step(tier.over, tier.up_to, _value(one), table.upper_inclusive) for tier, one in rows)
    return pieces(Steps(SIZE, steps), SIZE.ident)


def _tiled(table: TierTable, cells: list[Cell]) -> Pieces:
    """Return the same where the tiers follow on each other, without asking row by row where a size belongs."""
    cuts = [table.tiers[0].over, *(tier.up_to for tier in table.tiers if tier.up_to is not None)]
    ended = table.tiers[-1].up_to is not None
    found: list[Cell] = [None]
    for below, above in pairwise([None, *cells, *((None,) if ended else ())]):
        found += [below if table.upper_inclusive else above, above]
    return Pieces(tuple(cuts), tuple(found))


def _value(cell: Cell) -> Expr:
    slope, constant = cell if isinstance(cell, tuple) else (Fraction(0), Fraction(0))
    return sub(mul(Num(slope), SIZE), Num(-constant)) if slope else Num(constant)


def _line(rate: Fraction | None) -> Cell:
    return None if rate is None else (rate, Fraction(0))


def _less(line: tuple[Fraction, Fraction]) -> Cell:
    return (line[0], -line[1])


def _flat(value: Fraction | None) -> Cell:
    return None if value is None else (Fraction(0), value)


def _of_curve(table: TierTable, resolver: Resolver | None) -> TierFunctions:
    if resolver is None:
        raise NotComparable(f"the table `{table.name}` is a formula")

    def rate(column: str) -> Pieces | None:
        try:
            return pieces(resolver.formula(f"{column}(x)", "tiers", {"x": Name("x")}), "x")
        except FormulaError:
            return None
        except NotAffine:
            raise NotComparable(f"the {column.replace('_', ' ')} of `{table.name}` is no line of the size alone") from None

    return TierFunctions(rate("maintenance_rate"), rate("initial_rate"), None, None, table.measure, True)


def rates(given: TierFunctions) -> TierFunctions:
    """Return the same functions as shares of the position; raise ``NotComparable`` where a deduction forbids it."""
    if given.by_rate:
        return given
    return TierFunctions(_shares(given.maintenance), _shares(given.initial), given.leverage, given.limit, given.measure, True)


def _shares(margin: Pieces | None) -> Pieces | None:
    if margin is None:
        return None

    def share(cell: Cell) -> Cell:
        if isinstance(cell, tuple) and cell[1]:
            raise NotComparable("a marginal table against a formula: neither is a line where the other is one")
        return (Fraction(0), cell[0]) if isinstance(cell, tuple) else None

    return Pieces(margin.cuts, tuple(share(cell) for cell in margin.cells))
