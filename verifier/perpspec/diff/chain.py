"""Does what a notice prints as the old table agree with the table that was in force, or is a change between them in no file?"""

from __future__ import annotations

from collections.abc import Iterator

from ..load.documents import Document
from ..load.load import Spec
from ..load.tables import TierTable
from ..model.tiers import TiersSection
from .change import Notice
from .markets import tables_of
from .versions import Versions


def broken_chains(versions: Versions) -> Iterator[Notice]:
    """Yield a notice for each new document whose old tables are not those of the old version, with the markets."""
    known = {(d.effective, d.file.rpartition("/")[2]) for d in versions.old.venue.layers("tiers")}
    told: set[str] = set()
    for document in versions.new.venue.layers("tiers"):
        if (document.effective, document.file.rpartition("/")[2]) in known:
            continue
        broken = [market for market in _before(document) if market not in told and _differs(versions, document, market)]
        told |= set(_before(document))
        if broken:
            said = (
                f"what is dated {document.effective or 'nothing'} prints as the old table of {', '.join(broken)} "
                "another one than the spec has in force: a change between them is in no file, or the notice is not right"
            )
            yield Notice("notice.does_not_chain", said, document.file.removeprefix(versions.new_root))


def _before(document: Document) -> dict[str, list[str]]:
    return document.model.before if isinstance(document.model, TiersSection) else {}


def _differs(versions: Versions, document: Document, market: str) -> bool:
    known = tables_of(versions.old, market)
    return bool(known) and not any(
        table.key == other.key for table in known for other in _printed(versions.new, document, market)
    )


def _printed(spec: Spec, document: Document, market: str) -> Iterator[TierTable]:
    named = _before(document)[market]
    return (table for table in spec.printed if table.document is document and table.name in named)
