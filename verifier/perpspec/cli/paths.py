"""Which venue, and as of which date, does a word such as ``binance-usdm@2025-09-15`` name?"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..language.infer import nearest
from ..load.accepted import Entry, load_accepted
from ..load.documents import venue_folders
from ..load.load import Spec, load_spec
from ..source.text import DocumentError, Fault, excerpt
from .exits import UsageError

LIBRARY = Path("specs")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}Z)?")


def date(text: str) -> str:
    """Return a date such as `2025-09-15` or an instant such as `2025-09-15T06:30Z`; raise ``UsageError`` for others."""
    from datetime import datetime

    try:
        if _DATE.fullmatch(text):
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise UsageError(f"`{text}` is not a date", "write `2025-09-15` or `2025-09-15T06:30Z`")


def dated(text: str, as_of: str = "") -> tuple[str, str]:
    """Return the path and the date of ``PATH[@DATE]``; ``as_of`` is the date where none is given."""
    path, at, when = text.rpartition("@")
    if not at or Path(text).exists():
        return text, as_of
    return path, date(when)


def venues(texts: Sequence[str], as_of: str = "") -> list[tuple[Path, str]]:
    """Return every venue that the paths name, each once with its date; raise ``DocumentError`` if one names none."""
    found = []
    for text in texts:
        path, when = dated(text, as_of)
        try:
            found += [(venue, when) for venue in venue_folders([Path(path)])]
        except OSError as error:
            raise UsageError(f"{excerpt(path)} cannot be read: {os.strerror(error.errno or 0).lower()}") from error
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Read:
    """A venue that was understood, and what has been accepted of it."""

    spec: Spec
    accepted: tuple[Entry, ...]


def understood(path: Path, as_of: str) -> tuple[Read | None, tuple[Fault, ...]]:
    """Return one venue with its accepted findings, or everything that is wrong with either."""
    faults: list[Fault] = []
    try:
        accepted = load_accepted(path)
    except DocumentError as error:
        faults += error.faults
    try:
        spec = load_spec(path, as_of)
    except DocumentError as error:
        faults += error.faults
    return (None, tuple(faults)) if faults else (Read(spec, accepted), ())


def read_all(texts: Sequence[str], as_of: str = "") -> list[Read]:
    """Return every venue that the paths name; raise ``DocumentError`` with the faults of all of them."""
    found = [understood(path, when) for path, when in venues(texts, as_of)]
    faults = tuple(dict.fromkeys(fault for _, wrong in found for fault in wrong))
    if faults:
        raise DocumentError(faults)
    return [read for read, _ in found if read is not None]


def one_venue(text: str, *, schema: bool = True) -> Spec:
    """Return the venue that a path or a name in the library stands for; raise ``UsageError`` if there is none."""
    name, when = dated(text)
    for path in (Path(name), LIBRARY / name, LIBRARY / f"{name}.yaml"):
        if path.is_file() or (path / "venue.yaml").is_file():
            return load_spec(path, when, schema=schema)
    known = [path.parent.name for path in sorted(LIBRARY.glob("*/venue.yaml"))]
    nearby = nearest(name, known) if known else f"there is no folder `{LIBRARY}` here; give the path of a venue"
    raise UsageError(f"there is no venue `{name}`", nearby)


def today() -> str:
    """Return the date of this day in UTC, which decides whether an acceptance has run out."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()
