"""Does every check fire on the spec its page calls failing, keep silent on the one it calls passing, and explain itself?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from perpspec.checks.catalogue import catalogue
from perpspec.checks.info import Check
from perpspec.claims.finding import Finding, Report, Verdict
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec

CORPUS = Path(__file__).parents[1] / "corpus" / "checks"
HEADINGS = ("## Why it matters", "## A spec that fails", "## A spec that passes", "## What to publish")
CHECKS = catalogue()


def example(check: Check, heading: str) -> str:
    """Return the yaml block below a heading of a check's page."""
    part = check.page.split(heading, 1)[1].split("\n## ", 1)[0]
    found = re.search(r"```yaml\n(.*?)```", part, re.DOTALL)
    assert found is not None
    return found[1]


def verified(text: str, folder: Path, check: str) -> Report:
    """Return the report of one check on a single-file spec."""
    file = folder / "example.yaml"
    file.write_text(text, encoding="utf-8")
    return verify([load_spec(file)], Options(only=(check,), second_opinion=True))


def told(finding: Finding) -> dict[str, object]:
    """Return what an expectation may say of a finding."""
    witness = finding.witness
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "verdict": str(finding.verdict),
        "subject": finding.subject,
        "message": finding.message,
        "witness": {line.name: line.text for line in witness.lines} if witness else {},
        "events": list(witness.events) if witness else [],
    }


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.info.id)
def test_the_failing_spec_of_a_page_gives_the_finding(check: Check, tmp_path: Path) -> None:
    report = verified(example(check, HEADINGS[1]), tmp_path, check.info.id)
    assert {finding.id for finding in report.findings} == {check.info.id}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.info.id)
def test_the_passing_spec_of_a_page_gives_no_finding_and_was_asked(check: Check, tmp_path: Path) -> None:
    report = verified(example(check, HEADINGS[2]), tmp_path, check.info.id)
    assert [finding.message for finding in report.findings] == []
    assert {outcome.verdict for outcome in report.outcomes} == {Verdict.PROVED}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.info.id)
def test_a_page_has_its_headings_in_order_and_its_question_first(check: Check) -> None:
    assert check.page.split("\n", 1)[0].endswith("?")
    places = [check.page.find(heading) for heading in HEADINGS]
    assert -1 not in places
    assert places == sorted(places)


def test_ids_are_the_paths_of_their_modules_and_unique() -> None:
    ids = [check.info.id for check in CHECKS]
    assert ids == sorted(set(ids))
    assert ids == [check.questions.__module__.split("perpspec.checks.")[1] for check in CHECKS]


CASES = sorted(CORPUS.glob("*/*/*.yaml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: "/".join(file.parts[-3:]))
def test_a_corpus_spec_gives_exactly_the_expected_findings(file: Path) -> None:
    report = verify([load_spec(file)], Options(only=(file.parts[-3],), second_opinion=True))
    found = [told(finding) for finding in report.findings]
    expected = json.loads(file.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert [{key: have[key] for key in want} for have, want in zip(found, expected, strict=True)] == expected
    assert bool(found) == (file.parts[-2] == "fails")
