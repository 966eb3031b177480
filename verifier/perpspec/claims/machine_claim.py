"""What is asked of a machine: that no sequence of events breaks a property, in whatever reading?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..language.tree import Expr
from ..machines.shape import Shape
from ..source.text import Place
from .claim import Wording


@dataclass(frozen=True, slots=True)
class MachineClaim:
    """A sentence about all sequences of events of a venue's order machine.

    ``rules`` are by short name, with a choice for each that is open. ``shape`` bounds the search; where ``any_number``
    is set, a proof is tried for one order among any number of others, with quantities without bound.
    """

    check: str
    subject: str
    sentence: str
    rules: Mapping[str, Expr]
    shape: Shape
    broken: str
    place: Place
    wording: Wording
    any_number: bool = True
    also: tuple[tuple[Place, str], ...] = ()
    gravity: int = 0
    venue: str = ""
    as_of: str = ""

    @property
    def id(self) -> str:
        """Return the claim's name, unique within a venue."""
        return f"{self.check}:{self.subject}"
