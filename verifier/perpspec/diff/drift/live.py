"""What does a venue's interface answer now, asked through ccxt, as the text that would have been saved?

The one door to ccxt, which is an optional extra. Which exchange is asked is said by the spec or by the user.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from .reading import SnapshotError
from .snapshot import by_market

SETTINGS: Mapping[str, Any] = {"enableRateLimit": True, "options": {"defaultType": "swap"}}
Tried = Callable[[str, Callable[[], Any]], Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that was answered, as JSON text, and in words what was not."""

    text: str
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask: ccxt, its name of the exchange, and the markets of the spec, none for all that it has."""

    ccxt: Any
    exchange: str
    markets: tuple[str, ...] = ()


def installed() -> Any:
    """Return ccxt; raise ``SnapshotError`` with the remedy where it is not installed."""
    try:
        return importlib.import_module("ccxt")
    except ImportError as error:
        wrong = "is not installed" if error.name == "ccxt" else f"cannot be imported ({_words(error)})"
        raise SnapshotError(f"ccxt {wrong}, and --live asks through it", "pip install 'perpspec[live]'") from error


def ask(asked: Asked) -> Answered:
    """Return what the exchange answers; raise ``SnapshotError`` where it is not known, not reached, or answers nothing."""
    kind = getattr(asked.ccxt, asked.exchange, None) if asked.exchange in asked.ccxt.exchanges else None
    if kind is None:
        raise SnapshotError(f"ccxt knows no exchange `{asked.exchange}`", "name one of ccxt's with --exchange")
    exchange = kind(dict(SETTINGS))
    # else every number would pass through a float, in ccxt's own fields or in the venue's
    exchange.number = str
    exchange.on_json_response = partial(json.loads, parse_float=str)
    refused: list[str] = []
    tried = _trying(asked, refused)
    listed = tried("markets", exchange.fetch_markets)
    symbols = _symbols(asked, listed or [])
    found = {
        "markets": [row for row in listed or [] if not symbols or row["symbol"] in symbols],
        "leverage_tiers": _tiers(exchange, symbols, tried, refused),
        "funding_rates": tried("funding rates", lambda: exchange.fetch_funding_rates(symbols or None)),
    }
    said = {name: answer for name, answer in found.items() if answer}
    if not said:
        reason = f": {'; '.join(refused)}" if refused else ""
        raise SnapshotError(f"`{asked.exchange}` answered nothing{reason}", "compare a saved answer instead")
    return Answered(json.dumps({"exchange": asked.exchange, **said}, indent=1, default=str), tuple(refused))


def _trying(asked: Asked, refused: list[str]) -> Tried:
    """Return what makes one call, and notes a refusal of the exchange; not to reach it ends everything."""

    def tried(what: str, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except asked.ccxt.NetworkError as error:
            raise SnapshotError(
                f"`{asked.exchange}` cannot be reached: {_words(error)}",
                "try again later, or compare a saved answer: perpspec drift VENUE SNAPSHOT",
            ) from error
        except asked.ccxt.BaseError as error:
            refused.append(f"{what}: {_words(error)}")
            return None

    return tried


def _symbols(asked: Asked, listed: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return ccxt's symbols of the markets that were asked for."""
    if not asked.markets:
        return []
    swaps = [str(row["symbol"]) for row in listed if row.get("swap") is not False]
    named = by_market(swaps, asked.markets)
    missing = [market for market in asked.markets if market not in named.values()]
    if missing:
        raise SnapshotError(f"`{asked.exchange}` lists no perpetual contract `{missing[0]}`", "leave --market out to ask for all")
    return list(named)


def _tiers(exchange: Any, symbols: list[str], tried: Tried, refused: list[str]) -> Any:
    """Return the tiers of all symbols, one by one where the interface gives no others."""
    if exchange.has.get("fetchLeverageTiers") or not exchange.has.get("fetchMarketLeverageTiers"):
        return tried("leverage tiers", lambda: exchange.fetch_leverage_tiers(symbols or None))
    if not symbols:
        refused.append("leverage tiers: the exchange gives those of one market at a time; name the markets with --market")
    found = {
        symbol: tried(f"leverage tiers of {symbol}", partial(exchange.fetch_market_leverage_tiers, symbol)) for symbol in symbols
    }
    return {symbol: rows for symbol, rows in found.items() if rows is not None}


def _words(error: Exception) -> str:
    """Return what an error says, in one line that is not the length of a page."""
    return " ".join(str(error).split())[:200] or "no reason given"
