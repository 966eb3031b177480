"""Can every finding of the library be told apart, and is a run the same each time?"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from perpspec.claims.finding import Report, Verdict
from perpspec.engine.causes import OPEN
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec
from perpspec.model.outcomes import OUTCOMES

ROOT = Path(__file__).parents[2]
SPECS = sorted(path.parent for path in [*ROOT.glob("specs/*/venue.yaml"), *ROOT.glob("examples/*/venue.yaml")])


@cache
def report(folder: Path) -> Report:
    """Return the report on one venue, worked out once."""
    return verify([load_spec(folder)], Options())


@pytest.mark.parametrize("folder", SPECS, ids=lambda folder: folder.name)
def test_no_two_findings_share_a_fingerprint(folder: Path) -> None:
    prints = Counter(finding.fingerprint for finding in report(folder).findings)
    assert [fingerprint for fingerprint, times in prints.items() if times > 1] == []


@pytest.mark.parametrize("folder", SPECS, ids=lambda folder: folder.name)
def test_every_question_about_the_library_is_decided(folder: Path) -> None:
    open_ones = [o.claim for o in report(folder).outcomes if o.verdict in (Verdict.UNKNOWN, Verdict.VACUOUS)]
    assert open_ones == []


@pytest.mark.parametrize("folder", SPECS, ids=lambda folder: folder.name)
def test_no_message_has_an_unfilled_place(folder: Path) -> None:
    texts = [t for f in report(folder).findings for t in (f.message, f.question, *(mark.label for mark in f.spans))]
    assert [text for text in texts if "{" in text] == []


@pytest.mark.parametrize("folder", SPECS, ids=lambda folder: folder.name)
def test_an_open_outcome_is_told_by_one_finding_alone(folder: Path) -> None:
    findings = report(folder).findings
    alone = {clause for finding in findings if finding.id == OPEN for clause in finding.clauses}
    elsewhere = {clause for finding in findings if finding.id != OPEN for clause in finding.clauses}
    disputed = {finding.subject for finding in findings if finding.id == "documents.disputed"}
    assert alone & elsewhere == set()
    assert disputed & set(OUTCOMES) == set()
