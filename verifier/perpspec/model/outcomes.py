"""In which situations does an order find itself, and which outcomes can a venue publish for each?

The one table that documents are checked against and that machines, cases and logs read. A situation is named as its
clause: ``orders.reduce_only.oversized``.
"""

from __future__ import annotations

from collections.abc import Mapping

_REDUCING: Mapping[str, tuple[str, ...]] = {
    "resting": ("accept", "refuse"),
    "no_position": ("refuse", "cancel", "accept"),
    "oversized": ("refuse", "clip", "accept"),
    "together": ("refuse", "clip", "cut", "accept"),
    "at_fill": ("clip", "cancel", "fill"),
    "position_shrinks": ("clip", "cancel", "keep"),
    "cut_first": ("newest", "oldest", "worst price", "pro rata", "each alone"),
    "position_grows": ("keep", "restore"),
    "position_flips": ("cancel", "keep"),
    "position_flat": ("cancel", "keep"),
    "at_amend": ("refuse", "clip", "accept"),
    "when_triggered": ("clip", "cancel", "refuse", "fill"),
}
_OF_FLAG: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "reduce_only": {"one_way": ("accept", "refuse"), "hedge": ("accept", "refuse"), **_REDUCING},
    "closing": _REDUCING,
    "close_position": {
        "one_way": ("accept", "refuse"),
        "hedge": ("accept", "refuse"),
        "with_reduce_only": ("refuse", "require", "accept"),
        "with_quantity": ("refuse", "accept"),
        "position_flat": ("cancel", "expire", "keep"),
    },
    "post_only": {
        "at_submit": ("refuse", "cancel", "reprice", "accept"),
        "at_amend": ("refuse", "cancel", "reprice", "accept"),
        "when_triggered": ("refuse", "cancel", "reprice", "accept"),
    },
    "time_in_force": dict.fromkeys(("gtc", "ioc", "fok", "gtd", "gtx"), ("accept", "refuse")),
    "triggers": {
        **dict.fromkeys(("last", "mark", "index"), ("accept", "refuse")),
        "at_once": ("refuse", "trigger"),
        "spike_inside_window": ("trigger", "no trigger"),
        "while_halted": ("trigger", "at reopening", "no trigger"),
        "position_side": ("accept", "refuse"),
    },
    "price_band": {
        "at_submit": ("refuse", "reprice", "accept"),
        "at_amend": ("refuse", "reprice", "cancel", "accept"),
        "at_match": ("stop", "fill"),
    },
    "self_trade": {"resting_order": ("refuse", "keep", "cancel both", "cancel", "decrement", "trade")},
    "races": {"cancel_and_fill": ("fill stands", "cancel stands")},
}
_OF_MODE: Mapping[str, tuple[str, ...]] = {
    "one_way": ("offered", "not offered"),
    "hedge": ("offered", "not offered"),
    "switch_with_orders": ("refuse", "skip", "accept"),
    "switch_with_positions": ("refuse", "skip", "accept"),
    "leverage_with_orders": ("refuse", "keep", "cancel"),
    "leverage_without_margin": ("refuse", "cancel", "accept"),
}

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    **{f"orders.{flag}.{name}": words for flag, table in _OF_FLAG.items() for name, words in table.items()},
    **{f"position_modes.{name}": words for name, words in _OF_MODE.items()},
}

# What else a machine stands on, of other sections: no situation of an order, so not asked of a venue as one.
CONDITIONS: Mapping[str, tuple[str, ...]] = {"margin.hedged_legs": ("sum", "max", "net")}

# What can be sent or not: where pages name one of a kind, another that no page names is not offered.
KINDS_SENT: tuple[tuple[str, ...], ...] = (
    tuple(f"orders.triggers.{price}" for price in ("last", "mark", "index")),
    tuple(f"orders.time_in_force.{word}" for word in ("gtc", "ioc", "fok", "gtd", "gtx")),
)


def outcomes_of(name: str) -> tuple[str, ...]:
    """Return what can be published of a situation or a condition, the strictest first."""
    return OUTCOMES[name] if name in OUTCOMES else CONDITIONS[name]


def situations(flag: str) -> tuple[str, ...]:
    """Return the situations of a flag, by their short names."""
    return tuple(_OF_FLAG[flag])
