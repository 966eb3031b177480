"""How does a path become a venue, or a list of everything that is wrong with it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from ..language.kinds import NUMBER
from ..language.units import MEASURED, Unit
from ..model.identity import Unit as GivenUnit
from ..model.identity import VenueSection
from ..model.tiers import TiersSection
from ..source.numbers import number
from ..source.text import DocumentError, Fault, Place
from .consistency import outcome_faults, status_faults
from .documents import Document, raw_documents
from .formulas import formula_faults, ring_faults
from .names import Names, Written, texts_of
from .resolve import Resolver
from .tables import TierFault, TierTable, tables
from .validate import documents
from .venue import Venue


@dataclass(frozen=True)
class Spec:
    """A venue that was understood: its clauses, the kinds of its names, and every tier table it ever printed."""

    venue: Venue
    names: Names
    printed: tuple[TierTable, ...]

    @cached_property
    def tables(self) -> Mapping[str, TierTable]:
        """Return the table that each name means now: the newest in force wins."""
        layers = self.venue.layers("tiers")
        return {t.name: t for document in layers for t in self.printed if t.document is document}

    @cached_property
    def distinct(self) -> tuple[TierTable, ...]:
        """Return every table printed by then with rows, once for each content within a document, for all its markets."""
        return _shared((table, table.markets, (id(table.document), table.former)) for table in self.known)

    @cached_property
    def known(self) -> tuple[TierTable, ...]:
        """Return every table that had come into force on the date that is asked about."""
        as_of = self.venue.as_of
        return tuple(table for table in self.printed if not as_of or table.document.effective <= as_of)

    @cached_property
    def in_force(self) -> tuple[TierTable, ...]:
        """Return every table with rows that a market uses now, once for each content, for all its markets."""
        used = ((self.tables[w.text], (market,), ()) for market in self.tiered for w in self._named_by(market))
        return _shared(used)

    def _named_by(self, market: str) -> Iterator[Written]:
        stated = self.venue.stated.get(f"tiers.markets.{market}")
        return texts_of(stated) if stated is not None else iter(())

    def at(self, as_of: str) -> Spec:
        """Return the same documents as in force on a date; empty means the newest. Each date is worked out once."""
        if as_of == self.venue.as_of:
            return self
        if as_of not in self._dated:
            venue = replace(self.venue, as_of=as_of)
            self._dated[as_of] = Spec(venue, Names(venue), self.printed)
        return self._dated[as_of]

    @cached_property
    def _dated(self) -> dict[str, Spec]:
        return {}

    def resolver(self, market: str = "") -> Resolver:
        """Return what closes formulas over ``market``; the same one each time, so that what it closed is shared."""
        if market not in self._resolvers:
            self._resolvers[market] = Resolver(self.names, self.tables, market)
        return self._resolvers[market]

    @cached_property
    def _resolvers(self) -> dict[str, Resolver]:
        return {}

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Return the markets that rules are asked about: those with a contract, or, without any, those with a table."""
        return self.venue.markets or self.tiered

    @cached_property
    def tiered(self) -> tuple[str, ...]:
        """Return the markets with a tier table in force, in the author's order."""
        named = [m for d in self.venue.layers("tiers") if isinstance(d.model, TiersSection) for m in d.model.markets]
        return tuple(dict.fromkeys(named))


def _shared(uses: Iterable[tuple[TierTable, tuple[str, ...], tuple[object, ...]]]) -> tuple[TierTable, ...]:
    """Return one table for each content and owner, with the markets of all tables that share it."""
    first: dict[object, TierTable] = {}
    markets: dict[object, dict[str, None]] = {}
    for table, used_by, owner in uses:
        if table.tiers:
            content = (owner, table.key, tuple(tier.min_leverage for tier in table.tiers))
            first.setdefault(content, table)
            markets.setdefault(content, {}).update(dict.fromkeys(used_by))
    return tuple(replace(table, markets=tuple(markets[content])) for content, table in first.items())


def load_spec(path: Path, as_of: str = "", *, schema: bool = True) -> Spec:
    """Return the spec at ``path`` as in force at ``as_of``; raise ``DocumentError`` with every fault found.

    Without ``schema`` the models alone judge the shape, as a comparison of validated versions may.
    """
    checked = documents(raw_documents(path), schema=schema)
    faults = [fault for document in checked for fault in (*status_faults(document), *outcome_faults(document))]
    if not any(document.section == "venue" for document in checked):
        faults.append(
            Fault(
                "document.missing",
                "the spec has no section `venue`",
                Place(str(path), 1, 1, 1, 1),
                "add `venue.yaml` with `id` and `title`",
            )
        )
        raise DocumentError(tuple(faults))
    venue = Venue(str(path), as_of, tuple(checked), _units(checked, faults))
    names = Names(venue)
    printed = tuple(_tables(venue, faults))
    spec = Spec(venue, names, printed)
    faults += _too_early(venue) or formula_faults(spec.names, spec.tables)
    faults += () if faults else ring_faults(spec.names)
    if faults:
        raise DocumentError(tuple(sorted(dict.fromkeys(faults), key=lambda f: (f.place.file, f.place.line, f.place.column))))
    return spec


def _tables(venue: Venue, faults: list[Fault]) -> Iterator[TierTable]:
    for document in venue.timeline("tiers"):
        try:
            yield from tables(venue, document)
        except TierFault as fault:
            faults.append(Fault("tiers.number", fault.error.message, fault.place, fault.error.help))


def _units(checked: list[Document], faults: list[Fault]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for document in checked:
        if isinstance(document.model, VenueSection):
            for name, given in document.model.units.items():
                found[name] = _unit(name, given, document, faults)
    return found


def _unit(name: str, given: str | GivenUnit, document: Document, faults: list[Fault]) -> Unit:
    if isinstance(given, str):
        return Unit(MEASURED[given], Fraction(1))
    factor = number(given.factor)
    if factor is None or factor <= 0:
        faults.append(
            Fault(
                "venue.unit",
                f"`{given.factor}` is not a factor above zero",
                document.body.place,
                f"write a number for `{name}`",
            )
        )
        factor = Fraction(1)
    return Unit(MEASURED.get(given.kind, NUMBER), factor)


def _too_early(venue: Venue) -> list[Fault]:
    """Return one fault if the tiers of the venue, on which the rest stands, begin after the date that is asked about."""
    oldest = next(iter(venue.timeline("tiers")), None)
    if oldest is None or venue.layers("tiers"):
        return []
    message = f"nothing of the section `tiers` is in force at {venue.as_of}; its oldest file begins at {oldest.effective}"
    return [Fault("document.too_early", message, oldest.body.place, "ask for a later date")]
