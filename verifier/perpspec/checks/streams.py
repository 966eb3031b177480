"""Which feeds has a venue, and what is said of each?"""

from __future__ import annotations

from dataclasses import dataclass

from ..language.tree import Expr
from ..load.documents import Document
from ..load.load import Spec
from ..load.resolve import Resolver
from ..load.venue import Stated
from ..model.conditions import Feed, FeedsSection
from ..readings.rebuild import choices_in, free_names
from ..source.nodes import key_place
from ..source.text import Place


@dataclass(frozen=True, slots=True)
class Stream:
    """One feed in force, by the document that states it last."""

    name: str
    feed: Feed
    document: Document

    @property
    def place(self) -> Place:
        """Return where the feed stands."""
        return key_place(self.document.body, ("feeds", self.name))

    def place_of(self, field: str) -> Place:
        """Return where one field of the feed stands, or the feed."""
        return key_place(self.document.body, ("feeds", self.name, field))

    def clause(self, spec: Spec, field: str) -> Stated | None:
        """Return a clause of the feed, or None where the spec has none."""
        return spec.venue.stated.get(f"feeds.{self.name}.{field}")


def streams(spec: Spec) -> dict[str, Stream]:
    """Return every feed in force by name, in the author's order."""
    found: dict[str, Stream] = {}
    for document in spec.venue.layers("feeds"):
        if isinstance(document.model, FeedsSection):
            found |= {name: Stream(name, feed, document) for name, feed in document.model.feeds.items()}
    return found


def settled(resolver: Resolver, stated: Stated | None) -> Expr | None:
    """Return what a clause says if it says it outright: no alternative is open and no value is left to anybody."""
    if stated is None or (stated.clause.status == "silent" and stated.clause.domain is None):
        return None
    expr = resolver.clause(stated.id)
    return None if expr is None or choices_in(expr) or free_names(expr) else expr


def open_clauses(spec: Spec, stated: Stated) -> tuple[Stated, ...]:
    """Return a clause and those that it leaves its value to and that are not settled."""
    expr = None if stated.clause.status == "silent" else spec.resolver().clause(stated.id)
    names = (*choices_in(expr), *free_names(expr)) if expr is not None else ()
    return (*(spec.venue.stated[name] for name in names if name in spec.venue.stated), stated)
