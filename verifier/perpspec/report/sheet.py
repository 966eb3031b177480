"""What is a page of text before it is known whether it may have colours?

A row is a tuple of pieces, each a text and the name of its style. Nothing here knows what a finding is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Literal
from unicodedata import combining, east_asian_width

Style = Literal["plain", "error", "warning", "note", "strong", "faint", "good"]
Piece = tuple[str, Style]
Row = tuple[Piece, ...]

WIDTH = 110
MARGIN = " " * 7
_NAME = 10


def plain_text(rows: Iterable[Row]) -> str:
    """Return the rows as lines of plain text, each with its line end."""
    return "".join("".join(visible(text) for text, _ in row).rstrip() + "\n" for row in rows)


def visible(text: str) -> str:
    """Return ``text`` with one sign in place of each character that a terminal would obey or not show."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def paragraph(text: str, style: Style = "plain", indent: str = MARGIN) -> Iterator[Row]:
    """Yield ``text`` wrapped to the width of a page, each line indented."""
    for line in _lines(text, WIDTH - len(indent)):
        yield ((indent, "plain"), (line, style))


def fact(name: str, text: str, style: Style = "plain", wrapped: bool = True) -> Iterator[Row]:
    """Yield ``text`` with its name before the first line, the others hanging below it; a command is not wrapped."""
    lines = _lines(text, WIDTH - len(MARGIN) - _NAME) if wrapped else [text]
    for index, line in enumerate(lines):
        yield ((MARGIN, "plain"), (name.ljust(_NAME) if index == 0 else " " * _NAME, "faint"), (line, style))


def aligned(name: str, cells: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    """Yield a table without rules, each column as wide as its widest cell; ``name`` stands before the first row."""
    rows = list(cells)
    wide = range(max(map(len, rows), default=0))
    widths = [max(columns(row[i]) for row in rows if i < len(row)) for i in wide]
    for index, row in enumerate(rows):
        cells_ = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=False))
        text = "  ".join(cells_).rstrip()
        yield ((MARGIN, "plain"), (name.ljust(_NAME) if index == 0 else " " * _NAME, "faint"), (text, "plain"))


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


_STATUS: dict[str, Style] = {"published": "good", "inferred": "plain", "disputed": "warning", "silent": "error"}


def listed(name: str, width: int, status: str, value: str, notes: Iterable[tuple[str, str]] = ()) -> Iterator[Row]:
    """Yield one entry of a list: name and status in columns, the value wrapped beside them, notes below it."""
    left = f"{name.ljust(width)}  "
    middle = status.ljust(_NAME)
    indent = " " * (width + 2 + _NAME)
    if len(name) > width:
        yield ((name, "strong"),)
        left = " " * (width + 2)
    for index, line in enumerate(_lines(value, WIDTH - len(indent))):
        head: Row = ((left, "strong"), (middle, _STATUS.get(status, "faint"))) if index == 0 else ((indent, "plain"),)
        yield (*head, (line, "plain"))
    for word, text in notes:
        first, *others = _lines(f"{word}: {text}", WIDTH - len(indent) - 2)
        for line in (first, *(f"  {other}" for other in others)):
            yield ((indent, "plain"), (line, "faint"))
