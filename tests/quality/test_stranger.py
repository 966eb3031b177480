"""Can a venue with unusual rules be written without a change of the language, and is what it says found?"""

from __future__ import annotations

from pathlib import Path

from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec

TERN = Path(__file__).parents[1] / "corpus" / "venues" / "tern.yaml"
TOPICS = ("tiers", "index.single_source", "index.not_monotone", "margin", "liquidation", "feeds")


def test_an_inverse_contract_with_tiers_from_below_and_an_index_that_drops_outliers_is_judged() -> None:
    report = verify([load_spec(TERN)], Options(only=TOPICS))
    assert {finding.id for finding in report.findings} == {
        "feeds.no_rule", "index.not_monotone", "index.single_source", "tiers.above_the_last_tier", "tiers.splitting",
    }  # fmt: skip
    assert [outcome.claim for outcome in report.outcomes if str(outcome.verdict) in ("unknown", "vacuous")] == []
