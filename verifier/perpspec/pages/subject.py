"""What does every page about a venue know: the spec, the report on it, and how amounts and links are written?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from ..claims.finding import Finding, Outcome, Report
from ..claims.quantities import rounded_text
from ..engine.verify import Asked
from ..language.domains import Value
from ..language.kinds import Kind
from ..language.units import Unit
from ..load.load import Spec
from ..load.venue import Stated
from ..model.identity import ContractsSection
from ..readings.exact import rounded
from ..readings.plain import decimal
from ..report.numbers import for_people
from ..report.summary import ordered
from .markup import code, link, number, shown, slug


@dataclass(frozen=True)
class Subject:
    """One venue at one date: its report, what was asked, its ``folder`` in the site, and the others' of its ``versions``."""

    spec: Spec
    report: Report
    folder: str
    versions: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    asked: tuple[Asked, ...] = field(default=(), compare=False)

    @property
    def title(self) -> str:
        """Return the venue's own name."""
        return self.spec.venue.identity.title

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings on this venue, the gravest first; a reviewed one stays true, and is marked."""
        return ordered(f for f in self.report.findings if f.venue == self.spec.venue.id)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return every answered question about this venue."""
        return tuple(o for o in self.report.outcomes if o.venue in ("", self.spec.venue.id))

    def path(self, name: str) -> str:
        """Return the path of a page of this venue."""
        return f"{self.folder}/{name}"

    def amount(self, value: Value, kind: Kind, name: str = "", market: str = "") -> str:
        """Return an exact value as markup, with its unit, which is that of the market's own coin where it counts coins."""
        return number(for_people(value, kind, self.units(market), name))

    def units(self, market: str = "") -> Mapping[str, Unit]:
        """Return the units of the venue, with that of the market's own coin before all others."""
        model, units = self.spec.venue.section("contracts"), self.spec.venue.units
        contract = model.markets.get(market) if isinstance(model, ContractsSection) else None
        base = contract.base if contract is not None else None
        return {base: units[base], **units} if base is not None and base in units else units

    def near(self, value: Value, kind: Kind, name: str = "", market: str = "") -> str:
        """Return a value as markup; a number that repeats is rounded, and says so."""
        text = for_people(value, kind, self.units(market), name)
        exact, mark, rest = text.partition(" (about ")
        about, _, unit = rest.partition(")")
        return number(f"≈\u00a0{about}{unit}" if mark and exact else text)

    def sources(self, here: str, names: Iterable[str]) -> str:
        """Return links to the sources of that name."""
        known = self.spec.venue.sources
        there = self.path("sources")
        return ", ".join(
            link(here, there, shown(name), f"source-{slug(name)}") if known and name in known.sources else shown(name)
            for name in names
        )

    def clause(self, here: str, ident: str) -> str:
        """Return a clause's name as a link to the page that shows it, or as code where none does."""
        stated = self.spec.venue.stated.get(ident)
        page = PAGE_OF.get(stated.section) if stated is not None else None
        return link(here, self.path(page), code(ident), anchor_of(stated)) if page and stated else code(ident)


PAGE_OF = {
    "tiers": "tiers/index", "index": "prices", "mark_price": "prices", "feeds": "prices", "states": "states",
    "funding": "funding", "margin": "margin", "liquidation": "liquidation", "contracts": "contracts",
    "position_modes": "orders", "orders": "orders", "limits": "orders",
}  # fmt: skip


def anchor_of(stated: Stated) -> str:
    """Return the anchor of a clause on the page of its section."""
    return f"clause-{slug(stated.id)}"


def percent(value: Fraction) -> str:
    """Return a rate as a percentage of few digits, for reading beside the exact table."""
    text = decimal(value * 100)
    return f"{number(text if '/' not in text and len(text) <= 10 else near(value * 100, 4))}\u202f%"


def near(value: Fraction, digits: int) -> str:
    """Return a number rounded for reading, with the sign that says so."""
    whole = rounded(value, Fraction(1, 10**digits), "half away from zero")
    text = rounded_text(whole, digits)
    return f"≈\u00a0{text.rstrip('0').rstrip('.') if '.' in text else text}"


def times(value: Fraction) -> str:
    """Return a leverage."""
    text = decimal(value)
    return f"{number(text if '/' not in text and len(text) <= 8 else rounded_text(value, 2))}×"
