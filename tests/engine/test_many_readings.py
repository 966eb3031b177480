"""Are claims settled that have more readings than can be tried one by one?"""

from __future__ import annotations

from pathlib import Path

import pytest

from perpspec.claims.finding import Verdict
from perpspec.engine import machines
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec

SOUND = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only:
    {one_way: accept, no_position: refuse, together: refuse, position_shrinks: clip, cut_first: newest, position_flips: cancel,
     position_flat: cancel}
"""
SHOP = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept, no_position: refuse, oversized: %s, together: %s, at_fill: clip, position_shrinks: %s}
"""


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        (SOUND, Verdict.PROVED, "in all 9 readings at once"),
        (SHOP % ("accept", "accept", "clip"), Verdict.REFUTED, "one sequence of events that all 20 readings share"),
    ],
)
def test_readings_that_agree_are_settled_without_trying_each(
    text: str, verdict: Verdict, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machines, "MOST_READINGS", 4)
    file = tmp_path / "shop.yaml"
    file.write_text(text, encoding="utf-8")
    report = verify([load_spec(file)], Options(only=("orders.reduce_only_exceeds",)))
    (outcome,) = report.outcomes
    assert outcome.verdict == verdict
    assert said in outcome.evidence.detail


def test_what_hangs_on_a_rule_says_how_far_it_was_looked_for(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP.replace(", position_shrinks: %s", "") % ("refuse", "refuse"), encoding="utf-8")
    (outcome,) = verify([load_spec(file)], Options(only=("orders.reduce_only_exceeds",))).outcomes
    assert outcome.verdict == Verdict.DEPENDS
    assert outcome.evidence.detail == "looked for among all states of 3 orders of up to 2 lots and positions of up to 3"
