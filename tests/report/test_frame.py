"""Does the caret of a frame stand under what is meant, whatever the line holds?"""

from __future__ import annotations

from collections.abc import Sequence

from perpspec.claims.finding import Mark
from perpspec.report.frame import frames
from perpspec.report.sheet import WIDTH, columns, plain_text
from perpspec.source.text import Place


def frame(text: Sequence[str], *marks: Mark) -> list[str]:
    """Return the lines of a frame over a file that holds ``text``."""
    return plain_text(frames(marks, lambda _: text, "error")).splitlines()


def mark(line: int, column: int, end: int, label: str = "", file: str = "a.yaml", end_line: int = 0) -> Mark:
    return Mark(Place(file, line, column, end_line or line, end), label)


def test_two_lines_stand_before_the_one_that_is_meant() -> None:
    assert frame(["one", "two", "three", "four: 5", "six"], mark(4, 7, 8, "too many")) == [
        "       a.yaml:4:7",
        "     2 │ two",
        "     3 │ three",
        "     4 │ four: 5",
        "       │       ^ too many",
    ]


def test_the_caret_stands_under_a_word_after_wide_characters() -> None:
    line, caret = frame(["五千: bad"], mark(1, 5, 8))[-2:]
    assert columns(line[: line.index("bad")]) == caret.index("^")
    assert caret.count("^") == 3


def test_wide_characters_take_two_carets_each() -> None:
    assert frame(["五千: x"], mark(1, 1, 3))[-1] == "       │ ^^^^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line, caret = frame(["x" * 500 + "bad" + "y" * 500], mark(1, 501, 504, "here"))[-2:]
    assert line[caret.index("^") : caret.index("^") + 3] == "bad"
    assert caret.endswith("^^^ here")
    assert len(line) <= WIDTH + 2
    assert line[9] == line[-1] == "…"


def test_two_places_in_one_long_line_both_have_their_caret() -> None:
    text = "a" + "x" * 40 + "b" + "y" * 200
    line, second, first = frame([text], mark(1, 42, 43), mark(1, 1, 2))[-3:]
    assert (line[second.index("^")], line[first.index("^")]) == ("b", "a")


def test_a_label_without_room_beside_its_carets_stands_below_them() -> None:
    label = "no tier covers this, and nothing says what happens"
    row, carets, below = frame(["  - " + "x" * 90], mark(1, 5, 95, label))[-3:]
    assert carets.count("^") == 90
    assert label not in carets
    assert below.index(label) == carets.index("^") == row.index("x")
    assert frame([" " * 80 + "y" * 20], mark(1, 81, 101, label))[-1].endswith(label)


def test_lines_that_are_left_out_are_marked_as_such() -> None:
    text = [f"line {number}" for number in range(1, 21)]
    shown = frame(text, mark(10, 1, 5, "this"), mark(2, 1, 5, "that"))
    assert [row.split("│")[0].strip() for row in shown] == ["a.yaml:10:1", "2", "", "⋮", "8", "9", "10", ""]


def test_a_span_of_several_lines_is_marked_in_its_first() -> None:
    assert frame(["abc: [", "  1]"], mark(1, 6, 5, end_line=2))[-1] == "       │      ^"


def test_an_empty_span_still_has_a_caret() -> None:
    assert frame(["abc"], mark(1, 4, 4, "missing"))[-1] == "       │    ^ missing"


def test_a_file_that_cannot_be_shown_still_has_its_place_and_label() -> None:
    assert frame([], mark(3, 1, 2, "unreadable")) == ["       a.yaml:3:1", "       unreadable"]


def test_a_mark_below_the_end_of_a_file_keeps_its_label() -> None:
    assert frame(["one"], mark(1, 1, 2, "here"), mark(9, 1, 2, "gone"))[-1] == "       gone"


def test_each_file_has_its_own_frame_and_the_first_mark_comes_first() -> None:
    shown = frame(["text"], mark(1, 1, 2, "x", "b.yaml"), mark(1, 1, 2, "y", "a.yaml"))
    assert [row.strip() for row in shown if row.endswith(":1:1")] == ["b.yaml:1:1", "a.yaml:1:1"]


def test_a_hidden_character_in_a_refused_file_takes_one_column_and_does_nothing() -> None:
    line, caret = frame(["a\u202eb: bad"], mark(1, 6, 9))[-2:]
    assert "\u202e" not in line
    assert line[caret.index("^") :] == "bad"
