"""Does a report read as it should, with nothing that a terminal would obey?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.text import Text

from perpspec.claims.finding import Mark, Report, Verdict
from perpspec.report.colour import coloured_text
from perpspec.report.sheet import WIDTH
from perpspec.report.text import render, report_rows, verdict_sentence
from tests.report.reports import ACCEPTED, CLEAN, CONTRADICTION, DEPENDS, EMPTY, FULL, HAZARD, VACUOUS, lines
from tests.report.snapshots import check_snapshot


@pytest.mark.parametrize(("name", "report"), [("full", FULL), ("clean", CLEAN), ("empty", EMPTY)])
def test_a_report_reads_as_its_snapshot(name: str, report: Report) -> None:
    check_snapshot(f"{name}.txt", render(report, lines))


def test_accepted_findings_are_printed_on_request() -> None:
    check_snapshot("accepted.txt", render(FULL, lines, show_accepted=True))


def test_accepted_findings_are_counted_and_not_printed() -> None:
    text = render(FULL, lines)
    assert "1 accepted finding, seen with --show-accepted" in text
    assert ACCEPTED.message not in text


def test_what_is_not_decided_is_said_aloud_with_the_reason() -> None:
    text = render(FULL, lines)
    assert "not decided, and so not proved: 1 claim" in text
    assert "tiers.split:small  z3: canceled" in text


def test_the_order_does_not_hang_on_the_order_of_the_findings() -> None:
    assert render(replace(FULL, findings=FULL.findings[::-1]), lines) == render(FULL, lines)


def test_no_prose_is_wider_than_a_page() -> None:
    long = replace(CONTRADICTION, message="a word " * 60, question="one more " * 40, consequences=("so " * 80,))
    text = render(Report("perpspec", (), (long,), ()), lines)
    assert max(map(len, text.splitlines())) <= WIDTH


def test_characters_that_a_terminal_obeys_are_replaced() -> None:
    hostile = replace(HAZARD, message="an \x1b[31mescape, a \u202ebidi and a \x07bell", venue="shop\x1b[2J")
    text = render(Report("perpspec", (), (hostile,), ()), lines)
    assert "an \ufffd[31mescape, a \ufffdbidi and a \ufffdbell" in text
    assert "\x1b" not in text


def test_colours_change_no_character_of_the_text() -> None:
    coloured = coloured_text(report_rows(FULL, lines))
    assert "\x1b[1;31m" in coloured
    stripped = Text.from_ansi(coloured).plain
    assert [line.rstrip() for line in stripped.splitlines()] == render(FULL, lines).splitlines()


def test_a_finding_without_a_place_or_a_witness_is_printed_too() -> None:
    text = render(Report("perpspec", (), (HAZARD,), ()), lines)
    assert "the fallback of `spot` is stale for the same reason" in text
    assert "refuted in every reading (by inspection)" in text


def test_a_label_that_repeats_the_message_is_said_once() -> None:
    (span,) = ACCEPTED.spans
    same = replace(ACCEPTED, accepted=None, spans=(Mark(span.place, ACCEPTED.message),))
    assert render(Report("perpspec", (), (same,), ()), lines).count("belongs to no tier") == 1


def test_each_verdict_is_said_in_its_own_words() -> None:
    said = {verdict_sentence(replace(HAZARD, verdict=verdict, basis="")) for verdict in Verdict}
    assert len(said) == len(Verdict)


def test_what_an_engine_says_of_its_verdict_is_not_said_twice() -> None:
    assert verdict_sentence(CONTRADICTION) == "refuted in every reading, by search over 3 interval states"
    assert verdict_sentence(DEPENDS) == "fails in some readings and holds in others, by z3"
    assert verdict_sentence(VACUOUS).endswith("never a proof (z3: no input meets the assumptions)")


@pytest.mark.parametrize(
    ("path", "as_of", "told"),
    [
        ("specs/shop", "", ""),
        ("shop.yaml", "", " --in shop.yaml"),
        ("my shop", "", " --in 'my shop'"),
        ("long/" * 40, "", " --in " + "long/" * 40),
        ("specs/shop", "2025-09-01", " --in specs/shop@2025-09-01"),
    ],
)
def test_the_replay_command_says_where_to_look_unless_it_is_the_library(path: str, as_of: str, told: str) -> None:
    report = Report("perpspec", ({"id": "shop", "path": path, "as_of": as_of},), (HAZARD,), ())
    assert f"replay    perpspec explain {HAZARD.fingerprint}{told}\n" in render(report, lines)
