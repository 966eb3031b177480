"""What stands in a saved answer of an interface: JSON, plain or gzipped, every number kept as the text it was?"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path
from typing import Any, NoReturn

MOST_BYTES = 256 * 1024 * 1024
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):?(\d{2})Z?)?")


class SnapshotError(Exception):
    """A snapshot cannot be read; ``help`` says what can be done about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def read_json(file: Path) -> Any:
    """Return what a file holds, with numbers as their texts; raise ``SnapshotError`` for what is not whole."""
    return parsed(file, _text(file))


def parsed(file: Path, text: str) -> Any:
    """Return what a text holds that is called as ``file`` is; raise ``SnapshotError`` for what is not whole."""
    if not text.strip():
        raise SnapshotError(f"`{file.name}` is empty", "save the answer again")
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=lambda pairs: _once(file, pairs)
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        said = "was cut in the middle" if cut else "is no JSON"
        raise SnapshotError(f"`{file.name}` {said}: line {error.lineno}, column {error.colno}", "save the answer again") from None
    except RecursionError:
        raise SnapshotError(f"`{file.name}` is nested too deeply") from None


def date_of(file: Path) -> str:
    """Return the date that the name of a snapshot tells, such as `2024-10-24` or `2024-10-24T06:30Z`; else nothing."""
    found = _DATE.search(file.name)
    if found is None:
        return ""
    day, hour, minute = found.groups()
    return f"{day}T{hour}:{minute}Z" if hour else str(day)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SnapshotError(f"`{file.name}` is larger than {MOST_BYTES} bytes")
        content = file.read_bytes()
        if file.suffix == ".gz":
            with gzip.open(file) as unpacked:
                content = unpacked.read(MOST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise SnapshotError(f"`{file.name}` was cut in the middle, or is no gzip file", "save the answer again") from None
    except OSError as error:
        raise SnapshotError(f"`{file}` cannot be read: {(error.strerror or 'no reason given').lower()}") from None
    if len(content) > MOST_BYTES:
        raise SnapshotError(f"`{file.name}` unpacks to more than {MOST_BYTES} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SnapshotError(f"`{file.name}` is not UTF-8 text") from None


def _no_number(text: str) -> NoReturn:
    raise SnapshotError(f"`{text}` stands where a number is wanted")


def _once(file: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SnapshotError(f"`{file.name}` has `{key}` twice", "which of the two holds cannot be told")
        found[key] = value
    return found
