"""Which laws hold for every pair: mirrored, at every point, and at the price where an account is liquidated?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perpspec.diff.change import Comparison
from perpspec.diff.price import SIDES, Side, liquidated_at
from perpspec.diff.region import Compared, regions
from perpspec.diff.tiers import TierFunctions, of_table
from perpspec.language.kinds import MONEY
from perpspec.load.load import load_spec
from perpspec.readings.pieces import Pieces, value_at
from tests.diff.test_corpus import PAIRS
from tests.diff.versions import CORPUS, compared, of_corpus

MIRRORED = {"stricter": "looser", "looser": "stricter", "incomparable": "incomparable", "equivalent": "equivalent"}


@pytest.mark.parametrize("name", PAIRS)
def test_the_way_back_is_the_mirror_image(name: str) -> None:
    old, new = (load_spec(CORPUS / name / f"{word}.yaml") for word in ("old", "new"))
    there, back = of_corpus(name), compared(new, old)
    assert sorted((c.id, c.markets, MIRRORED[c.direction]) for c in there.changes) == sorted(
        (c.id, c.markets, c.direction) for c in back.changes
    )
    assert _gaps(there, -1) == _gaps(back, 1)


def _gaps(comparison: Comparison, sign: int) -> set[tuple[object, ...]]:
    return {
        (change.id, change.markets, region.quantity, region.stretch, region.gap_at, sign * region.gap)
        for change in comparison.changes
        for region in change.regions
        if region.gap is not None
    }


@pytest.mark.parametrize("name", PAIRS)
def test_a_version_is_equal_to_itself(name: str) -> None:
    spec = load_spec(CORPUS / name / "new.yaml")
    assert compared(spec, spec).changes == ()


NUMBERS = st.integers(-6, 6).map(Fraction)
LINES = st.tuples(NUMBERS, NUMBERS)


@st.composite
def functions(draw: st.DrawFn) -> Pieces:
    """Return a function with up to three cuts, with jumps and with points of their own."""
    cuts = sorted(draw(st.sets(st.integers(0, 8).map(Fraction), max_size=3)))
    return Pieces(tuple(cuts), tuple(draw(LINES) for _ in range(2 * len(cuts) + 1)))


def at(function: Pieces, x: Fraction) -> Fraction:
    """Return the value of a function by walking its cuts, in a way of its own."""
    index = sum(2 if x > cut else 1 if x == cut else 0 for cut in function.cuts)
    value = value_at(function.cells[index], x)
    assert isinstance(value, Fraction)
    return value


@given(functions(), functions(), st.integers(1, 80).map(lambda n: Fraction(n, 8)))
def test_the_region_of_a_point_has_the_sign_and_the_size_of_the_difference(old: Pieces, new: Pieces, x: Fraction) -> None:
    found = regions(Compared("q", "x", old, new, MONEY, MONEY, "stricter"), Fraction(0), Fraction(10))
    gap = at(new, x) - at(old, x)
    here = [region for region in found if region.stretch.holds(x)]
    assert [region.direction for region in here] == ([] if gap == 0 else ["stricter" if gap > 0 else "looser"])
    for region in here:
        (part,) = [part for part in region.parts if part.stretch.holds(x)]
        assert part.slope * x + part.intercept == gap
        assert region.gap is not None
        assert abs(region.gap) >= abs(gap)


def table(name: str, word: str, market: str) -> TierFunctions:
    """Return the functions of one market of the corpus."""
    spec = load_spec(CORPUS / name / f"{word}.yaml")
    return of_table(spec.tables[spec.venue.stated[f"tiers.markets.{market}"].clause.value or ""])


@pytest.mark.parametrize("word", ["old", "new"])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("leverage", [2, 5, 10])
@pytest.mark.parametrize("size", [3_000, 14_000, 95_000])
def test_at_the_liquidation_price_equity_is_the_margin_and_nearer_to_the_entry_it_is_above(
    word: str, side: Side, leverage: int, size: int
) -> None:
    functions = table("bybit-2025-06-20", word, "TUTUSDT")
    price = liquidated_at(functions, Fraction(size), Fraction(leverage), side, inverse=False)
    assert functions.maintenance is not None
    assert price is not None
    sign = 1 if side == "long" else -1

    def slack(share: Fraction) -> Fraction:
        assert functions.maintenance is not None
        equity = Fraction(size, leverage) + sign * size * (share - 1)
        return equity - at(functions.maintenance, size * share)

    assert slack(price) == 0
    assert (price < 1) == (side == "long")
    assert all(slack(price + (1 - price) * Fraction(part, 10)) > 0 for part in range(1, 11))


def test_with_sizes_in_contracts_the_price_follows_from_rate_and_leverage() -> None:
    functions = table("okx-2023-08-23", "old", "BTCUSDC")
    size, leverage = Fraction(10_000), Fraction(10)
    prices = [liquidated_at(functions, size, leverage, side, inverse) for inverse in (False, True) for side in SIDES]
    rate, margin = Fraction(4, 1000), Fraction(1, 10)
    assert prices == [(1 - margin) / (1 - rate), (1 + margin) / (1 + rate), (1 + rate) / (1 + margin), (1 - rate) / (1 - margin)]
