"""Was a change made known in time, and does the past still say what it said?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction

from ..claims.quantities import said
from ..language.faults import FormulaError
from ..language.kinds import TIME
from ..load.documents import Document
from ..load.load import Spec
from ..readings.exact import Env, exact
from .change import Notice
from .dates import same_content
from .versions import Versions

PROMISED = "changes.notice"


def notices(versions: Versions) -> Iterator[Notice]:
    """Yield changes that came sooner than the venue promises, and past dated files whose content is another."""
    old, new = _dated(versions.old), _dated(versions.new)
    for key, document in new.items():
        if key not in old:
            yield from short_notice(versions.new, document, versions.new_root)
        elif not same_content(old[key], document):
            place = document.file.removeprefix(versions.new_root)
            text = f"the rules of `{document.section}` dated {document.effective} say something else than before"
            yield Notice("notice.past_edited", text, place)


def _dated(spec: Spec) -> Mapping[tuple[str, str, int], Document]:
    """Return the dated documents in force by section, instant, and their order among those of one instant."""
    found: dict[tuple[str, str, int], Document] = {}
    for document in sorted(spec.venue.documents, key=lambda d: d.file):
        if document.effective and (not spec.venue.as_of or document.effective <= spec.venue.as_of):
            same = sum(1 for section, when, _ in found if (section, when) == (document.section, document.effective))
            found[document.section, document.effective, same] = document
    return found


def short_notice(spec: Spec, document: Document, root: str = "") -> Iterator[Notice]:
    """Yield a notice where a document was published later before its effect than the venue promises."""
    promised = promised_notice(spec)
    published = document.model.published
    if promised is None or not published or not document.effective:
        return
    given = Fraction(int((instant(document.effective) - instant(published)).total_seconds()))
    if given < promised:
        text = (
            f"the rules of `{document.section}` dated {document.effective} were published {said_of(given)} before, "
            f"and {said_of(promised)} are promised"
        )
        yield Notice("notice.short", text, document.file.removeprefix(root))


def promised_notice(spec: Spec) -> Fraction | None:
    """Return the notice that the venue promises, in seconds; None where it promises none."""
    stated = spec.venue.stated.get(PROMISED)
    if stated is None or stated.clause.status == "silent" or spec.names.kind(PROMISED) != TIME:
        return None
    try:
        value = exact(spec.resolver().formula(stated.clause.value or "", "changes"), Env({}))
    except FormulaError:
        return None
    return value if isinstance(value, Fraction) else None


def instant(text: str) -> datetime:
    """Return the instant that a date of a document means, in UTC; a date alone is its midnight."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def said_of(seconds: Fraction) -> str:
    """Return a time as a person reads it."""
    return said(seconds, TIME, {})
