"""Which tiers does a table hold, as exact numbers with their places?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..language.faults import FormulaError
from ..language.kinds import Kind
from ..model.tiers import Curve, TiersSection
from ..source.nodes import Mapping, at
from ..source.text import Place
from .documents import Document
from .rows import RowReader, Tier, TierFault
from .venue import Venue, stated_kind

__all__ = ["Tier", "TierFault", "TierTable", "column_values", "tables"]


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
        return self._derived

    @cached_property
    def lines(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Return rate and deduction of each tier, whose maintenance margin is rate times size, less the deduction."""
        rates = [tier.maintenance_rate or Fraction(0) for tier in self.tiers]
        if not self.marginal:
            return tuple((rate, Fraction(0)) for rate in rates)
        printed = [tier.deduction for tier in self.tiers]
        taken = [given if given is not None else d for given, d in zip(printed, self._derived, strict=True)]
        return tuple(zip(rates, taken, strict=True))

    @cached_property
    def _derived(self) -> tuple[Fraction, ...]:
        found = [Fraction(0)]
        for before, tier in zip(self.tiers, self.tiers[1:], strict=False):
            rise = (tier.maintenance_rate or Fraction(0)) - (before.maintenance_rate or Fraction(0))
            found.append(found[-1] + tier.over * rise)
        return tuple(found)


def tables(venue: Venue, document: Document) -> Iterator[TierTable]:
    """Yield every table that one document of the section ``tiers`` prints; raise ``TierFault`` with the place of the field."""
    model = document.model
    assert isinstance(model, TiersSection)
    reading = next(
        (d.model.reading for d in reversed(_until(venue, document)) if isinstance(d.model, TiersSection) and d.model.reading),
        None,
    )
    users: dict[str, list[str]] = {}
    for market, clause in model.markets.items():
        for name in [clause.value, *(a.value for a in clause.alternatives)]:
            users.setdefault(name or "", []).append(market)
    former = {name for names in model.before.values() for name in names}
    for market, names in model.before.items():
        for name in names:
            users.setdefault(name, []).append(market)
    reader = RowReader(venue.units)
    measure = stated_kind(reading.measure if reading else "money")
    printed = at(document.body, ("tables",))
    nodes = {key.text: (key, node) for key, node in printed.pairs} if isinstance(printed, Mapping) else {}
    for name, table in model.tables.items():
        key, node = nodes[name]
        yield TierTable(
            name,
            document,
            key.place,
            reader.tiers(table, node, measure),
            table.curve,
            upper_inclusive=reading is None or reading.bounds.value != "from, below",
            marginal=reading is None or reading.rate.value != "whole position",
            measure=measure,
            markets=tuple(users.get(name, ())),
            former=name in former,
        )


def _until(venue: Venue, document: Document) -> list[Document]:
    timeline = list(venue.timeline("tiers"))
    return timeline[: timeline.index(document) + 1]


def column_values(table: TierTable, column: str) -> tuple[Fraction, ...]:
    """Return one value for each tier; a deduction is derived where no row gives one."""
    if column == "deduction":
        given = [tier.deduction for tier in table.tiers]
        return table.deductions() if any(d is None for d in given) else tuple(d for d in given if d is not None)
    found = [table.initial(t) if column == "initial_rate" else getattr(t, column) for t in table.tiers]
    known = tuple(value for value in found if value is not None)
    if len(known) < len(found):
        raise FormulaError(f"the table `{table.name}` gives no {column}", (0, 1), help=f"give every row its `{column}`")
    return known
