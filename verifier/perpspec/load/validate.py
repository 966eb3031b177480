"""Does a document have the shape of its section, and if not, what is wrong with it?

The models and the published schema accept the same documents, which is tested; the models are asked first because they
are quicker. What they refuse is told by the schema, whose errors say what the author most likely meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from ..model.sections import SECTIONS
from ..source.nodes import plain
from ..source.text import DocumentError, Fault
from .documents import Document, Raw


def documents(raws: Iterable[Raw]) -> list[Document]:
    """Return the documents of ``raws``; raise every fault of every document at once."""
    faults: list[Fault] = []
    checked: list[Document] = []
    for raw in raws:
        value = plain(raw.body)
        try:
            checked.append(Document(raw.file, raw.section, raw.body, SECTIONS[raw.section].model_validate(value), raw.digest))
        except ValidationError as error:
            from .refused import refusals  # noqa: PLC0415 - brings the schema, which a document without faults does without

            faults += refusals(raw, value, error)
    if faults:
        raise DocumentError(tuple(sorted(set(faults), key=lambda f: (f.place.file, f.place.line, f.place.column))))
    return checked
