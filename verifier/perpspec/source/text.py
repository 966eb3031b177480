"""What is written in a file, and where does each part of it stand?

This is the one door through which files written by a user come in. It knows bytes, characters and lines; it
does not know YAML, and not what a spec is. Columns count characters, lines and columns start at 1.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from perpspec.source.hidden import hidden_characters

MOST_BYTES = 8_000_000
LONGEST_LINE = 20_000
MOST_FAULTS = 100
LONGEST_EXCERPT = 60

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Opening a pipe must not wait for a writer; the flags that a system lacks are nothing there.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands; ``end_column`` is the first column after it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def within(self, start: int, end: int) -> "Place":
        """Return the characters from ``start`` up to ``end``, clipped; all of the place if it spans lines."""
        if self.line != self.end_line:
            return self
        width = self.end_column - self.column
        first = min(max(start, 0), width)
        last = min(max(end, first), width)
        return Place(self.file, self.line, self.column + first, self.line, self.column + last)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a document; ``code`` is stable, ``others`` are labelled further places."""

    code: str
    message: str
    place: Place
    help: str = ""
    others: tuple[tuple[Place, str], ...] = ()


class DocumentError(Exception):
    """A document cannot be understood; ``faults`` says everything that was found wrong, in reading order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.place))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(f"{fault.place.file}:{fault.place.line}:{fault.place.column}: {fault.message}" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Text:
    """A file as it was read: its lines without their ends, and the SHA-256 of its bytes in hexadecimal.

    The last line is always empty: it is the end of the file, at which something may be missing.
    """

    file: str
    lines: tuple[str, ...]
    digest: str


def read_text(path: Path, shown: str | None = None) -> Text:
    """Return the text of a UTF-8 file, or raise ``DocumentError``; ``shown`` is the name used in messages."""
    file = str(path) if shown is None else shown
    return as_text(_bytes(path, file), file)


def as_text(content: bytes, file: str) -> Text:
    """Return the text of UTF-8 bytes, or raise ``DocumentError``; ``file`` is the name used in messages."""
    lines = _decoded(content, file).replace("\r\n", "\n").split("\n")
    if lines[-1] != "":
        lines.append("")
    faults = tuple(islice(_line_faults(file, lines), MOST_FAULTS))
    if faults:
        raise DocumentError(faults)
    return Text(file, tuple(lines), hashlib.sha256(content).hexdigest())


def whole_file(file: str) -> Place:
    """Return the place for a fault that no single part of the file is to blame for: its beginning."""
    return Place(file, 1, 1, 1, 1)


def excerpt(text: str) -> str:
    """Return the text in backticks for a message: on one line, and cut if it is long."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= LONGEST_EXCERPT else f"`{line[:LONGEST_EXCERPT]}…`"


def _refusal(code: str, message: str, place: Place, remedy: str) -> DocumentError:
    return DocumentError((Fault(code, message, place, remedy),))


def _bytes(path: Path, file: str) -> bytes:
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
        try:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            # One byte more than allowed is read, never the whole: a file can grow while it is read.
            content = _read(descriptor, MOST_BYTES + 1) if regular else b""
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _unreadable(error, file) from error
    if not regular:
        raise _refusal(
            "file.not_a_file",
            f"`{file}` is not a regular file",
            whole_file(file),
            "name a text file, not a folder, a pipe or a device",
        )
    if len(content) > MOST_BYTES:
        raise _refusal(
            "file.too_large",
            f"`{file}` is larger than {MOST_BYTES // 1_000_000} MB",
            whole_file(file),
            "split it into one file per section",
        )
    return content


def _read(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (part := os.read(descriptor, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _unreadable(error: OSError | ValueError, file: str) -> DocumentError:
    place = whole_file(file)
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        return _refusal("file.missing", f"`{file}` does not exist", place, "check the path")
    if number in (errno.EACCES, errno.EPERM):
        return _refusal("file.unreadable", f"`{file}` may not be read", place, "give yourself the right to read the file")
    reason = os.strerror(number).lower() if number is not None else "its name is not a file name"
    return _refusal("file.unreadable", f"`{file}` cannot be read: {reason}", place, "check the path")


def _decoded(content: bytes, file: str) -> str:
    body = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = body.rfind(b"\n", 0, error.start) + 1
        line = body.count(b"\n", 0, error.start) + 1
        column = len(body[line_start : error.start].decode("utf-8")) + 1
        written = "UTF-16" if body.startswith(_UTF_16_MARKS) else "another encoding"
        raise _refusal(
            "file.not_utf8",
            f"the byte `0x{body[error.start]:02x}` is not UTF-8",
            Place(file, line, column, line, column + 1),
            f"the file seems to be written in {written}: save it as UTF-8",
        ) from error


def _line_faults(file: str, lines: list[str]) -> Iterator[Fault]:
    for row, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            yield Fault(
                "file.long_line",
                f"line {row} has {len(line):_} characters, more than {LONGEST_LINE:_}",
                Place(file, row, 1, row, len(line) + 1),
                "break the line",
            )
        else:
            for offset, name in hidden_characters(line):
                place = Place(file, row, offset + 1, row, offset + 2)
                message = f"{name} cannot be seen by a reader"
                yield Fault("file.hidden_character", message, place, "delete the character")
