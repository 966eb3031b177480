"""What does a person who waits see, and a pipe never?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from .output import is_terminal

Progress = Callable[[str, int, int], None]

_WIDTH = 78
_CLEAR = "\r\x1b[K"


@contextmanager
def progress(stream: TextIO) -> Iterator[Progress | None]:
    """Give what draws one line that replaces itself, and wipe it in the end; None where nobody watches."""
    if not is_terminal(stream):
        yield None
        return

    def draw(what: str, done: int, total: int) -> None:
        stream.write(f"{_CLEAR}{f'{done}/{total}  {what}'[:_WIDTH]}")
        stream.flush()

    try:
        yield draw
    finally:
        stream.write(_CLEAR)
        stream.flush()
