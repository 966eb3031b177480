"""Which exact functions of the size does a tier table stand for: maintenance, initial margin, highest leverage, limit?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..checks.tables import SIZE, maintenance, top
from ..claims.build import mul
from ..language.faults import FormulaError
from ..language.kinds import Kind
from ..language.tree import Expr, Name, Num, Step, Steps
from ..load.resolve import Resolver
from ..load.tables import Tier, TierTable
from ..readings.pieces import Cell, NotAffine, Pieces, pieces


@dataclass(frozen=True, slots=True)
class TierFunctions:
    """What the sizes of a market cost: margins in the measure itself, or, ``by_rate``, as shares of the position.

    ``limit`` is the largest size, None where there is none. A part that no row gives is None.
    """

    maintenance: Pieces | None
    initial: Pieces | None
    leverage: Pieces | None
    limit: Fraction | None
    measure: Kind
    by_rate: bool


class NotComparable(Exception):
    """The two versions cannot be compared exactly; the text is the reason, for people."""


def of_table(table: TierTable, resolver: Resolver | None = None) -> TierFunctions:
    """Return the functions of a table; raise ``NotComparable`` where a formula of it is not piecewise affine."""
    if table.curve is not None:
        return _of_curve(table, resolver)
    rows = table.tiers
    known = all(tier.maintenance_rate is not None for tier in rows)
    return TierFunctions(
        pieces(maintenance(table, SIZE), SIZE.ident) if rows and known else None,
        _by_row(table, lambda tier: _line(table.initial(tier))),
        _by_row(table, lambda tier: _flat(leverage_of(table, tier))),
        top(table),
        table.measure,
        False,
    )


def leverage_of(table: TierTable, tier: Tier) -> Fraction | None:
    """Return the highest leverage of a tier: as printed, or one over its initial rate."""
    if tier.max_leverage is not None:
        return tier.max_leverage
    rate = table.initial(tier)
    return 1 / rate if rate else None


def _by_row(table: TierTable, cell: Callable[[Tier], Cell]) -> Pieces | None:
    """Return a function that is another affine one in each tier, None where some tier has none."""
    cells = [cell(tier) for tier in table.tiers]
    if not cells or any(one is None for one in cells):
        return None
    rows = []
    for tier, one in zip(table.tiers, cells, strict=True):
        slope, constant = one if isinstance(one, tuple) else (Fraction(0), Fraction(0))
        value: Expr = stepped_value(slope, constant)
        rows.append(Step(tier.over, tier.up_to, value, table.upper_inclusive))
    return pieces(Steps(SIZE, tuple(rows)), SIZE.ident)


def stepped_value(slope: Fraction, constant: Fraction) -> Expr:
    """Return ``slope * size``, or the constant where there is no slope."""
    return mul(Num(slope), SIZE) if slope else Num(constant)


def _line(rate: Fraction | None) -> Cell:
    return None if rate is None else (rate, Fraction(0))


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
