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
        old, new = _last(versions.old, section), _last(versions.new, section)
        if old is not None and new is not None and _dates(old) != _dates(new) and same_content(old, new):
            yield _moved(section, old, new)


def _last(spec: Spec, section: str) -> Document | None:
    return next(iter(spec.venue.layers(section)[-1:]), None)


def same_content(old: Document, new: Document) -> bool:
    """Return whether two documents of one section say the same, whatever their dates, notes and sources."""
    fields = (name for name in type(old.model).model_fields if name not in HEAD)
    return all(getattr(old.model, name) == getattr(new.model, name) for name in fields)


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
