"""Where does the same rule merely come into force, or was published, at another time?"""

from __future__ import annotations

from collections.abc import Iterator

from ..load.documents import Document
from ..load.load import Spec
from .change import Change
from .versions import Versions

HEAD = {"effective", "published", "note", "source"}


def date_changes(versions: Versions) -> Iterator[Change]:
    """Yield the documents of both versions whose content is the same and whose dates are not."""
    for section in dict.fromkeys(document.section for document in versions.new.venue.documents):
        old, new = ({_content(d): d for d in _last(spec, section)} for spec in (versions.old, versions.new))
        for content, document in new.items():
            before = old.get(content)
            if before is not None and _dates(before) != _dates(document):
                yield _moved(section, before, document)


def _last(spec: Spec, section: str) -> tuple[Document, ...]:
    return spec.venue.layers(section)[-1:]


def _content(document: Document) -> str:
    return document.model.model_dump_json(exclude=HEAD)


def _dates(document: Document) -> tuple[str, str]:
    return (document.effective, document.model.published or "")


def _moved(section: str, old: Document, new: Document) -> Change:
    before, after = old.effective or "no date", new.effective or "no date"
    said = f"from {before} to {after}" if before != after else "published at another time"
    reach = "everything" if before != after and section not in ("sources", "examples", "promises", "claims") else "nothing"
    return Change(
        f"{section}.effective", section, "effective date", "equivalent", f"the same rules of `{section}`: {said}", (),
        before, after, reach="everything" if reach == "everything" else "nothing",
    )  # fmt: skip
