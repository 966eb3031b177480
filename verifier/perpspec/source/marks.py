"""Where does that stand for which the YAML parser gives an event? Its marks count from 0, places from 1."""

import re

from yaml.events import CollectionStartEvent, Event, ScalarEvent

from perpspec.source.text import Place, Text

WORD = re.compile(r"[^\s,\[\]{}]+|\S|\t")


def plain_place(text: Text, event: Event) -> Place:
    """Return the place from the first to the last character of an unquoted text."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return Place(text.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def quoted_place(text: Text, event: Event) -> Place:
    """Return the place between the quotes of a quoted text."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return Place(text.file, start.line + 1, start.column + 2, end.line + 1, end.column)


def block_place(text: Text, event: ScalarEvent) -> Place:
    """Return the place of the lines after `|` or `>`, without indentation and empty lines."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    last = len(text.lines) if end.line >= len(text.lines) else end.line + (end.column > 0)
    rows = [row for row in range(start.line + 1, last) if text.lines[row].strip()]
    if not rows:
        return word_place(text, event)
    first, final = text.lines[rows[0]], text.lines[rows[-1]]
    column = len(first) - len(first.lstrip(" ")) + 1
    return Place(text.file, rows[0] + 1, column, rows[-1] + 1, len(final) + 1)


def span_place(text: Text, opening: CollectionStartEvent, closing: Event, last: Place | None) -> Place:
    """Return the place of a collection whose last value stands at ``last``."""
    start, end = opening.start_mark, closing.end_mark
    assert start is not None
    assert end is not None
    # Without brackets nothing closes a collection, and the parser's mark stands at the next word, too late.
    if last is None or opening.flow_style:
        return Place(text.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Place(text.file, start.line + 1, start.column + 1, last.end_line, last.end_column)


def word_place(text: Text, event: Event) -> Place:
    """Return the place of the word with which the event begins."""
    start = event.start_mark
    assert start is not None
    line = text.lines[start.line] if start.line < len(text.lines) else ""
    found = WORD.match(line, start.column)
    end = start.column + 1 if found is None else found.end()
    return Place(text.file, start.line + 1, start.column + 1, start.line + 1, end + 1)


def property_place(text: Text, event: Event, sign: str) -> Place:
    """Return the place of the anchor (sign `&`) or the tag (sign `!`) that stands before a value."""
    start = event.start_mark
    assert start is not None
    for row in range(start.line, len(text.lines)):
        column = start.column if row == start.line else 0
        for word in WORD.finditer(text.lines[row], column):
            if word.group().startswith(sign):
                begin = word.start() + 1
                return Place(text.file, row + 1, begin, row + 1, word.end() + 1)
            if not word.group().startswith(("&", "!")):
                return word_place(text, event)
    return word_place(text, event)
