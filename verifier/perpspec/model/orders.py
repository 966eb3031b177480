"""What does a venue say about its orders: position modes, flags in every situation, and limits?"""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from .clause import Clause, Model, Section, Text, Word


class Outcome(Clause):
    """What happens in one situation, as a word of ``outcomes``; ``code`` is the venue's own name of a refusal."""

    code: Text | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler.resolve_ref_schema(handler(core))]}


class PositionModesSection(Section):
    """One net position, or two legs; when a switch is refused, and what else hangs on the mode."""

    one_way: Outcome | None = None
    hedge: Outcome | None = None
    scope: Clause | None = None
    switch_with_orders: Outcome | None = None
    switch_with_positions: Outcome | None = None
    position_side: Clause | None = None
    leverage: Clause | None = None
    leverage_change: Clause | None = None
    leverage_with_orders: Outcome | None = None
    leverage_without_margin: Outcome | None = None
    liquidation: Clause | None = None


class Reducing(Model):
    """What becomes of orders that may only reduce, in each situation."""

    resting: Outcome | None = None
    no_position: Outcome | None = None
    oversized: Outcome | None = None
    together: Outcome | None = None
    at_fill: Outcome | None = None
    position_shrinks: Outcome | None = None
    cut_first: Outcome | None = None
    position_grows: Outcome | None = None
    position_flips: Outcome | None = None
    position_flat: Outcome | None = None
    at_amend: Outcome | None = None
    when_triggered: Outcome | None = None
    note: str | None = None


class ReduceOnly(Reducing):
    """The flag reduce-only; ``one_way`` and ``hedge`` say in which mode it may be sent at all."""

    one_way: Outcome | None = None
    hedge: Outcome | None = None


class ClosePosition(Model):
    """An order for all of a position, whatever its size is then."""

    one_way: Outcome | None = None
    hedge: Outcome | None = None
    with_reduce_only: Outcome | None = None
    with_quantity: Outcome | None = None
    position_flat: Outcome | None = None
    types: Clause | None = None
    note: str | None = None


class PostOnly(Model):
    """An order that must not take."""

    at_submit: Outcome | None = None
    at_amend: Outcome | None = None
    when_triggered: Outcome | None = None
    written: Clause | None = None
    note: str | None = None


class TimeInForce(Model):
    gtc: Outcome | None = None
    ioc: Outcome | None = None
    fok: Outcome | None = None
    gtd: Outcome | None = None
    gtx: Outcome | None = None
    expiry: Clause | None = None
    note: str | None = None


class Triggers(Model):
    """Orders that wait for a price; ``spike_inside_window`` is a price that passes and comes back between two looks.

    ``while_halted`` is a price that passes while the market stands still.
    """

    last: Outcome | None = None
    mark: Outcome | None = None
    index: Outcome | None = None
    default: Clause | None = None
    at_once: Outcome | None = None
    spike_inside_window: Outcome | None = None
    while_halted: Outcome | None = None
    position_side: Outcome | None = None
    sampled: Clause | None = None
    protection: Clause | None = None
    note: str | None = None


class PriceBand(Model):
    """Which prices are taken; ``at_match`` is an order that rests and would fill outside."""

    highest_buy: Clause | None = None
    lowest_sell: Clause | None = None
    at_submit: Outcome | None = None
    at_amend: Outcome | None = None
    at_match: Outcome | None = None
    note: str | None = None


class SelfTrade(Model):
    """An order that would meet another of the same owner; ``resting_order`` is what becomes of the one that rested.

    Kept, it is the one that comes that is cancelled; where neither is left, both are; where the one that comes is not
    even taken, it is refused; decremented, both lose what would have traded.
    """

    resting_order: Outcome | None = None
    default: Clause | None = None
    scope: Clause | None = None
    decided_by: Clause | None = None
    at_amend: Clause | None = None
    note: str | None = None


class Races(Model):
    """Two requests or events at the same moment."""

    cancel_and_fill: Outcome | None = None
    partial_fill_of_another: Clause | None = None
    note: str | None = None


class OrdersSection(Section):
    reduce_only: ReduceOnly | None = None
    closing: Reducing | None = None
    close_position: ClosePosition | None = None
    post_only: PostOnly | None = None
    time_in_force: TimeInForce | None = None
    triggers: Triggers | None = None
    price_band: PriceBand | None = None
    self_trade: SelfTrade | None = None
    races: Races | None = None
    amend: Clause | None = None
    codes: dict[Word, Clause] = {}


class LimitsSection(Section):
    position: Clause | None = None
    open_interest: Clause | None = None
    order_size: Clause | None = None
    open_orders: Clause | None = None
    trigger_orders: Clause | None = None
    order_rate: Clause | None = None
    concentration: Clause | None = None
    reduce_only_when: Clause | None = None
    reducing_exempt: Clause | None = None
