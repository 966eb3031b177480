"""Are formulas that stand on themselves named, also where an output with a kind of its own closes the ring?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perpspec.language.faults import FormulaError
from perpspec.load.load import Spec
from perpspec.source.text import DocumentError

HEAD = "perpspec: 1\nvenue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}\n"
RINGS = {
    "two outputs": "funding: {rate: 2 * cap, cap: rate / 2}\n",
    "an output and a definition": "funding: {rate: twice(cap), cap: 2%, definitions: {'twice(of: rate)': of + rate}}\n",
    "the index and a definition that a constituent was meant in": (
        "index:\n  constituents: {alpha: {}, beta: {}}\n  definitions: {near: price > 1 USDT per BTC}\n"
        "  price: 'each_sum(price, where=near) / each_count(near)'\n"
    ),
}


@pytest.mark.parametrize("text", RINGS.values(), ids=list(RINGS))
def test_a_ring_through_an_output_is_a_fault_of_the_document(text: str, spec_of: Callable[[str], Spec]) -> None:
    with pytest.raises(DocumentError) as caught:
        spec_of(HEAD + text)
    (fault,) = caught.value.faults
    assert fault.code == "formula"
    assert "in a ring" in fault.message


def test_a_constituents_own_price_is_no_ring(spec_of: Callable[[str], Spec]) -> None:
    spec = spec_of(HEAD + "index: {constituents: {alpha: {}, beta: {}}, price: each_median(price)}\n")
    assert spec.resolver().clause("index.price") is not None


def test_a_name_that_an_argument_hides_is_no_ring(spec_of: Callable[[str], Spec]) -> None:
    spec = spec_of(HEAD + "funding: {cap: 2%, rate: twice(cap), definitions: {'twice(rate: rate)': 2 * rate}}\n")
    assert spec.resolver().clause("funding.rate") is not None


def test_a_ring_that_one_market_closes_is_said_when_that_market_is_asked_about(spec_of: Callable[[str], Spec]) -> None:
    text = "contracts: {markets: {A: {}, B: {}}}\nfunding: {rate: 2 * cap, cap: {value: 1%, by_market: {B: rate}}}\n"
    spec = spec_of(HEAD + text)
    assert spec.resolver("A").clause("funding.rate") is not None
    with pytest.raises(FormulaError, match="stands on itself for `B`"):
        spec.resolver("B").clause("funding.rate")
