"""Where in its file does a marked place stand: the lines, a caret under the span, and what is to be said of it?

Reads no files: the lines come from the caller, and may be none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..claims.finding import Mark
from ..source.text import Place
from .sheet import MARGIN, WIDTH, Piece, Row, Style, columns, paragraph, visible

Lines = Callable[[str], Sequence[str]]

_BEFORE = 2
_GUTTER = 9
_ROOM = WIDTH - _GUTTER
_LEFT = 30
_GUTTER_ROW: Piece = ("│ ".rjust(_GUTTER), "faint")


def frames(marks: Sequence[Mark], lines: Lines, style: Style) -> Iterator[Row]:
    """Yield one frame for each file that is marked, the file of the first mark first."""
    for file in dict.fromkeys(mark.place.file for mark in marks):
        here = [mark for mark in marks if mark.place.file == file]
        yield ((MARGIN, "plain"), (where(here[0].place), "strong"))
        yield from _frame(here, lines(file), style, first=here[0] is marks[0])


def where(place: Place) -> str:
    """Return a place as ``file:line:column``."""
    return f"{place.file}:{place.line}:{place.column}"


def _frame(marks: Sequence[Mark], lines: Sequence[str], style: Style, first: bool) -> Iterator[Row]:
    wanted = {mark.place.line for mark in marks}
    if first:
        wanted |= set(range(marks[0].place.line - _BEFORE, marks[0].place.line))
    shown = [number for number in sorted(wanted) if 1 <= number <= len(lines)]
    for before, number in zip([shown[0] - 1 if shown else 0, *shown], shown, strict=False):
        if number != before + 1:
            yield (("⋮".rjust(_GUTTER - 2), "faint"),)
        yield from _line(number, lines[number - 1], [mark for mark in marks if mark.place.line == number], style)
    for mark in marks:
        if mark.label and mark.place.line not in shown:  # the file cannot be shown, or is shorter by now
            yield from paragraph(mark.label, style)


def _line(number: int, text: str, marks: Sequence[Mark], style: Style) -> Iterator[Row]:
    first = min((mark.place.column for mark in marks), default=1)
    cut = max(0, first - 1 - _LEFT) if len(text) > _ROOM else 0
    piece = ("…" if cut else "") + visible(text[cut : cut + _ROOM])
    more = "…" if len(text) > cut + _ROOM else ""
    yield ((f"{number:>{_GUTTER - 3}} │ ", "faint"), (piece + more, "plain"))
    for mark in marks:
        yield from _caret(text, mark, cut, style)


def _caret(text: str, mark: Mark, cut: int, style: Style) -> Iterator[Row]:
    """Yield the carets under a span with its label beside them, or below them where there is no room."""
    place = mark.place
    start = min(place.column - 1, cut + _ROOM)
    end = place.end_column - 1 if place.end_line == place.line else len(text)
    end = min(max(end, start + 1), cut + _ROOM)
    pad = columns(text[cut:start]) + (1 if cut else 0)
    carets = "^" * max(1, columns(text[start:end]))
    beside = pad + len(carets) + 1 + columns(mark.label) <= _ROOM
    label = f" {mark.label}" if mark.label and beside else ""
    yield (_GUTTER_ROW, (" " * pad + carets + label, style))
    if mark.label and not beside:
        yield (_GUTTER_ROW, (" " * max(0, min(pad, _ROOM - columns(mark.label))) + mark.label, style))
