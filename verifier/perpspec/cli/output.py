"""Where does a text go: to a terminal, into a pipe, into a file that is whole or not there at all?"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from ..report.sheet import Row, plain_text
from ..source.text import Fault
from .exits import UsageError


def emit(text: str, stream: TextIO | None = None) -> None:
    """Write to standard output, or to ``stream``; a reader that went away early is not an error."""
    out = stream or sys.stdout
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:
        # What is still buffered must not be written when the program ends.
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        except io.UnsupportedOperation:
            return


def print_rows(rows: Iterable[Row], stream: TextIO | None = None) -> None:
    """Write rows, in colour where that is wanted."""
    out = stream or sys.stdout
    if not has_colour(out):
        emit(plain_text(rows), out)
        return
    from ..report.colour import coloured_text

    emit(coloured_text(rows), out)


def print_faults(faults: Sequence[Fault]) -> None:
    """Write to standard error everything that is wrong with documents."""
    from ..report.faults import fault_rows
    from .lines import lines_of

    print_rows(fault_rows(faults, lines_of), sys.stderr)


def has_colour(stream: TextIO) -> bool:
    """Return whether ``stream`` is a terminal that shows colours, and NO_COLOR does not forbid them."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person watches ``stream``."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def destination(text: str) -> Path:
    """Return the file to be written; raise ``UsageError`` where none can be."""
    file = Path(text).resolve()
    if file.is_dir():
        raise UsageError(f"`{text}` is a folder", "name a file")
    if not file.parent.is_dir():
        raise UsageError(f"`{text}` cannot be written: there is no folder `{file.parent}`", "make the folder first")
    return file


def write(file: Path, text: str) -> None:
    """Write a whole file or leave the old one; raise ``UsageError`` where that cannot be."""
    target = destination(str(file))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe, which must not be replaced
            target.write_text(text, encoding="utf-8")
        else:
            _replaced(target, text)
    except OSError as error:
        raise UsageError(f"`{file}` cannot be written: {os.strerror(error.errno or 0).lower()}") from error


def _replaced(target: Path, text: str) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as part:
            part.write(text)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
