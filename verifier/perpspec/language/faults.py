"""What is said of a formula that cannot be understood, and where in its text?"""

from __future__ import annotations

from .tree import Span


class FormulaError(Exception):
    """A formula that is not of the language, or whose kinds do not fit; spans are offsets in its text."""

    def __init__(self, message: str, at: Span, *, help: str = "", others: tuple[tuple[Span, str], ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help
        self.others = others
