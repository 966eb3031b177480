"""What does a site depend on, so that it is made again only when something of it has changed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from ..load.accepted import accepted_file

PACKAGE = Path(__file__).parent.parent


def site_key(venues: Sequence[tuple[Path, str]], guide: Path | None, day: str) -> str:
    """Return a key over this package, every file of the venues and of the guide, and, with acceptances, the day."""
    found = sha256()
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in (".py", ".html", ".css", ".js"):
            found.update(file.read_bytes())
    for path, as_of in venues:
        found.update(f"\n{path}@{as_of}{day if accepted_file(path).exists() else ''}\n".encode())
        for file in _files(path):
            found.update(f"\n{file}\n".encode() + file.read_bytes())
    for file in sorted(guide.rglob("*.md")) if guide is not None else ():
        found.update(f"\n{file}\n".encode() + file.read_bytes())
    return found.hexdigest()


def _files(venue: Path) -> Iterator[Path]:
    if venue.is_file():
        yield venue
    else:
        yield from sorted(venue.rglob("*.yaml"))
    accepted = accepted_file(venue)
    if venue.is_file() and accepted.exists():
        yield accepted
