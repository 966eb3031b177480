"""Does a date take of each section what was in force on it, and say so when nothing was?"""

from __future__ import annotations

from pathlib import Path

import pytest

from perpspec.load.load import load_spec
from perpspec.source.text import DocumentError

ROOT = Path(__file__).parents[2]
HARBOR = ROOT / "examples" / "harbor"


def test_the_newest_table_in_force_on_a_date_is_taken() -> None:
    assert load_spec(HARBOR, "2025-05-21").tables["pearl"].tiers[0].up_to == 10_000
    before, after = (load_spec(HARBOR, date).venue.stated["tiers.markets.PEARLUSDT"] for date in ("2025-05-21", "2025-06-01"))
    assert (before.clause.value, after.clause.value) == ("pearl", "pearl-tight")


def test_a_table_printed_after_the_date_is_not_asked_about() -> None:
    assert "pearl-tight" not in {table.name for table in load_spec(HARBOR, "2025-05-21").distinct}
    assert "pearl-tight" in {table.name for table in load_spec(HARBOR).distinct}


def test_a_date_before_everything_is_one_clear_fault() -> None:
    with pytest.raises(DocumentError) as caught:
        load_spec(HARBOR, "2019-01-01")
    assert [fault.code for fault in caught.value.faults] == ["document.too_early"]
