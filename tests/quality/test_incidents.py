"""Does the catalogue find, in the rules that were published before a public incident, what the incident came from?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from perpspec.claims.finding import Report, Verdict
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec

INCIDENTS = Path(__file__).parents[1] / "corpus" / "incidents"
FILES = sorted(INCIDENTS.glob("*/*.yaml"))


@cache
def verified(file: Path) -> Report:
    """Return what the whole catalogue says of one spec."""
    return verify([load_spec(file)], Options())


def expected(file: Path) -> dict[str, set[str]]:
    """Return the checks that must be among the findings of a spec, and those that must be gone from them."""
    known = json.loads(file.with_name("expected.json").read_text(encoding="utf-8"))
    return {key: set(checks) for key, checks in known[file.name].items()}


def found(file: Path) -> set[str]:
    """Return the checks that have a finding on a spec."""
    return {finding.id for finding in verified(file).findings}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}: {file.stem}")
def test_the_rules_of_an_incident_give_the_findings_it_came_from(file: Path) -> None:
    want = expected(file)
    assert want["found"]
    assert want["found"] - found(file) == set()
    assert want.get("gone", set()) & found(file) == set()


@pytest.mark.parametrize("file", [f for f in FILES if f.stem == "after"], ids=lambda file: file.parent.name)
def test_what_is_gone_after_an_incident_was_found_before_it(file: Path) -> None:
    assert expected(file).get("gone", set()) <= found(file.with_name("before.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}: {file.stem}")
def test_every_question_about_an_incident_is_decided(file: Path) -> None:
    undecided = {Verdict.UNKNOWN, Verdict.VACUOUS}
    assert [outcome.claim for outcome in verified(file).outcomes if outcome.verdict in undecided] == []


def test_each_expectation_is_of_a_spec_that_is_there() -> None:
    named = {folder / name for folder in INCIDENTS.iterdir() for name in json.loads((folder / "expected.json").read_text())}
    assert named == set(FILES)
