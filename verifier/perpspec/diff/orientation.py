"""For which outputs of a spec is a higher value stricter, and for which looser?

Stricter is what makes an account hold more, pay more, or be allowed less. Where that is another thing for a long and
for a short position, as with a mark price, neither direction is stricter.
"""

from __future__ import annotations

from collections.abc import Mapping

from .change import Direction

HIGHER_IS: Mapping[str, Direction] = {
    "contracts.max_leverage": "looser",
    "margin.initial": "stricter", "margin.maintenance": "stricter", "margin.equity": "looser",
    "margin.available": "looser",
    "margin.ratio": "stricter", "margin.withdrawal": "looser", "margin.collateral_value": "looser", "index.price": "incomparable",
    "mark_price.price": "incomparable", "mark_price.bandwidth": "incomparable", "funding.rate": "incomparable",
    "funding.cap": "stricter", "funding.floor": "looser", "funding.payment": "incomparable", "liquidation.trigger": "stricter",
    "liquidation.price": "incomparable", "liquidation.fee": "stricter", "liquidation.bankruptcy_price": "incomparable",
    "liquidation.price_limit": "incomparable",
}  # fmt: skip


def higher_is(ident: str) -> Direction:
    """Return what it means for an account that the clause of that name has a higher value."""
    section, _, rest = ident.partition(".")
    return HIGHER_IS.get(ident) or HIGHER_IS.get(f"{section}.{rest.rpartition('.')[2]}", "incomparable")
