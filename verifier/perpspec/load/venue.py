"""What is one venue, with every section in force on a date and every clause with its place?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce

from ..language.kinds import MONEY, NAMED, Kind
from ..language.units import Unit
from ..model.clause import Clause, Input, Model, Section
from ..model.identity import ContractsSection, SourcesSection, VenueSection
from ..source.nodes import Node, at, key_place
from ..source.text import Place
from .documents import Document

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """One clause with its name (``section.path``), the document that states it, and where."""

    id: str
    section: str
    path: Path
    clause: Clause
    document: Document

    @property
    def node(self) -> Node:
        """Return the node of the clause itself."""
        return at(self.document.body, self.path)

    @property
    def place(self) -> Place:
        """Return where the clause stands, by its key."""
        return key_place(self.document.body, self.path)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources of the clause: its own, its alternatives', or its section's."""
        own = [*self.clause.source, *(source for option in self.clause.alternatives for source in option.source)]
        return tuple(dict.fromkeys(own or self.document.model.source))


@dataclass(frozen=True)
class Venue:
    """Every document of a venue, and which of them are in force at ``as_of`` (empty: the newest)."""

    folder: str
    as_of: str
    documents: tuple[Document, ...]
    units: Mapping[str, Unit]
    walked: dict[int, tuple[Stated, ...]] = field(default_factory=dict, compare=False, repr=False)  # of other dates too

    @cached_property
    def identity(self) -> VenueSection:
        """Return the section ``venue``."""
        (document,) = self.layers("venue")[-1:]
        assert isinstance(document.model, VenueSection)
        return document.model

    @property
    def id(self) -> str:
        """Return the venue's id."""
        return self.identity.id

    def layers(self, section: str) -> tuple[Document, ...]:
        """Return the documents of ``section`` in force, oldest first: the last whole one and those that amend it."""
        timeline = [d for d in self.timeline(section) if not self.as_of or d.effective <= self.as_of]
        start = max((i for i, d in enumerate(timeline) if not d.model.amends), default=0)
        return tuple(timeline[start:])

    def timeline(self, section: str) -> tuple[Document, ...]:
        """Return every document of ``section``, oldest first."""
        return tuple(sorted((d for d in self.documents if d.section == section), key=lambda d: (d.effective, d.file)))

    def section(self, name: str) -> Section | None:
        """Return a section as in force: the last whole document and what later ones amend, or None."""
        models = [document.model for document in self.layers(name)]
        return reduce(_amended, models) if models else None

    @cached_property
    def stated(self) -> Mapping[str, Stated]:
        """Return every clause in force by name; a later layer overrides an earlier one."""
        found: dict[str, Stated] = {}
        for name in dict.fromkeys(d.section for d in self.documents):
            for document in self.layers(name):
                anew = replaced(document)
                for gone in [ident for ident in found if ident.startswith(anew)]:
                    del found[gone]
                found |= {s.id: s for s in self._clauses_of(document)}
        return found

    def _clauses_of(self, document: Document) -> tuple[Stated, ...]:
        if id(document) not in self.walked:
            self.walked[id(document)] = tuple(clauses_of(document))
        return self.walked[id(document)]

    @cached_property
    def inputs(self) -> Mapping[str, tuple[Input, Document, Path]]:
        """Return every declared input in force by name."""
        found: dict[str, tuple[Input, Document, Path]] = {}
        for name in dict.fromkeys(d.section for d in self.documents):
            for document in self.layers(name):
                for ident, given in getattr(document.model, "inputs", {}).items():
                    found[f"{name}.{ident}"] = (given, document, ("inputs", ident))
        return found

    @cached_property
    def sources(self) -> SourcesSection | None:
        """Return the section ``sources``, if there is one."""
        model = self.section("sources")
        return model if isinstance(model, SourcesSection) else None

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Return the markets of the section ``contracts``, in the author's order."""
        return tuple(name for d in self.layers("contracts") if isinstance(d.model, ContractsSection) for name in d.model.markets)

    def money(self) -> str:
        """Return the unit in which money is shown."""
        return next((name for name, unit in self.units.items() if unit.kind == MONEY), "")


def replaced(document: Document) -> tuple[str, ...]:
    """Return the beginnings of clause names that a document states anew: every field that is not a mapping."""
    fields = [f for f in document.model.model_fields_set if not isinstance(getattr(document.model, f), dict)]
    return tuple(f"{document.section}.{field}." for field in fields)


def _amended(base: Section, later: Section) -> Section:
    """Return ``base`` with what ``later`` names: entries of a mapping one by one, everything else whole."""
    head = {field: getattr(later, field) for field in Section.model_fields}
    named = head | {field: getattr(later, field) for field in later.model_fields_set}
    maps = {field: {**getattr(base, field), **value} for field, value in named.items() if isinstance(value, dict)}
    return base.model_copy(update=named | maps)


def clauses_of(document: Document) -> Iterator[Stated]:
    """Yield every clause of a document with the path that leads to it."""
    yield from _walk(document, document.model, ())


def _walk(document: Document, value: object, path: Path) -> Iterator[Stated]:
    if isinstance(value, Clause):
        yield Stated(clause_id(document.section, path), document.section, path, value, document)
        return
    for step, item in _inside(value):
        if isinstance(item, (Model, dict, list)):
            yield from _walk(document, item, (*path, step))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    """Return what a model, a mapping or a list holds, each with the step that leads to it."""
    if isinstance(value, Model):
        fields = type(value).model_fields.items()
        return [(f.alias or name, getattr(value, name)) for name, f in fields if name in value.model_fields_set]
    return value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()


OPEN = ("parameters", "definitions")


def clause_id(section: str, path: Path) -> str:
    """Return the name of a clause: ``funding.cap`` for an output, a parameter or a definition of that name."""
    inner = path[1:] if path and path[0] in (*OPEN, section) else path
    return ".".join([section, *(str(part).split("(", 1)[0] for part in inner)])


def stated_kind(name: str) -> Kind:
    """Return the kind that a spec calls ``name``."""
    return NAMED[name]
