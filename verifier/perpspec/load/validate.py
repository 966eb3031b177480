"""Does a document have the shape of its section: by the published schema first, then by the models?

The two accept the same documents, which is tested. A comparison of two versions, which are validated on their own, may
leave the schema out; what the models then refuse is told in its words all the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from ..model.sections import SECTIONS
from ..source.nodes import plain
from ..source.text import DocumentError, Fault
from .documents import Document, Raw


def documents(raws: Iterable[Raw], *, schema: bool = True) -> list[Document]:
    """Return the documents of ``raws``; raise every fault of every document at once."""
    faults: list[Fault] = []
    checked: list[Document] = []
    for raw in raws:
        value = plain(raw.body)
        found = _told_by_the_schema(raw, value) if schema else []
        try:
            if not found:
                model = SECTIONS[raw.section].model_validate(value)
                checked.append(Document(raw.file, raw.section, raw.body, model, raw.digest))
        except ValidationError as error:
            found = _told_by_the_schema(raw, value, error)
        faults += found
    if faults:
        raise DocumentError(tuple(sorted(set(faults), key=lambda f: (f.place.file, f.place.line, f.place.column))))
    return checked


def _told_by_the_schema(raw: Raw, value: object, refused: ValidationError | None = None) -> list[Fault]:
    from .refused import refusals  # noqa: PLC0415 - brings jsonschema, which a comparison does without

    return refusals(raw, value, refused)
