"""Which two versions are compared, and how is a place of each shown?"""

from __future__ import annotations

from dataclasses import dataclass

from ..load.load import Spec
from ..load.venue import Stated


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions, and how a place of each is shown."""

    old: Spec
    new: Spec
    old_root: str = ""
    new_root: str = ""
    as_committed: str = ""

    def place(self, stated: Stated | None, *, old: bool) -> str:
        """Return file and line of a statement without the folder it was read from."""
        if stated is None:
            return ""
        root = self.old_root if old else self.new_root
        return f"{stated.place.file.removeprefix(root)}:{stated.place.line}"
