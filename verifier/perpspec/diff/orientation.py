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

# what is no output that another clause could move: limits, price bands, and how old a value may be before something happens
_ASIDE: Mapping[str, Direction] = {
    **dict.fromkeys(("limits.position", "limits.order_size", "limits.open_interest", "limits.open_orders"), "looser"),
    "orders.highest_buy": "looser",
    "orders.lowest_sell": "stricter",
    **dict.fromkeys(("limits.trigger_orders", "feeds.age_limit", "index.age_limit"), "looser"),
}

# prices that are reached from the other side: the higher, the sooner a long is liquidated, and the later a short
OF_SIDE: Mapping[str, Mapping[str, Direction]] = {
    ident: {"long": "stricter", "short": "looser"} for ident in ("liquidation.price", "liquidation.bankruptcy_price")
}


def higher_is(ident: str, side: str = "") -> Direction:
    """Return what it means for an account, of that side where one is named, that the clause has a higher value."""
    section, _, rest = ident.partition(".")
    if ident in OF_SIDE and side in OF_SIDE[ident]:
        return OF_SIDE[ident][side]
    last = f"{section}.{rest.rpartition('.')[2]}"
    return HIGHER_IS.get(ident) or HIGHER_IS.get(last) or _ASIDE.get(last, "incomparable")
