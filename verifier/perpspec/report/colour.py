"""How do rows look on a terminal that shows colours? The one place that needs rich."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from .sheet import Row, Style, visible

_STYLES: dict[Style, str] = {
    "plain": "",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "strong": "bold",
    "faint": "dim",
    "good": "green",
}


def coloured_text(rows: Iterable[Row]) -> str:
    """Return the rows as lines with the codes of a terminal that knows sixteen colours."""
    written = StringIO()
    console = Console(file=written, force_terminal=True, color_system="standard", soft_wrap=True, legacy_windows=False)
    for row in rows:
        console.print(Text.assemble(*((visible(text), _STYLES[style]) for text, style in row)))
    return written.getvalue()
