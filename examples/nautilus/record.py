"""How does the simulated exchange of nautilus_trader treat reduce-only, post-only and hedged orders?

Runs three accounts through a fixed sequence of quotes and orders and writes what the exchange answered, one log for
each, in the form that ``perpspec conform`` reads: ``python record.py FOLDER``. Needs ``nautilus_trader`` 1.221.0.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig, StrategyConfig
from nautilus_trader.model.currencies import USDT
from nautilus_trader.model.data import QuoteTick
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import Venue
from nautilus_trader.model.objects import Money
from nautilus_trader.test_kit.providers import TestInstrumentProvider
from nautilus_trader.trading.strategy import Strategy

SIDES = {"buy": OrderSide.BUY, "sell": OrderSide.SELL}
INSTRUMENT = TestInstrumentProvider.btcusdt_perp_binance()

# One action before each quote: what to do, and its terms; quotes are (bid, ask, size at each).
Q = (10_000.0, 10_001.0, 5)
REDUCE_ONLY = [
    (Q, ("submit", "1", "sell", 1, None, "reduce_only")),
    (Q, ("submit", "2", "buy", 3, None)),
    (Q, ("submit", "3", "sell", 2, 10_050.0, "reduce_only")),
    (Q, ("submit", "4", "sell", 2, 10_060.0, "reduce_only")),
    (Q, ("submit", "5", "sell", 1, None)),
    (Q, ("submit", "6", "sell", 4, 10_070.0, "reduce_only")),
    ((10_055.0, 10_056.0, 5), None),
    ((10_065.0, 10_066.0, 5), None),
    (Q, ("submit", "7", "buy", 2, None)),
    (Q, ("submit", "8", "sell", 2, 10_080.0, "reduce_only")),
    (Q, ("submit", "9", "sell", 3, None)),
    ((10_090.0, 10_091.0, 5), None),
    (Q, ("submit", "10", "buy", 5, None, "reduce_only")),
    (Q, None),
]
POST_ONLY = [
    (Q, ("submit", "1", "buy", 1, 9_990.0, "post_only")),
    (Q, ("submit", "2", "buy", 1, 10_001.0, "post_only")),
    (Q, ("amend", "1", 10_002.0)),
    (Q, ("submit", "3", "buy", 8, 9_980.0)),
    ((9_978.0, 9_979.0, 3), None),
    ((9_979.0, 9_980.0, 3), None),
    (Q, ("cancel", "3")),
    (Q, ("submit", "4", "sell", 9, 10_000.0, "post_only")),
    (Q, ("submit", "5", "sell", 1, 10_020.0, "post_only")),
    ((10_022.0, 10_023.0, 5), None),
    (Q, None),
]
HEDGE = [
    (Q, ("submit", "1", "buy", 3, None)),
    (Q, ("submit", "2", "sell", 2, None)),
    (Q, ("close", "3", "sell", 4, None, "reduce_only", "long")),
    (Q, ("submit", "4", "buy", 2, None)),
    (Q, ("close", "5", "buy", 2, 9_990.0, "reduce_only", "short")),
    (Q, ("close", "6", "buy", 2, 9_980.0, "reduce_only", "short")),
    ((9_985.0, 9_986.0, 5), None),
    ((9_975.0, 9_976.0, 5), None),
    (Q, None),
]


class Recorder(Strategy):  # type: ignore[misc]
    """Sends one order at each quote and writes down what comes back."""

    def __init__(self, script: list[Any], hedge: bool) -> None:
        super().__init__(StrategyConfig())
        self.script, self.hedge, self.tick = script, hedge, 0
        self.lines: list[dict[str, Any]] = []
        self.orders: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self.legs: dict[str, str] = {}

    def on_start(self) -> None:
        self.subscribe_quote_ticks(INSTRUMENT.id)
        self.write("mode", mode="hedge" if self.hedge else "one_way")

    def write(self, event: str, **fields: Any) -> None:
        self.lines.append({"time": self.clock.timestamp_ns(), "event": event, **fields})

    def on_quote_tick(self, tick: QuoteTick) -> None:
        self.write("book", bid=str(tick.bid_price), ask=str(tick.ask_price))
        action = self.script[self.tick][1]
        self.tick += 1
        if action is not None:
            {"submit": self.send, "close": self.send, "amend": self.amend, "cancel": self.drop}[action[0]](*action[1:])

    def send(self, name: str, side: str, quantity: int, limit: float | None, *flags: str) -> None:
        leg = next((flag for flag in flags if flag in ("long", "short")), "")
        terms = {"reduce_only": "reduce_only" in flags}
        sized = INSTRUMENT.make_qty(quantity)
        if limit is None:
            order = self.order_factory.market(INSTRUMENT.id, SIDES[side], sized, **terms)
        else:
            price = INSTRUMENT.make_price(limit)
            order = self.order_factory.limit(INSTRUMENT.id, SIDES[side], sized, price, post_only="post_only" in flags, **terms)
        self.orders[name], self.names[str(order.client_order_id)] = order, name
        fields: dict[str, Any] = {"order": name, "side": side, "quantity": str(sized)}
        fields |= {"limit": str(order.price)} if limit is not None else {}
        fields |= {flag: True for flag in flags if flag in ("post_only", "reduce_only")}
        if self.hedge:
            self.legs[name] = fields["leg"] = leg or {"buy": "long", "sell": "short"}[side]
            fields.pop("reduce_only", None)
        self.write("submit", **fields)
        self.submit_order(order, position_id=self.position_of(leg) if leg else None)

    def position_of(self, leg: str) -> Any:
        found = [p for p in self.cache.positions_open() if p.is_long == (leg == "long")]
        return found[0].id if found else None

    def amend(self, name: str, limit: float) -> None:
        price = INSTRUMENT.make_price(limit)
        self.write("amend", order=name, limit=str(price))
        self.modify_order(self.orders[name], price=price)

    def drop(self, name: str) -> None:
        self.write("cancel", order=name)
        self.cancel_order(self.orders[name])

    def on_order_event(self, event: Any) -> None:
        name = self.names[str(event.client_order_id)]
        match type(event).__name__:
            case "OrderAccepted":
                self.write("accept", order=name)
            case "OrderRejected" | "OrderDenied" | "OrderModifyRejected" | "OrderCancelRejected":
                self.write("refuse", order=name, reason=str(event.reason))
            case "OrderCanceled" | "OrderExpired":
                self.write("cancelled", order=name)
            case "OrderUpdated":
                left = event.quantity.as_decimal() - self.orders[name].filled_qty.as_decimal()
                self.write("update", order=name, quantity=str(left), **({"limit": str(event.price)} if event.price else {}))
            case "OrderFilled":
                maker = str(event.liquidity_side).endswith(("1", "MAKER"))
                self.write(
                    "fill", order=name, quantity=str(event.last_qty), price=str(event.last_px),
                    liquidity="maker" if maker else "taker",
                )  # fmt: skip

    def on_stop(self) -> None:
        held = self.cache.positions_open()
        if self.hedge:
            sizes = {
                leg: sum((p.quantity.as_decimal() for p in held if p.is_long == (leg == "long")), Decimal(0))
                for leg in ("long", "short")
            }
            self.write("position", **{leg: str(size) for leg, size in sizes.items()})
        else:
            self.write("position", position=str(sum((p.signed_decimal_qty() for p in held), Decimal(0))))


def record(script: list[Any], hedge: bool) -> list[dict[str, Any]]:
    """Return the log of one account."""
    engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
    engine.add_venue(
        Venue("BINANCE"), OmsType.HEDGING if hedge else OmsType.NETTING, AccountType.MARGIN, [Money(1_000_000, USDT)],
        base_currency=None, default_leverage=Decimal(10),
    )  # fmt: skip
    engine.add_instrument(INSTRUMENT)
    quotes = [
        QuoteTick(INSTRUMENT.id, INSTRUMENT.make_price(bid), INSTRUMENT.make_price(ask), INSTRUMENT.make_qty(size),
                  INSTRUMENT.make_qty(size), time, time)
        for time, ((bid, ask, size), _) in ((1_000_000_000 * (n + 1), step) for n, step in enumerate(script))
    ]  # fmt: skip
    engine.add_data(quotes)
    recorder = Recorder(script, hedge)
    engine.add_strategy(recorder)
    engine.run()
    lines = recorder.lines
    engine.dispose()
    return lines


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, script, hedge in (("reduce-only", REDUCE_ONLY, False), ("post-only", POST_ONLY, False), ("hedge", HEDGE, True)):
        text = "".join(json.dumps(line) + "\n" for line in record(script, hedge))
        (folder / f"nautilus-{name}.jsonl").write_text(text, encoding="utf-8")
