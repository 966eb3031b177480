"""How does an answer become tables that are compared as printed ones are?"""

from __future__ import annotations

from ...language.kinds import CONTRACTS, MONEY
from ...load.documents import Document
from ...load.tables import Tier, TierTable
from ...model.tiers import TiersSection
from ...source.nodes import Scalar
from ...source.text import Place
from .snapshot import Quoted, Snapshot


def table_of(snapshot: Snapshot, symbol: str, like: TierTable | None) -> TierTable:
    """Return one symbol's tiers; what no interface says, such as the side of a bound, is read as in the table ``like``."""
    place = Place(snapshot.name, 1, 1, 1, 1)
    document = Document(snapshot.name, "tiers", Scalar("", place, False), TiersSection(effective=snapshot.date or None), "")
    return TierTable(
        symbol, document, place, tuple(_tier(row, place) for row in snapshot.tiers[symbol]), None,
        upper_inclusive=like.upper_inclusive if like is not None else True,
        marginal=like.marginal if like is not None else snapshot.marginal,
        measure=CONTRACTS if snapshot.measure == "contracts" else MONEY, markets=(symbol,),
    )  # fmt: skip


def _tier(row: Quoted, place: Place) -> Tier:
    return Tier(
        row.over, row.up_to, row.maintenance_rate, row.initial_rate, row.max_leverage, None, row.deduction, place
    )  # fmt: skip
