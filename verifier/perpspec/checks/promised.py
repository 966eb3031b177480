"""What do the venue's promises and the user's claims say, where do they stand, and how grave is it when one fails?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..claims.claim import FindingKind, Severity
from ..load.documents import Document
from ..load.load import Spec
from ..model.statements import ClaimsSection, PromisesSection, Statement
from ..source.nodes import at
from ..source.text import Place

_GRADES: dict[str, Severity] = {"published": "error", "inferred": "warning", "withdrawn": "note"}


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of the venue or a claim of the user, with where it stands."""

    statement: Statement
    section: str
    place: Place

    @property
    def text(self) -> str:
        """Return what is said, on one line."""
        return " ".join(self.statement.text.split())

    @property
    def called(self) -> str:
        """Return the words that name it in a message."""
        what = "the user's claim" if self.section == "claims" else f"the {self.statement.status} promise"
        return f"{what} `{self.text}`" + (f" of {self.statement.dated}" if self.statement.dated else "")

    @property
    def grade(self) -> tuple[FindingKind, Severity]:
        """Return the kind and severity of the finding where it does not hold."""
        return ("hazard", "error") if self.section == "claims" else ("contradiction", _GRADES[self.statement.status])


def promised(spec: Spec) -> Iterator[Promised]:
    """Yield the statements in force, each id once, as the newest document has it."""
    for section in ("promises", "claims"):
        found: dict[str, Promised] = {}
        for document in spec.venue.layers(section):
            for index, statement in enumerate(_statements(document)):
                place = at(document.body, (section, index, "claim")).place
                found[statement.id] = Promised(statement, section, place)
        yield from found.values()


def _statements(document: Document) -> list[Statement]:
    match document.model:
        case PromisesSection(promises=found) | ClaimsSection(claims=found):
            return found
        case _:
            return []
