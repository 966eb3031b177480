"""Which tiers does a table hold, as exact numbers with their places?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..language.faults import FormulaError
from ..language.kinds import NUMBER, Kind
from ..language.parse import parse
from ..language.tree import Expr, Neg, Num
from ..model.tiers import BaseAndStep, Curve, Row, Table, TiersSection
from ..source.nodes import at, key_place
from ..source.text import Place
from .documents import Document
from .venue import Path, Venue, stated_kind


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


@dataclass(frozen=True)
class TierTable:
    """One published table: its tiers in the printed order, and how they are to be read."""

    name: str
    document: Document
    place: Place
    tiers: tuple[Tier, ...]
    curve: Curve | None
    upper_inclusive: bool
    marginal: bool
    measure: Kind
    markets: tuple[str, ...]
    former: bool = False

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Return the content that two tables share exactly when they mean the same."""
        return (
            self.upper_inclusive,
            self.marginal,
            self.measure,
            *((t.over, t.up_to, t.maintenance_rate, t.initial_rate, t.max_leverage, t.deduction) for t in self.tiers),
        )

    @property
    def id(self) -> str:
        """Return a name that tells the table apart from all others of the venue."""
        return f"tiers.{self.document.effective or 'undated'}.{self.name}"

    def initial(self, tier: Tier) -> Fraction | None:
        """Return the initial rate: as given, or one over the largest leverage."""
        if tier.initial_rate is not None or not tier.max_leverage:
            return tier.initial_rate
        return 1 / tier.max_leverage

    @cached_property
    def partition(self) -> bool:
        """Return whether the tiers, as printed, follow on each other without hole, overlap or empty band from zero."""
        if not self.tiers or self.tiers[0].over != 0:
            return False
        ends = [tier.up_to for tier in self.tiers]
        whole = all(
            end is not None and tier.over < end
            for tier, end in zip(self.tiers, ends, strict=True)
            if end is not None or tier is not self.tiers[-1]
        )
        return whole and all(end == after.over for end, after in zip(ends, self.tiers[1:], strict=False))

    def deductions(self) -> tuple[Fraction, ...]:
        """Return the deduction of each tier by ``d(n) = d(n-1) + over(n) * (rate(n) - rate(n-1))``, starting at 0."""
        found = [Fraction(0)]
        for before, tier in zip(self.tiers, self.tiers[1:], strict=False):
            rise = (tier.maintenance_rate or Fraction(0)) - (before.maintenance_rate or Fraction(0))
            found.append(found[-1] + tier.over * rise)
        return tuple(found)


def amount(text: str | None, venue: Venue, measure: Kind, place: Place) -> Fraction | None:
    """Return the number that ``text`` writes, in base units; a bare number counts in ``measure``."""
    if text is None:
        return None
    value = _literal(parse(text, venue.units))
    if value is None or value.kind not in (NUMBER, measure):
        raise FormulaError(
            f"`{text}` is not a number of {measure}",
            (0, len(text)),
            help="write one number, with its unit if it has one",
        )
    return value.value


def _literal(expr: Expr) -> Num | None:
    if isinstance(expr, Neg):
        inner = _literal(expr.body)
        return inner and Num(-inner.value, inner.kind)
    return expr if isinstance(expr, Num) else None


def tables(venue: Venue, document: Document) -> Iterator[TierTable]:
    """Yield every table that one document of the section ``tiers`` prints; raise ``TierFault`` with the row's place."""
    model = document.model
    assert isinstance(model, TiersSection)
    reading = next(
        (
            d.model.reading
            for d in reversed(_until(venue, document))
            if isinstance(d.model, TiersSection) and d.model.reading
        ),
        None,
    )
    users: dict[str, list[str]] = {}
    for market, clause in model.markets.items():
        for name in [clause.value, *(a.value for a in clause.alternatives)]:
            users.setdefault(name or "", []).append(market)
    for market, name in model.before.items():
        users.setdefault(name, []).append(market)
    for name, table in model.tables.items():
        measure = stated_kind(reading.measure if reading else "money")
        path: Path = ("tables", name)
        yield TierTable(
            name, document, key_place(document.body, path), tuple(_tiers(venue, document, table, path, measure)), table.curve,
            upper_inclusive=reading is None or reading.bounds.value != "from, below",
            marginal=reading is None or reading.rate.value != "whole position",
            measure=measure, markets=tuple(users.get(name, ())), former=name in model.before.values(),
        )  # fmt: skip


def _until(venue: Venue, document: Document) -> list[Document]:
    timeline = list(venue.timeline("tiers"))
    return timeline[: timeline.index(document) + 1]


class TierFault(Exception):
    """A number in a table that cannot be read, with the place of its field."""

    def __init__(self, error: FormulaError, place: Place) -> None:
        super().__init__(error.message)
        self.error = error
        self.place = place


def _tiers(venue: Venue, document: Document, table: Table, path: Path, measure: Kind) -> Iterator[Tier]:
    if table.base_and_step is not None:
        yield from _steps(venue, document, table.base_and_step, (*path, "base_and_step"), measure)
    listed = isinstance(_model_value(document, path), list)
    for index, row in enumerate(table.rows or ()):
        yield _tier(venue, document, row, (*path, index) if listed else (*path, "rows", index), measure)


def _model_value(document: Document, path: Path) -> object:
    node = at(document.body, path)
    return list(node.items) if hasattr(node, "items") else None


def _tier(venue: Venue, document: Document, row: Row, path: Path, measure: Kind) -> Tier:
    def read(field: str, kind: Kind) -> Fraction | None:
        return _number(venue, document, getattr(row, field), (*path, field), kind)

    place = _first_line(at(document.body, path).place)
    return Tier(
        read("over", measure) or Fraction(0), read("up_to", measure), read("maintenance_rate", NUMBER), read("initial_rate", NUMBER),
        read("max_leverage", NUMBER), read("min_leverage", NUMBER), read("deduction", measure), place,
    )  # fmt: skip


def _number(venue: Venue, document: Document, text: str | None, path: Path, kind: Kind) -> Fraction | None:
    place = at(document.body, path).place
    try:
        return amount(text, venue, kind, place)
    except FormulaError as error:
        raise TierFault(error, place) from None


def _steps(venue: Venue, document: Document, given: BaseAndStep, path: Path, measure: Kind) -> Iterator[Tier]:
    def read(field: str, kind: Kind) -> Fraction:
        return _number(venue, document, getattr(given, field), (*path, field), kind) or Fraction(0)

    base, step, rise = read("base_size", measure), read("size_step", measure), read("rate_step", NUMBER)
    maintenance, initial = read("base_maintenance_rate", NUMBER), read("base_initial_rate", NUMBER)
    place = _first_line(at(document.body, path).place)
    for n in range(int(read("rows", NUMBER))):
        over = Fraction(0) if n == 0 else base + (n - 1) * step
        yield Tier(over, base + n * step, maintenance + n * rise, initial + n * rise, None, None, None, place)


def _first_line(place: Place) -> Place:
    return (
        place
        if place.line == place.end_line
        else Place(place.file, place.line, place.column, place.line, place.column + 1)
    )
