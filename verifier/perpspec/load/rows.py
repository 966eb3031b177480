"""Which exact numbers stand in the rows of a tier table?

The rows of all tables are most of what a large venue writes, so a text is read once and its place is worked out only
where something is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..language.faults import FormulaError
from ..language.kinds import NUMBER, Kind
from ..language.parse import parse
from ..language.tree import Binary, Expr, Neg, Num
from ..language.units import Unit
from ..model.tiers import BaseAndStep, Row, Table
from ..source.nodes import Node, Sequence, at
from ..source.text import Place


@dataclass(frozen=True, slots=True)
class Tier:
    """One row: bounds in the table's measure, rates as ratios; what the row does not say is None."""

    over: Fraction
    up_to: Fraction | None
    maintenance_rate: Fraction | None
    initial_rate: Fraction | None
    max_leverage: Fraction | None
    min_leverage: Fraction | None
    deduction: Fraction | None
    place: Place


class TierFault(Exception):
    """A number in a table that cannot be read, with the place of its field."""

    def __init__(self, error: FormulaError, place: Place) -> None:
        super().__init__(error.message)
        self.error = error
        self.place = place


class RowReader:
    """Reads rows to exact numbers; remembers what each text said."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self.units = units
        self._known: dict[tuple[str, Kind], Fraction] = {}

    def tiers(self, table: Table, node: Node, measure: Kind) -> tuple[Tier, ...]:
        """Return the tiers of one table; a bare number counts in ``measure``."""
        found: list[Tier] = []
        if table.base_and_step is not None:
            found += self._steps(table.base_and_step, at(node, ("base_and_step",)), measure)
        rows = node if isinstance(node, Sequence) else at(node, ("rows",))
        items = rows.items if isinstance(rows, Sequence) else ()
        return (*found, *(self._tier(row, item, measure) for row, item in zip(table.rows or (), items, strict=True)))

    def _tier(self, row: Row, node: Node, measure: Kind) -> Tier:
        def read(field: str, text: str | None, kind: Kind) -> Fraction | None:
            return None if text is None else self._number(text, kind, node, field)

        return Tier(
            read("over", row.over, measure) or Fraction(0),
            read("up_to", row.up_to, measure),
            read("maintenance_rate", row.maintenance_rate, NUMBER),
            read("initial_rate", row.initial_rate, NUMBER),
            read("max_leverage", row.max_leverage, NUMBER),
            read("min_leverage", row.min_leverage, NUMBER),
            read("deduction", row.deduction, measure),
            _first_line(node.place),
        )

    def _number(self, text: str, kind: Kind, node: Node, field: str) -> Fraction:
        known = self._known.get((text, kind))
        if known is None:
            try:
                known = self._known[text, kind] = amount(text, self.units, kind)
            except FormulaError as error:
                raise TierFault(error, at(node, (field,)).place) from None
        return known

    def _steps(self, given: BaseAndStep, node: Node, measure: Kind) -> list[Tier]:
        def read(field: str, kind: Kind) -> Fraction:
            return self._number(getattr(given, field), kind, node, field)

        base, step, rise = read("base_size", measure), read("size_step", measure), read("rate_step", NUMBER)
        maintenance, initial = read("base_maintenance_rate", NUMBER), read("base_initial_rate", NUMBER)
        place = _first_line(node.place)
        starts = [Fraction(0), *(base + n * step for n in range(int(read("rows", NUMBER)) - 1))]
        return [
            Tier(over, base + n * step, maintenance + n * rise, initial + n * rise, None, None, None, place)
            for n, over in enumerate(starts)
        ]


def amount(text: str, units: Mapping[str, Unit], kind: Kind) -> Fraction:
    """Return the number that ``text`` writes, in base units; a bare number counts as one of ``kind``."""
    value = _literal(parse(text, units))
    if value is None or value.kind not in (NUMBER, kind):
        help = "write one number, with its unit if it has one"
        raise FormulaError(f"`{text}` is not a number of {kind}", (0, len(text)), help=help)
    return value.value


def _literal(expr: Expr) -> Num | None:
    match expr:
        case Num():
            return expr
        case Neg(body=Num(value=value, kind=kind)):
            return Num(-value, kind)
        case Binary(op="/", left=Num(value=over, kind=kind), right=Num(value=under)) if under:
            return Num(over / under, kind)  # a rate that is no decimal, such as 1/30
        case _:
            return None


def _first_line(place: Place) -> Place:
    if place.line == place.end_line:
        return place
    return Place(place.file, place.line, place.column, place.line, place.column + 1)
