"""Is a silent clause listed only where no other finding marks it?"""

from __future__ import annotations

from perpspec.claims.finding import Finding, Mark, Verdict
from perpspec.engine.silences import SILENT, unnamed
from perpspec.source.text import Place


def found(check: str, *lines: int) -> Finding:
    """Return a finding that marks some lines."""
    spans = tuple(Mark(Place("shop.yaml", line, 1, line, 2), f"question {line}?") for line in lines)
    return Finding(check, "undocumented", "note", Verdict.DEPENDS, "shop", "margin", "a message", spans, question="question 1?")


def test_a_clause_that_another_finding_marks_is_left_out() -> None:
    kept = unnamed([found(SILENT, 1, 2), found("feeds.no_rule", 1)])
    assert [(one.id, [mark.place.line for mark in one.spans], one.question) for one in kept] == [
        (SILENT, [2], "question 2?"), ("feeds.no_rule", [1], "question 1?")
    ]  # fmt: skip


def test_a_list_of_which_nothing_is_left_goes() -> None:
    assert [one.id for one in unnamed([found(SILENT, 1), found("feeds.no_rule", 1)])] == ["feeds.no_rule"]


def test_two_lists_do_not_empty_each_other() -> None:
    assert len(unnamed([found(SILENT, 1), found(SILENT, 1)])) == 2
