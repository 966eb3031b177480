"""Is an interface that is asked now read as a saved answer is, and is every refusal told with its remedy?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import SHOP, Run, written

TIERS = {
    "A/USDT:USDT": [
        {"minNotional": 0, "maxNotional": "5000", "maintenanceMarginRate": "0.025", "maxLeverage": 20, "info": {"cum": "0"}},
        {"minNotional": 5000, "maxNotional": 10_000, "maintenanceMarginRate": 0.06, "maxLeverage": 10, "info": {"cum": "175"}},
    ]
}
RATES = {"A/USDT:USDT": {"fundingRate": "0.0001", "interval": "4h", "info": {}}}
MARKETS = [
    {"symbol": "A/USDT:USDT", "swap": True, "type": "swap", "precision": {"price": "0.01"}, "limits": {}},
    {"symbol": "A/USDT", "swap": False, "type": "spot", "precision": {"price": "0.02"}, "limits": {}},
]


class BaseError(Exception):
    """Stands for ccxt's error of that name."""


class NetworkError(BaseError):
    """Stands for ccxt's error of that name."""


class Exchange:
    """Answers as an exchange of ccxt does."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        assert settings["options"] == {"defaultType": "swap"}
        self.number: type = float
        self.on_json_response: Callable[[str], Any] = json.loads
        self.has: Mapping[str, bool] = {"fetchLeverageTiers": True}

    def fetch_markets(self) -> Sequence[Mapping[str, Any]]:
        assert self.number is str
        assert self.on_json_response('{"rate": 0.10, "tier": 1}') == {"rate": "0.10", "tier": 1}
        return MARKETS

    def fetch_leverage_tiers(self, symbols: list[str] | None) -> Mapping[str, Any]:
        assert symbols in (None, ["A/USDT:USDT"])
        return TIERS

    def fetch_funding_rates(self, symbols: list[str] | None) -> Mapping[str, Any]:
        assert symbols in (None, ["A/USDT:USDT"])
        return RATES


class Unreached(Exchange):
    def fetch_markets(self) -> Sequence[Mapping[str, Any]]:
        raise NetworkError("shopx GET /markets\n timed out")


class Guarded(Exchange):
    def fetch_leverage_tiers(self, symbols: list[str] | None) -> Mapping[str, Any]:
        raise BaseError('shopx requires "apiKey" credential')


class Silent(Guarded):
    def fetch_markets(self) -> Sequence[Mapping[str, Any]]:
        raise BaseError("not supported")

    def fetch_funding_rates(self, symbols: list[str] | None) -> Mapping[str, Any]:
        return {}


class OneByOne(Exchange):
    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self.has = {"fetchMarketLeverageTiers": True}

    def fetch_market_leverage_tiers(self, symbol: str) -> Sequence[Mapping[str, Any]]:
        return TIERS[symbol]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a venue that says what ccxt calls it."""
    return written(tmp_path / "shop.yaml", SHOP.replace("title: A shop,", "title: A shop, exchange: shopx,"))


def answering(monkeypatch: pytest.MonkeyPatch, exchange: type[Exchange]) -> None:
    """Let `import ccxt` give a stand-in with one exchange."""
    known = SimpleNamespace(exchanges=["shopx"], shopx=exchange, BaseError=BaseError, NetworkError=NetworkError)
    monkeypatch.setitem(sys.modules, "ccxt", known)


def test_an_interface_is_compared_as_its_saved_answer_is(
    run: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, Exchange)
    file = tmp_path / "kept.json"
    code, out, err = run("drift", shop, "--live", "--save", file, "--format", "json")
    assert (code, err) == (1, "")
    saved = run("drift", shop, file, "--format", "json")
    assert json.loads(saved.out) == json.loads(out)
    (table,) = [c for c in json.loads(out)["comparisons"][0]["changes"] if c["id"] == "tiers.table"]
    assert (table["markets"], table["direction"]) == (["AUSDT"], "stricter")


def test_an_exchange_of_single_answers_is_asked_market_by_market(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, OneByOne)
    assert "stricter  tiers.table  parameter  AUSDT" in run("drift", shop, "--live", "--market", "AUSDT").out
    everything = run("drift", shop, "--live")
    assert "name the markets with --market" in everything.err
    assert "tiers.table" not in everything.out


def test_what_is_refused_is_said_and_the_rest_is_compared(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, Guarded)
    code, out, err = run("drift", shop, "--live")
    assert (code, "tiers.table" in out) == (0, False)
    assert 'not answered: leverage tiers: shopx requires "apiKey" credential' in err


@pytest.mark.parametrize(
    ("exchange", "words", "said"),
    [
        (Unreached, (), "`shopx` cannot be reached: shopx GET /markets timed out"),
        (Silent, (), "`shopx` answered nothing: markets: not supported"),
        (Exchange, ("--exchange", "none"), "ccxt knows no exchange `none`"),
        (Exchange, ("--exchange", "NetworkError"), "ccxt knows no exchange `NetworkError`"),
        (Exchange, ("--market", "BUSDT"), "`shopx` lists no perpetual contract `BUSDT`"),
    ],
)
def test_a_refusal_is_wrong_usage_with_a_remedy(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch, exchange: type[Exchange], words: tuple[str, ...], said: str
) -> None:
    answering(monkeypatch, exchange)
    code, out, err = run("drift", shop, "--live", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_without_ccxt_the_remedy_is_named(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ccxt", None)
    code, _, err = run("drift", shop, "--live")
    assert (code, "pip install 'perpspec[live]'" in err) == (2, True)


def test_a_venue_without_a_name_at_ccxt_is_asked_for_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, Exchange)
    plain = written(tmp_path / "plain.yaml", SHOP)
    assert "give --exchange NAME" in run("drift", plain, "--live").err
    assert run("drift", plain, "--live", "--exchange", "shopx").code == 1


def test_a_file_that_is_there_is_not_written_over(run: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, Exchange)
    file = written(tmp_path / "kept.json", "mine")
    assert run("drift", shop, "--live", "--save", file).code == 2
    assert file.read_text() == "mine"


@pytest.mark.parametrize("words", [(), ("--save", "a.json", "b.json")])
def test_options_of_the_live_answer_go_with_it(run: Run, shop: Path, words: tuple[str, ...]) -> None:
    assert run("drift", shop, *words).code == 2
