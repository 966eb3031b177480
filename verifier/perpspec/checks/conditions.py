"""Which states has a venue, and what is said of each?"""

from __future__ import annotations

from dataclasses import dataclass

from ..load.documents import Document
from ..load.load import Spec
from ..load.venue import Stated
from ..model.conditions import State, StatesSection
from ..source.nodes import key_place
from ..source.text import Place


@dataclass(frozen=True, slots=True)
class Condition:
    """One state in force, by the document that states it last."""

    name: str
    state: State
    document: Document

    @property
    def place(self) -> Place:
        """Return where the state stands."""
        return key_place(self.document.body, ("states", self.name))

    def clause(self, spec: Spec, field: str) -> Stated | None:
        """Return a clause of the state, or None where the spec has none."""
        return spec.venue.stated.get(f"states.{self.name}.{field}")

    def rule(self, spec: Spec, rule: str) -> Stated | None:
        """Return what a rule does in the state, or None where the spec does not say."""
        return self.clause(spec, f"rules.{rule}")


def conditions(spec: Spec) -> tuple[Condition, ...]:
    """Return every state in force, in the author's order."""
    found: dict[str, Condition] = {}
    for document in spec.venue.layers("states"):
        if isinstance(document.model, StatesSection):
            found |= {name: Condition(name, state, document) for name, state in document.model.states.items()}
    return tuple(found.values())
