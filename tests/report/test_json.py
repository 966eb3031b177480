"""Is a JSON report what its schema says, the same every time, and without loss?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from perpspec.claims.finding import Report
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import Spec
from perpspec.report.json import document, render
from perpspec.report.schema import report_schema
from tests.report.reports import CLEAN, EMPTY, FULL
from tests.report.snapshots import check_snapshot

VALIDATOR = Draft202012Validator(report_schema())

GAP_AND_SILENCE = """
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 6_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
"""


@pytest.mark.parametrize(("name", "report"), [("full", FULL), ("clean", CLEAN), ("empty", EMPTY)])
def test_a_report_is_written_as_its_snapshot(name: str, report: Report) -> None:
    check_snapshot(f"{name}.json", render(report))


@pytest.mark.parametrize("report", [FULL, CLEAN, EMPTY], ids=["full", "clean", "empty"])
def test_a_report_is_what_the_schema_says(report: Report) -> None:
    VALIDATOR.validate(json.loads(render(report)))


def test_a_real_report_is_what_the_schema_says(spec_of: Callable[[str], Spec]) -> None:
    report = verify([spec_of(GAP_AND_SILENCE)], Options())
    assert report.findings
    VALIDATOR.validate(json.loads(render(report)))


def without_seconds(text: str) -> Any:
    """Return a report as data with the one field left out that differs from run to run."""
    data = json.loads(text)
    for outcome in data["outcomes"]:
        del outcome["seconds"]
    return data


def test_two_runs_differ_in_seconds_alone(spec_of: Callable[[str], Spec]) -> None:
    spec = spec_of(GAP_AND_SILENCE)
    first, second = (render(verify([spec], Options(seed=3))) for _ in range(2))
    assert json.dumps(without_seconds(first)) == json.dumps(without_seconds(second))


def test_the_fields_come_in_the_published_order() -> None:
    data = document(FULL)
    assert list(data) == ["schema", "tool", "specs", "findings", "outcomes", "summary"]
    assert list(data["findings"][0])[:13] == [
        "id", "kind", "severity", "verdict", "venue", "message", "help", "spans", "witness", "readings", "question",
        "fingerprint", "accepted",
    ]  # fmt: skip
    assert list(data["outcomes"][0])[:6] == ["claim", "check", "verdict", "evidence", "clauses", "seconds"]
    assert list(data["findings"][0]["spans"][0])[:4] == ["file", "line", "column", "label"]


def test_exact_values_are_texts_that_lose_nothing() -> None:
    (finding,) = (found for found in document(FULL)["findings"] if found["id"] == "funding.above_maintenance")
    values = {line["name"]: line["value"] for line in finding["witness"]["fails"]["given"]}
    assert values == {"notional": "1000", "premium": "1/300", "interval": "28800"}
    assert Fraction(values["premium"]) == Fraction(1, 300)


def test_accepted_findings_stay_with_their_reason() -> None:
    accepted = [found["accepted"] for found in document(FULL)["findings"] if found["accepted"]]
    assert accepted == [{"reason": "the venue was asked on 2025-09-02", "until": "2027-01-31"}]
    assert document(FULL)["summary"]["accepted"] == 1
    assert document(FULL)["summary"]["severities"] == {"error": 2, "warning": 1, "note": 1}


def test_every_verdict_is_counted_even_where_there_is_none() -> None:
    assert document(EMPTY)["summary"]["verdicts"] == {
        "proved": 0, "refuted": 0, "depends": 0, "vacuous": 0, "unknown": 0, "skipped": 0,
    }  # fmt: skip


def test_text_that_is_not_ascii_is_escaped_so_that_any_pipe_carries_it() -> None:
    report = replace(FULL, tool="perpspec 五")
    assert render(report).isascii()
    assert json.loads(render(report))["tool"] == "perpspec 五"


def test_the_schema_refuses_what_is_no_report() -> None:
    for wrong in ({}, {**document(EMPTY), "more": 1}, {**document(EMPTY), "tool": 1}):
        assert not VALIDATOR.is_valid(wrong)
