"""Which sources does a spec name, and where?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..load.documents import Document
from ..load.load import Spec
from ..load.venue import Path
from ..model.clause import Model
from ..source.nodes import key_place
from ..source.text import Place

FIELDS = ("source", "searched")


@dataclass(frozen=True, slots=True)
class Cited:
    """One name of a source, and the field it stands in."""

    source: str
    document: Document
    path: Path

    @property
    def place(self) -> Place:
        """Return where the name stands, by the field."""
        return key_place(self.document.body, self.path)


def cited(spec: Spec) -> Iterator[Cited]:
    """Yield every name of a source in every document of a venue."""
    for document in spec.venue.documents:
        yield from _walk(document, document.model, ())


def _walk(document: Document, value: object, path: Path) -> Iterator[Cited]:
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            yield from _field(document, value, name, (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(document, item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(document, item, (*path, index))


def _field(document: Document, model: Model, name: str, path: Path) -> Iterator[Cited]:
    inner = getattr(model, name)
    if name in FIELDS and isinstance(inner, list):
        yield from (Cited(source, document, path) for source in inner)
    elif name in model.model_fields_set:
        yield from _walk(document, inner, path)
