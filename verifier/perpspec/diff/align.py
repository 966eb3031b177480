"""Which statement of the old version answers to which of the new one?

Clauses go by their names, markets by theirs. What is no clause, such as the feed of a constituent or the guard of a
move, is a leaf: its words are compared as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..load.documents import Document
from ..load.load import Spec
from ..load.venue import Path, Stated, clause_id, replaced
from ..model.clause import Clause, Model, Section
from ..source.nodes import key_place
from ..source.text import Place

T = TypeVar("T")

WORDS_ABOUT = frozenset({"source", "note", "called", "question", "reason", "searched"})
HEAD = frozenset(Section.model_fields)
APART = frozenset({"venue", "sources", "examples", "promises", "claims"})
TABLES = frozenset({"tables", "markets", "before"})  # compared market by market, as functions of the size
BY_MARKET = tuple(f"tiers.{field}." for field in TABLES)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of a spec that is no clause, with the document and the path it stands at."""

    id: str
    section: str
    text: str
    document: Document
    path: Path

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return key_place(self.document.body, self.path)


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The old and the new statement of one name; None where a version has none."""

    id: str
    old: T | None
    new: T | None


def clause_pairs(old: Spec, new: Spec) -> Iterator[Pair[Stated]]:
    """Yield every clause that is not the same in both, apart from tier tables and who uses them."""
    for pair in _paired(old.venue.stated, new.venue.stated):
        if not pair.id.startswith(BY_MARKET) and not _same(pair):
            yield pair


def _same(pair: Pair[Stated]) -> bool:
    return pair.old is not None and pair.new is not None and pair.old.clause == pair.new.clause


def leaf_pairs(old: Spec, new: Spec) -> Iterator[Pair[Leaf]]:
    """Yield every text beside the clauses that is not the same in both.

    An input that only one version declares is no rule: the formulas that need it are compared themselves.
    """
    for pair in _paired(leaves(old), leaves(new)):
        if pair.old is None or pair.new is None:
            if ".inputs." not in pair.id:
                yield pair
        elif pair.old.text != pair.new.text:
            yield pair


def _paired(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[Pair[T]]:
    for ident in dict.fromkeys((*old, *new)):
        yield Pair(ident, old.get(ident), new.get(ident))


def said_the_same(old: Clause, new: Clause) -> bool:
    """Return whether two clauses differ in nothing but their sources, notes and questions."""
    return _bare(old) == _bare(new)


def _bare(clause: Clause) -> dict[str, object]:
    fields: dict[str, object] = clause.model_dump(exclude=set(WORDS_ABOUT))
    fields["alternatives"] = [option.value for option in clause.alternatives]
    return fields


def leaves(spec: Spec) -> dict[str, Leaf]:
    """Return every text in force that is no clause, by the names of its section and path."""
    found: dict[str, Leaf] = {}
    for section in dict.fromkeys(document.section for document in spec.venue.documents):
        if section in APART:
            continue
        for document in spec.venue.layers(section):
            anew = replaced(document)
            for gone in [ident for ident in found if ident.startswith(anew)]:
                del found[gone]
            for path, text in _texts(document.model, (), {*HEAD, *(TABLES if section == "tiers" else ())}):
                leaf = Leaf(clause_id(section, path), section, text, document, path)
                leaf = _of_input(found, leaf) if path[0] == "inputs" else leaf
                found[leaf.id] = leaf
    return found


def _of_input(found: Mapping[str, Leaf], leaf: Leaf) -> Leaf:
    """Return one leaf for all that a document says of a declared input, with this field of it."""
    ident = f"{leaf.section}.inputs.{leaf.path[1]}"
    known = found.get(ident)
    said = f"{'.'.join(map(str, leaf.path[2:]))} {leaf.text}"
    before = f"{known.text}, " if known is not None and known.document is leaf.document else ""
    return replace(leaf, id=ident, text=before + said, path=leaf.path[:2])


def _texts(value: object, path: Path, without: Iterable[str] = ()) -> Iterator[tuple[Path, str]]:
    """Yield what is no clause and stands in no clause, with its path."""
    match value:
        case Clause() | None:
            return
        case Model():
            left_out = {*WORDS_ABOUT, *without}
            for name, field in type(value).model_fields.items():
                if name in value.model_fields_set and name not in left_out:
                    yield from _texts(getattr(value, name), (*path, field.alias or name))
        case dict():
            for key, item in value.items():
                yield from _texts(item, (*path, key))
        case list():
            yield from _listed(value, path)
        case _:
            yield path, str(value)


def _listed(items: list[object], path: Path) -> Iterator[tuple[Path, str]]:
    words = [item for item in items if isinstance(item, str)]
    if len(words) == len(items):
        yield path, ", ".join(words)
        return
    for index, item in enumerate(items):
        yield from _texts(item, (*path, index))
