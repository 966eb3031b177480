"""Which findings does the file beside a venue accept, and where does each entry stand?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from ..language.infer import nearest
from ..model.accepted import AcceptedEntry, AcceptedFile
from ..source.nodes import Node, Scalar, at, key_place, plain
from ..source.text import DocumentError, Fault, Place, excerpt, read_text
from ..source.yaml import parse

FIELDS = (*AcceptedFile.model_fields, *AcceptedEntry.model_fields)


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding; ``until`` is a date or empty, ``place`` that of the fingerprint."""

    fingerprint: str
    id: str
    reason: str
    until: str
    place: Place


def accepted_file(venue: Path) -> Path:
    """Return where the accepted findings of a venue are written, if any are."""
    return venue.with_name(f"{venue.stem}.accepted.yaml") if venue.is_file() else venue / "accepted.yaml"


def load_accepted(venue: Path) -> tuple[Entry, ...]:
    """Return the accepted findings of a venue, none without a file; raise ``DocumentError`` with every fault."""
    file = accepted_file(venue)
    return read_accepted(file) if file.exists() else ()


def read_accepted(file: Path) -> tuple[Entry, ...]:
    """Return the entries of one list; raise ``DocumentError`` with every fault."""
    root = parse(read_text(file))
    try:
        model = AcceptedFile.model_validate(plain(root))
    except ValidationError as error:
        raise DocumentError(tuple(_fault(root, item["type"], item["loc"]) for item in error.errors())) from None
    entries = tuple(_entry(root, index, given) for index, given in enumerate(model.accepted))
    faults = (*_version(root, model), *_dates(root, entries), *_repeated(entries))
    if faults:
        raise DocumentError(faults)
    return entries


def _entry(root: Node, index: int, given: AcceptedEntry) -> Entry:
    place = at(root, ("accepted", index, "fingerprint")).place
    return Entry(given.fingerprint, given.id, given.reason, given.until or "", place)


def _version(root: Node, model: AcceptedFile) -> Iterator[Fault]:
    if model.perpspec != "1":
        yield Fault("accepted.version", "this version is not known", at(root, ("perpspec",)).place, "write `perpspec: 1`")


def _dates(root: Node, entries: tuple[Entry, ...]) -> Iterator[Fault]:
    for index, entry in enumerate(entries):
        try:
            date.fromisoformat(entry.until or "2000-01-01")
        except ValueError:
            place = at(root, ("accepted", index, "until")).place
            yield Fault("accepted.until", f"`{entry.until}` is not a date", place, "write a date such as `2027-01-31`")


def _repeated(entries: tuple[Entry, ...]) -> Iterator[Fault]:
    first: dict[str, Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.fingerprint, entry)
        if known is not entry:
            others = ((known.place, "accepted here first"),)
            message = f"`{entry.fingerprint}` is accepted twice"
            yield Fault("accepted.duplicate", message, entry.place, "delete one of the two", others)


_SHAPES: Mapping[str, tuple[str, str]] = {
    "reason": ("where a reason is wanted", "say in a sentence why the finding may stay"),
    "fingerprint": ("where a fingerprint is wanted", "copy the 12 digits from the last line of the finding"),
    "until": ("where a date is wanted", "write a date such as `2027-01-31`"),
    "id": ("where the id of a check is wanted", "copy the id from the first line of the finding"),
    "perpspec": ("where a version is wanted", "write `perpspec: 1`"),
}


def _fault(root: Node, kind: str, path: tuple[int | str, ...]) -> Fault:
    """Return what is wrong with the shape of the file in our own words."""
    field = str(path[-1]) if path else ""
    if kind == "missing":
        return Fault("accepted.missing", f"the field `{field}` is missing", _head(at(root, path)), f"add `{field}:`")
    if kind == "extra_forbidden":
        help = nearest(field, list(FIELDS))
        return Fault("accepted.field", f"there is no field {excerpt(field)} here", key_place(root, path), help)
    node = at(root, path)
    here = excerpt(node.text) if isinstance(node, Scalar) else "a list or a mapping"
    wanted, help = _SHAPES.get(field, ("where a list of accepted findings is wanted", "see the page on accepted findings"))
    return Fault("accepted.shape", f"{here} {wanted}", _head(node), help)


def _head(node: Node) -> Place:
    place = node.place
    if place.line == place.end_line:
        return place
    return Place(place.file, place.line, place.column, place.line, place.column + 1)
