"""Is a liquidation price that nobody publishes the price at which the published trigger begins to hold?"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import product

import pytest

from perpspec.load.load import Spec, load_spec
from perpspec.pages.derived import AT, WALLET, Derived, derived_price
from perpspec.readings.crossing import crossing
from perpspec.readings.exact import Env
from perpspec.readings.javascript import literal, quoted
from perpspec.readings.rebuild import choices_in
from tests.pages.sites import EXAMPLE, ROOT

DERIBIT = load_spec(ROOT / "specs/deribit")
LINEAR, INVERSE = "BTC_USDC-PERPETUAL", "BTC-PERPETUAL"
SCRIPT = ROOT / "verifier/perpspec/pages/theme/perpspec.js"
SMALL = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, COIN: quantity}}
contracts:
  defaults: {form: %s}
  markets: {COINUSDT: {base: COIN}}
margin:
  inputs:
    notional: {kind: money, domain: {from: 0}}
    wallet: {kind: money}
    unrealised: {kind: money}
  maintenance: notional * 1%%
  equity: wallet + unrealised
liquidation:
  trigger: %s
"""


def given(derived: Derived, **known: Fraction) -> Env:
    """Return a position: what is not named is 1 coin long, worth 50 000."""
    usual = {"side": Fraction(1), "quantity": Fraction(1), "entry": Fraction(50_000), "value": Fraction(50_000)} | known
    values = {v.name: usual[v.name.rpartition(".")[2]] for v in derived.variables}
    return Env(values, dict.fromkeys(choices_in(derived.gap), 0))


def of(spec: Spec, market: str) -> Derived:
    found = derived_price(spec, market)
    assert isinstance(found, Derived), found
    return found


@pytest.mark.parametrize(("market", "side", "leverage"), list(product((LINEAR, INVERSE), (1, -1), (2, 5, 20))))
def test_it_parts_the_prices_at_which_the_trigger_of_deribit_holds(market: str, side: int, leverage: int) -> None:
    derived = of(DERIBIT, market)
    wallet = Fraction(50_000 if market == LINEAR else 1, leverage)
    env = given(derived, side=Fraction(side), wallet=wallet)
    found = crossing(lambda price: derived.at(price, env), Fraction(50_000), down=side > 0)
    safe, lost = (found.high, found.low) if side > 0 else (found.low, found.high)
    assert derived.at(safe + side * Fraction(1, 10**6), env) > 0 > derived.at(lost - side * Fraction(1, 10**6), env)
    assert (found.low == found.high) == (market == LINEAR), "the margin of an inverse contract of Deribit bends with its size"


def test_a_linear_contract_of_one_rate_has_the_price_that_everybody_knows(spec_of: Callable[[str], Spec]) -> None:
    derived = of(spec_of(SMALL % ("linear", "margin.equity < margin.maintenance")), "COINUSDT")
    env = given(derived, wallet=Fraction(10_000))
    found = crossing(lambda price: derived.at(price, env), Fraction(50_000), down=True)
    assert found.low == found.high == Fraction(50_000 - 10_000) / (1 - Fraction(1, 100))


def test_an_equity_that_is_only_an_input_is_a_wallet_and_the_profit() -> None:
    derived = of(load_spec(EXAMPLE), "BTCUSDT")
    assert {"margin.wallet", "liquidation.entry", "liquidation.side"} <= {v.name for v in derived.variables}
    assert WALLET in {v.name for v in of(DERIBIT, LINEAR).variables}
    assert AT not in {v.name for v in derived.variables}


@pytest.mark.parametrize(
    ("form", "trigger", "why"),
    [
        ("quanto", "margin.equity < margin.maintenance", "neither linear nor inverse"),
        ("linear", "margin.maintenance > 5 USDT", "compares no equity"),
    ],
)
def test_where_it_cannot_be_derived_the_page_says_why(spec_of: Callable[[str], Spec], form: str, trigger: str, why: str) -> None:
    found = derived_price(spec_of(SMALL % (form, trigger)), "COINUSDT")
    assert isinstance(found, str)
    assert why in found


def test_a_venue_without_a_trigger_is_told_so() -> None:
    found = derived_price(load_spec(ROOT / "specs/bitmex"), load_spec(ROOT / "specs/bitmex").markets[0])
    assert found == "neither its formula nor a trigger is in the spec"


def test_the_script_of_the_page_gives_the_same_number(run_script: Callable[[list[str]], list[str]]) -> None:
    said = "const said=x=>x.low?said(x.low)+'..'+said(x.high):x.d===1n?''+x.n:x.n+'/'+x.d;"
    lines, wanted = [f"const {{X}}=require({json.dumps(str(SCRIPT))});{said}"], []
    for market, side, leverage in product((LINEAR, INVERSE), (1, -1), (2, 7, 25)):
        derived = of(DERIBIT, market)
        env = given(derived, side=Fraction(side), wallet=Fraction(50_000 if market == LINEAR else 1, leverage))
        wanted.append(str(crossing(partial(derived.at, env=env), Fraction(50_000), down=side > 0)))
        values = ",".join(f"{quoted(name)}:{literal(value)}" for name, value in env.values.items() if isinstance(value, Fraction))
        lines.append(f"console.log(said(({derived.script})({{v:{{{values}}},c:{json.dumps(dict(env.choices))}}},X)));")
    assert run_script(lines) == wanted
