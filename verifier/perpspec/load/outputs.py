"""Which clauses of a section are formulas, of which kind, which are words, and which are prose?

One table, read by the resolver and by the reference pages. A clause that is not listed is prose unless it says its
``kind``.
"""

from __future__ import annotations

from ..language.kinds import NUMBER, PRICE, TIME, TRUTH, WORD, Kind
from ..model.outcomes import OUTCOMES as SITUATIONS

# `None` stands for any amount: the formula itself tells which.
OUTPUTS: dict[str, dict[str, Kind | None]] = {
    "contracts": {"size": None, "tick": None, "lot": None, "max_leverage": NUMBER, "form": WORD},
    "tiers": {
        "reading.basis": WORD, "reading.bounds": WORD, "reading.rate": WORD, "reading.deduction": WORD,
        "reading.lowest_leverage": NUMBER, "above_the_last_tier": WORD, "open_positions": WORD, "markets": WORD,
        "maintenance_rate": NUMBER, "initial_rate": NUMBER, "max_leverage": NUMBER,
    },
    "margin": {
        "initial": None, "maintenance": None, "equity": None, "available": None, "ratio": NUMBER,
        "withdrawal": None, "collateral_value": None, "hedged_legs": WORD,
    },
    "index": {"price": PRICE, "cases": PRICE, "age_limit": TIME, "update": TIME, "fewest_sources": NUMBER, "weight": NUMBER},
    "mark_price": {"price": PRICE, "cases": PRICE, "update": TIME, "bandwidth": NUMBER},
    "funding": {
        "rate": NUMBER, "cap": NUMBER, "floor": NUMBER, "payment": None, "rate_period": TIME, "rounding": WORD,
        "payment_rounding": WORD, "clamp_order": WORD, "missing_samples": WORD, "late_settlement": WORD,
        "during_outage": WORD, "interval.default": TIME, "to": TIME, "after": NUMBER,
    },
    "liquidation": {
        "trigger": TRUTH, "price": None, "fee": None, "bankruptcy_price": None, "price_limit": PRICE,
        "round_every": TIME, "cancelled_first": WORD, "when": TRUTH, "limit": None,
    },
    "feeds": {"update": TIME, "age_limit": TIME, "on_stale": WORD, "on_missing": WORD, "on_absurd": WORD},
    "states": {"rules": WORD},
    "changes": {"notice": TIME, "effective_window": TIME, "open_positions": WORD, "resting_orders": WORD},
    **{
        section: {name.removeprefix(f"{section}."): WORD for name in SITUATIONS if name.startswith(f"{section}.")}
        for section in ("position_modes", "orders")
    },
}  # fmt: skip
