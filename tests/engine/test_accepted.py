"""Are reviewed findings accepted for as long as they should be, and are useless entries found?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from perpspec.claims.finding import Evidence, Finding, Outcome, Report, Verdict
from perpspec.engine.accepted import EXPIRED, PAGES, UNMATCHED, accept
from perpspec.load.accepted import Entry
from perpspec.source.text import Place

PLACE = Place("shop/accepted.yaml", 3, 5, 3, 17)
FINDING = Finding("tiers.gap", "contradiction", "error", Verdict.REFUTED, "shop", "small", "a hole", ())
REPORT = Report(
    "perpspec", ({"id": "shop", "path": "shop", "as_of": ""},), (FINDING,),
    (Outcome("tiers.gap:small", "tiers.gap", "shop", Verdict.REFUTED, Evidence("closed form")),),
)  # fmt: skip
ENTRY = Entry(FINDING.fingerprint, "tiers.gap", "asked in May", "", PLACE)
OTHER = replace(ENTRY, fingerprint="0" * 12)


def after(entry: Entry, report: Report = REPORT, only: tuple[str, ...] = (), today: str = "2026-11-22") -> Report:
    return accept(report, {"shop": (entry,)}, today, only)


def ids(report: Report) -> list[str]:
    return [finding.id for finding in report.findings if finding.accepted is None]


def test_a_matching_entry_accepts_its_finding_with_the_reason() -> None:
    (finding,) = after(ENTRY).findings
    assert finding.accepted is not None
    assert (finding.accepted.reason, finding.accepted.until) == ("asked in May", "")


def test_an_entry_of_another_venue_accepts_nothing() -> None:
    assert ids(accept(REPORT, {"shop": (), "other": (ENTRY,)}, "2026-11-22")) == ["tiers.gap"]


def test_an_entry_holds_to_the_end_of_its_last_day() -> None:
    assert ids(after(replace(ENTRY, until="2026-11-22"))) == []


def test_an_entry_past_its_day_is_found_and_its_finding_counts_again() -> None:
    report = after(replace(ENTRY, until="2026-11-21"))
    assert ids(report) == ["tiers.gap", EXPIRED.id]
    assert report.findings[1].spans[0].place == PLACE


def test_an_instant_is_judged_by_its_day() -> None:
    assert ids(after(replace(ENTRY, until="2026-11-22"), today="2026-11-22T08:00Z")) == []


def test_an_entry_that_matches_nothing_is_found() -> None:
    report = after(OTHER)
    assert ids(report) == ["tiers.gap", UNMATCHED.id]
    assert (report.findings[1].kind, report.findings[1].severity) == ("fault", "warning")


def test_a_fingerprint_under_the_wrong_check_accepts_nothing_and_says_which_it_is() -> None:
    report = after(replace(ENTRY, id="tiers.overlap"))
    assert ids(report) == ["tiers.gap", UNMATCHED.id]
    assert "write `id: tiers.gap`" in report.findings[1].help


@pytest.mark.parametrize(("only", "judged"), [(("tiers",), True), (("tiers.gap",), True), (("tiers.overlap",), False)])
def test_only_what_was_asked_is_judged(only: tuple[str, ...], judged: bool) -> None:
    assert (UNMATCHED.id in ids(after(OTHER, only=only))) is judged


def test_a_run_over_older_rules_judges_no_entry() -> None:
    old = replace(REPORT, specs=({"id": "shop", "path": "shop", "as_of": "2023-01-01"},))
    assert ids(after(OTHER, old)) == ["tiers.gap"]


def test_a_check_with_an_open_question_judges_no_entry_of_its_own() -> None:
    unknown = Outcome("tiers.gap:large", "tiers.gap", "shop", Verdict.UNKNOWN, Evidence("z3", "canceled"))
    assert ids(after(OTHER, replace(REPORT, outcomes=(*REPORT.outcomes, unknown)))) == ["tiers.gap"]


def test_an_entry_for_a_check_that_does_not_exist_is_found() -> None:
    assert UNMATCHED.id in ids(after(replace(OTHER, id="tiers.gone")))


def test_two_entries_have_two_fingerprints_when_both_match_nothing() -> None:
    report = accept(REPORT, {"shop": (OTHER, replace(OTHER, fingerprint="1" * 12))}, "2026-11-22")
    assert len({finding.fingerprint for finding in report.findings}) == 3


def test_the_two_checks_have_pages_that_say_what_to_do() -> None:
    for check in PAGES:
        assert "## Why it matters" in check.page
        assert "## What to do" in check.page
