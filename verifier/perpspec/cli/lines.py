"""Which lines has a file, for a frame that shows a place in it, even where the file was refused?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..source.text import MOST_BYTES, DocumentError, read_text


@cache
def lines_of(file: str) -> Sequence[str]:
    """Return the lines of a file, with a sign for bytes that are no text; none where it cannot be shown."""
    path = Path(file)
    try:
        return read_text(path).lines
    except DocumentError:
        return _refused(path)


def _refused(path: Path) -> Sequence[str]:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ()
        content = path.read_bytes()
    except (OSError, ValueError):
        return ()
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
