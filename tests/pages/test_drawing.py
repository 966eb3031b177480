"""Does a drawing show what it is of, with marks that are round and places that lie on it?"""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree

import pytest

from perpspec.pages.axis import Axis, between
from perpspec.pages.chart import Chart, Line, drawn, size_text

LINE = Line("a <b>", 1, (((Fraction(1), Fraction(2)), (Fraction(1000), Fraction(5))),))


def chart(line: Line, logarithmic: bool = True) -> Chart:
    return Chart("A & B", "rises", "x", "y", (line,), size_text, size_text, (Fraction(10),), x_log=logarithmic)


def test_a_chart_is_well_formed_and_names_its_lines_in_words() -> None:
    tree = ElementTree.fromstring(drawn(chart(LINE)).replace("&#", "&amp;#"))
    assert [element.tag for element in tree] == ["figcaption", "svg"]
    assert tree[1].attrib["role"] == "img"
    assert "rises" in tree[1].attrib["aria-label"]
    assert "<b>" not in drawn(chart(LINE))


def test_a_single_point_is_no_line_and_is_not_drawn() -> None:
    assert drawn(chart(Line("one", 1, (((Fraction(1), Fraction(2)),),)))) == ""


@pytest.mark.parametrize("logarithmic", [True, False])
def test_every_place_lies_on_the_axis_and_rises_with_the_value(logarithmic: bool) -> None:
    axis = Axis(Fraction(1, 3), Fraction(5_000_000), 50, 700, logarithmic)
    places = [axis.place(value) for value in (Fraction(0), *between(axis.low, axis.high, 20), Fraction(10**9))]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (50, 700)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3, 7), (5, 6), (0, 123_456)])
def test_marks_are_few_and_inside(low: int, high: int) -> None:
    marks = Axis(Fraction(low), Fraction(high), 0, 100).marks()
    assert 2 <= len(marks) <= 10
    assert all(low <= mark <= high for mark in marks)


def test_sizes_are_written_short() -> None:
    assert [size_text(Fraction(n)) for n in (5_000, 20_000_000, 10**9, 7)] == ["5k", "20M", "1B", "7"]
