"""Which sections are there, in the order of a spec?"""

from __future__ import annotations

from collections.abc import Mapping

from .changes import ChangesSection
from .clause import Section
from .conditions import FeedsSection, StatesSection
from .identity import ContractsSection, SourcesSection, VenueSection
from .orders import LimitsSection, OrdersSection, PositionModesSection
from .rules import FundingSection, IndexSection, LiquidationSection, MarginSection, MarkPriceSection
from .scenarios import ScenariosSection
from .statements import AssumptionsSection, ClaimsSection, ExamplesSection, PromisesSection
from .tiers import TiersSection

SECTIONS: Mapping[str, type[Section]] = {
    "venue": VenueSection,
    "sources": SourcesSection,
    "contracts": ContractsSection,
    "position_modes": PositionModesSection,
    "tiers": TiersSection,
    "margin": MarginSection,
    "index": IndexSection,
    "mark_price": MarkPriceSection,
    "funding": FundingSection,
    "orders": OrdersSection,
    "limits": LimitsSection,
    "liquidation": LiquidationSection,
    "feeds": FeedsSection,
    "states": StatesSection,
    "changes": ChangesSection,
    "promises": PromisesSection,
    "claims": ClaimsSection,
    "examples": ExamplesSection,
    "scenarios": ScenariosSection,
    "assumptions": AssumptionsSection,
}
