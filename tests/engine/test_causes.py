"""Is what hangs on one open clause told once, by the finding that shows what comes of it?"""

from __future__ import annotations

from collections.abc import Callable

from perpspec.claims.finding import Finding, Report, Verdict
from perpspec.engine.causes import OPEN, one_for_each_cause
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import Spec

HEAD = """perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {help: {kind: venue, title: Help, address: "https://shop.example/help"}, api: {kind: api, title: Reference}}}
orders:
  source: help
"""
DISPUTED = "{status: disputed, alternatives: [{value: %s, source: help}, {value: %s, source: api}], question: Which?}"
NONE_MORE = ("orders", "positions", "documents.disputed", "documents.silent")


def found(check: str, severity: str, *clauses: str, gravity: int = 0, message: str = "it breaks") -> Finding:
    """Return a finding that hangs on some clauses."""
    return Finding(
        check, "hazard", severity, Verdict.DEPENDS, "shop", check, message, (), gravity=gravity, clauses=clauses,  # type: ignore[arg-type]
    )  # fmt: skip


def said(findings: list[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the id, the severity and the consequences of findings."""
    return [(one.id, one.severity, one.consequences) for one in findings]


def report_of(load: Callable[[str], Spec], orders: str) -> Report:
    """Return what is told of the orders of a shop."""
    return verify([load(HEAD + orders)], Options(only=NONE_MORE))


def test_the_gravest_finding_tells_the_cause_and_the_others_are_its_consequences() -> None:
    mild, grave = found("orders.moves", "note", "a", gravity=90), found("orders.takes", "warning", "a")
    assert said(one_for_each_cause([mild, grave])) == [("orders.takes", "warning", ("orders.moves: it breaks",))]


def test_an_open_outcome_goes_where_something_hangs_on_it_and_leaves_its_severity_there() -> None:
    assert said(one_for_each_cause([found(OPEN, "warning", "a"), found("orders.spike", "note", "a", "b")])) == [
        ("orders.spike", "warning", ())
    ]  # fmt: skip


def test_an_open_outcome_stays_where_nothing_hangs_on_it() -> None:
    told = one_for_each_cause([found(OPEN, "warning", "a"), found("orders.spike", "note", "b"), found("tiers.gap", "error")])
    assert {one.id for one in told} == {OPEN, "orders.spike", "tiers.gap"}


def test_what_hangs_on_other_clauses_or_on_none_is_told_beside_it() -> None:
    told = [found("tiers.gap", "error"), found("tiers.gap", "error"), found("x.y", "note", "a"), found("x.y", "note", "a", "b")]
    assert len(one_for_each_cause(told)) == len(told)


def test_a_disputed_outcome_is_told_once_with_its_scenario_and_what_each_source_says(spec_of: Callable[[str], Spec]) -> None:
    report = report_of(spec_of, f"  post_only: {{at_submit: refuse, at_amend: {DISPUTED % ('accept', 'cancel')}}}\n")
    (finding,) = report.findings
    assert (finding.id, finding.clauses) == ("orders.post_only_takes", ("orders.post_only.at_amend",))
    assert [mark.label for mark in finding.spans] == ["hangs on this: `accept` by `help` and `cancel` by `api`"]
    assert finding.witness is not None
    assert [event.split(" -> ")[0] for event in finding.witness.events] == ["submit 1: buy 1 at 1 post-only", "amend 1: to 2"]


def test_a_disputed_outcome_that_breaks_nothing_is_told_once_as_what_it_is(spec_of: Callable[[str], Spec]) -> None:
    report = report_of(spec_of, f"  time_in_force: {{fok: {DISPUTED % ('accept', 'refuse')}}}\n")
    (finding,) = report.findings
    assert (finding.id, finding.kind, finding.severity) == (OPEN, "contradiction", "warning")
    assert finding.message == "`orders.time_in_force.fok` is `accept` by `help` and `refuse` by `api`"


def test_a_silent_outcome_is_told_once(spec_of: Callable[[str], Spec]) -> None:
    report = report_of(spec_of, "  races: {cancel_and_fill: {status: silent, searched: help, question: Which stands?}}\n")
    assert [(one.id, one.severity, one.question) for one in report.findings] == [("orders.cancel_race", "note", "Which stands?")]
