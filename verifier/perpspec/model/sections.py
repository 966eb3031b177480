"""Which sections are there, in the order of a spec?"""

from __future__ import annotations

from collections.abc import Mapping

from .changes import ChangesSection
from .clause import Section
from .conditions import FeedsSection, StatesSection
from .identity import ContractsSection, SourcesSection, VenueSection
from .rules import FundingSection, IndexSection, LiquidationSection, MarginSection, MarkPriceSection
from .statements import AssumptionsSection, ClaimsSection, ExamplesSection, PromisesSection
from .tiers import TiersSection

SECTIONS: Mapping[str, type[Section]] = {
    "venue": VenueSection,
    "sources": SourcesSection,
    "contracts": ContractsSection,
    "tiers": TiersSection,
    "margin": MarginSection,
    "index": IndexSection,
    "mark_price": MarkPriceSection,
    "funding": FundingSection,
    "liquidation": LiquidationSection,
    "feeds": FeedsSection,
    "states": StatesSection,
    "changes": ChangesSection,
    "promises": PromisesSection,
    "claims": ClaimsSection,
    "examples": ExamplesSection,
    "assumptions": AssumptionsSection,
}
