"""Are bands, own orders, several stops and funds played as the rules say, and refused where they name what is not there?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, written

SITUATIONS = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders: {self_trade: {resting_order: decrement}, price_band: {at_submit: reprice, at_amend: cancel}}
position_modes: {leverage_without_margin: cancel, leverage_with_orders: keep}
scenarios:
  scenarios:
    - id: band
      title: a band
      breaks: [moves]
      events:
        - {event: band, lowest: 5, highest: 8}
        - {event: submit, side: buy, quantity: 3, limit: 9, expect: {orders: [{order: 1, left: 3, limit: 8}]}}
        - {event: amend, order: 1, limit: 7, expect: {orders: [{order: 1, left: 3, limit: 7}]}}
        - {event: amend, order: 1, limit: 9, expect: {orders: []}}
        - {event: band, expect: {refused: false}}
        - {event: submit, side: buy, quantity: 3, limit: 9, expect: {orders: [{order: 2, left: 3, limit: 9}]}}
    - id: own
      title: own orders meet
      events:
        - {event: submit, side: buy, quantity: 3}
        - {event: submit, side: sell, quantity: 2}
        - {event: meet, order: 2, other: 1, expect: {position: 0, orders: [{order: 1, left: 1}]}}
    - id: stops
      title: several stops, of which one has a limit
      reading: {orders.triggers.at_once: trigger}
      events:
        - {event: take, side: buy, quantity: 3, there: 3}
        - {event: stop, side: sell, quantity: 1, trigger: last, at: 9}
        - {event: stop, side: sell, quantity: 2, trigger: mark, at: 8}
        - {event: unstop, stop: 1}
        - {event: stop, side: sell, quantity: 1, trigger: last, at: 12, limit: 3, expect: {position: 3}}
        - {event: enter, stop: 3, expect: {orders: [{order: 1, left: 1, limit: 3}]}}
        - {event: tick, trigger: mark, to: 7, expect: {position: 1}}
    - id: leverage
      title: the margin behind the leverage
      funds: 2
      events:
        - {event: leverage, to: 5, expect: {refused: false}}
        - {event: submit, side: buy, quantity: 11, expect: {refused: true}}
        - {event: submit, side: buy, quantity: 2}
        - {event: submit, side: buy, quantity: 8}
        - {event: fill, order: 1, quantity: 2, expect: {position: 2, orders: [{order: 2, left: 8}]}}
        - {event: leverage, to: 1, expect: {refused: false, orders: []}}
"""


def test_bands_own_orders_several_stops_and_funds_are_played(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS))
    assert (ran.code, ran.err) == (0, "")
    for said in ("band: limits from 5 up to 8", "band: limits of any price", "2 meets 1", "cancel stop 1", "stop 3 enters as 1"):
        assert said in ran.out
    assert "stop 3: sell 1 at 3, has fired" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("meet, order: 2, other: 1", "meet, order: 2, other: 7", "order 7 does not rest"),
        ("meet, order: 2, other: 1", "meet, order: 2", "`meet` needs `other`"),
        ("unstop, stop: 1", "unstop", "`unstop` needs `stop`, as several wait"),
        ("enter, stop: 3", "enter, stop: 1", "stop 1 does not wait"),
        ("to: 5, expect", "expect", "`leverage` needs `to`"),
        ("lowest: 5", "lowest: low", "`low` is no `lowest` in whole lots or ticks above zero"),
        ("funds: 2", "funds: few", "`few` is no `funds` in whole lots or ticks above zero"),
    ],
)
def test_an_event_that_names_what_is_not_there_is_refused(run: Run, tmp_path: Path, old: str, new: str, said: str) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS.replace(old, new, 1)))
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_limit_that_is_not_the_one_expected_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("replay", written(tmp_path / "shop.yaml", SITUATIONS.replace("left: 3, limit: 8", "left: 3, limit: 9", 1)))
    assert (ran.code, "the limit of 1 is 8, where 9 is expected" in ran.out) == (1, True)
