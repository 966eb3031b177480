"""Is a fault that is planted in a healthy table found, and named as what it is?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from perpspec.claims.finding import Verdict
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import Spec

Row = Mapping[str, object]

HEAD = """perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional, bounds: "over, up_to", rate: marginal, deduction: given, lowest_leverage: 1}
  above_the_last_tier: the last rate applies
  markets: {AUSDT: table}
  tables:
    table:
"""
FIELDS = ("over", "up_to", "min_leverage", "max_leverage", "maintenance_rate", "deduction")
HEALTHY: tuple[Row, ...] = tuple(
    dict(zip(FIELDS, row, strict=True))
    for row in (
        (0, 5_000, 26, 50, "1.5%", 0),
        (5_000, 10_000, 11, 25, "2%", 25),
        (10_000, 25_000, 6, 10, "5%", 325),
        (25_000, 50_000, 3, 5, "10%", 1_575),
        (50_000, 100_000, 2, 2, "25%", 9_075),
        (100_000, 200_000, 1, 1, "50%", 34_075),
    )
)


def changed(row: int, **fields: object) -> list[Row]:
    """Return the healthy table with some fields of one row replaced."""
    return [{**old, **fields} if index == row else old for index, old in enumerate(HEALTHY)]


def written(rows: list[Row]) -> str:
    """Return a spec with the table."""
    return HEAD + "".join(f"      - {{{', '.join(f'{k}: {v}' for k, v in row.items())}}}\n" for row in rows)


PLANTED: dict[str, tuple[list[Row], set[str]]] = {
    "an upper bound too high": (changed(2, up_to=30_000), {"overlap"}),
    "an upper bound too low": (changed(2, up_to=20_000), {"gap"}),
    "an upper bound with a digit more": (changed(2, up_to=250_000), {"overlap"}),
    "an upper bound with a digit less": (changed(2, up_to=2_500), {"empty_band", "gap"}),
    "a lower bound too high": (changed(3, over=30_000), {"gap"}),
    "a lower bound too low": (changed(3, over=20_000), {"overlap"}),
    "a first tier above zero": (changed(0, over=100), {"gap"}),
    "a last bound with a digit less": (changed(5, up_to=20_000), {"empty_band"}),
    "a rate too high": (changed(2, maintenance_rate="6%"), {"deduction"}),
    "a rate below the one before": (changed(3, maintenance_rate="1%"), {"deduction", "rate_not_rising"}),
    "a rate twice": (changed(3, maintenance_rate="5%"), {"deduction", "rate_not_rising"}),
    "a deduction off by one": (changed(3, deduction=1_576), {"deduction"}),
    "a leverage twice as high": (changed(2, max_leverage=20), {"leverage_rises"}),
    "a leverage that no row has": (changed(2, max_leverage=8), {"leverage_gap"}),
    "the last row left out": (list(HEALTHY[:-1]), {"missing_last_row"}),
    "the first row left out": (list(HEALTHY[1:]), {"gap"}),
    "a row in the middle left out": ([*HEALTHY[:2], *HEALTHY[3:]], {"gap", "leverage_gap"}),
    "a row twice": ([*HEALTHY[:3], *HEALTHY[2:]], {"overlap", "dead_row"}),
}


def told(spec: Spec) -> set[str]:
    """Return which checks of tiers have a finding, but for the one that every rising table has."""
    report = verify([spec], Options(only=("tiers",)))
    return {finding.id.removeprefix("tiers.") for finding in report.findings} - {"splitting"}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else_is_told(name: str, spec_of: Callable[[str], Spec]) -> None:
    rows, expected = PLANTED[name]
    assert told(spec_of(written(rows))) == expected


def test_the_healthy_table_is_continuous_rises_and_follows_its_recurrence(spec_of: Callable[[str], Spec]) -> None:
    report = verify([spec_of(written(list(HEALTHY)))], Options(only=("tiers",), second_opinion=True))
    verdicts = {outcome.check: outcome.verdict for outcome in report.outcomes}
    for check in ("gap", "overlap", "jump", "falls", "deduction", "maintenance_not_below_initial"):
        assert verdicts[f"tiers.{check}"] == Verdict.PROVED
