"""Is a text what the file beside the tests says? PERPSPEC_UPDATE=1 writes the file anew, to be read before it is kept."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def check_snapshot(name: str, text: str) -> None:
    """Fail if ``text`` is not that of the snapshot."""
    file = FOLDER / name
    if os.environ.get("PERPSPEC_UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{name} differs: look, then run with PERPSPEC_UPDATE=1"
