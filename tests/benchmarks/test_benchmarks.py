"""Do the benchmarks measure what they say: a healthy venue, claims that hold, claims that fail?"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.contracts_for_crosshair import payments_cancel as contract
from benchmarks.made_venue import write_venue
from benchmarks.measure import Benchmark, Measured, table
from benchmarks.questions import (
    margin_within_highest_rate,
    payment_near_the_exact_one,
    payment_within_cap,
    payments_cancel,
    payments_cancel_at_the_cap,
)
from perpspec.claims.claim import Claim
from perpspec.fuzz.mass import hunt
from perpspec.load.load import load_spec


@pytest.mark.parametrize("distinct", [True, False], ids=["a table each", "one table"])
def test_the_made_venue_is_understood_and_its_tables_are_healthy(tmp_path: Path, distinct: bool) -> None:
    spec = load_spec(write_venue(tmp_path / "made", 5, distinct))
    assert len(spec.markets) == 5
    assert len(spec.printed) == (5 if distinct else 1)
    assert all(table.partition and len(table.tiers) == 10 for table in spec.printed)


@pytest.mark.parametrize("claim", [margin_within_highest_rate(), payment_within_cap(), payment_near_the_exact_one()])
def test_what_is_measured_over_all_cases_is_broken_in_none(claim: Claim) -> None:
    assert hunt(claim, {}, {}, 5_000, 0).witness is None


@pytest.mark.parametrize("claim", [payments_cancel(), payments_cancel_at_the_cap()])
def test_what_is_searched_for_can_be_found(claim: Claim) -> None:
    assert hunt(claim, {}, {}, 20_000, 0).witness is not None


def test_the_contract_that_crosshair_checks_asks_the_same_question() -> None:
    contract(24, 10**7)
    with pytest.raises(AssertionError):
        contract(25, 10**7)


def test_a_table_shows_ratios_to_the_first_row_and_whether_targets_are_reached() -> None:
    rows = (Measured("ours", 2.0, aim=1.0), Measured("theirs", 8.0, note="found"), Measured("absent", None))
    shown = list(table(Benchmark("name", "question", lambda quick: rows), rows))
    assert "MISSED: 1 s" in shown[1]
    assert "x4  found" in shown[2]
    assert shown[3].endswith(" -")
    assert len({benchmark.name for benchmark in BENCHMARKS}) == len(BENCHMARKS)
