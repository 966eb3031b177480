"""``perpspec docs``: how are the pages of some venues written, built, and looked at?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .exits import CLEAN, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..pages.subject import Subject
    from .paths import Read

_ADDRESS = "127.0.0.1:8000"


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    add = parser.add_argument
    add("action", choices=("build", "site", "serve"), help="build: Markdown for mkdocs; site: HTML too; serve: show it")
    add("venues", metavar="VENUE[@DATE]", nargs="+", help="a venue or a folder of venues; each date is a version of its own")
    add("--out", metavar="DIR", required=True, help="an empty folder, or one that this verb has written")
    add("--guide", metavar="DIR", help="a folder of Markdown pages of yours that the site shows too")
    add("--address", metavar="HOST:PORT", default=_ADDRESS, help=f"where `serve` listens (default: {_ADDRESS})")


def run(args: Namespace) -> int:
    """Write the pages, build the site if it was asked for, and say where it is."""
    from pathlib import Path

    from ..pages.built import build, serve
    from ..pages.site import SiteError
    from .output import emit

    folder = Path(args.out)
    try:
        written = _written(args, folder)
        made = build(folder) / "index.html" if args.action == "site" else folder / "mkdocs.yml"
        emit(f"{made}  {'as it was' if not written else f'{written} files'}\n")
        if args.action == "serve":
            emit(f"http://{args.address}/  until you press Ctrl-C\n")
            serve(folder, args.address)
    except SiteError as error:
        raise UsageError(error.message, error.help) from error
    except OSError as error:
        raise UsageError(f"`{folder}` cannot be written: {error.strerror or error}") from error
    return CLEAN


def _written(args: Namespace, folder: Path) -> int:
    """Return how many files the site source has, 0 where nothing had to be written."""
    from pathlib import Path

    from ..pages.assemble import assembled
    from ..pages.site import unchanged, write
    from .lines import lines_of
    from .paths import read_all, today, venues
    from .sitekey import site_key

    guide = Path(args.guide) if args.guide else None
    if guide is not None and not (guide / "index.md").is_file():
        raise UsageError(f"`{guide}` has no `index.md`", "name a folder of Markdown pages")
    day = today()
    key = site_key(venues(args.venues), guide, day)
    if unchanged(folder, key):
        return 0
    files = assembled(_subjects(read_all(args.venues), day), lines_of, guide)
    write(folder, files, key)
    return len(files)


def _subjects(read: Sequence[Read], day: str) -> list[Subject]:
    from ..engine.accepted import accept
    from ..engine.options import Options
    from ..engine.verify import reported
    from ..pages.markup import slug
    from ..pages.subject import Subject

    found = []
    names = [slug("@".join(part for part in (r.spec.venue.id, r.spec.venue.as_of) if part)) for r in read]
    for name, one in zip(names, read, strict=True):
        venue = one.spec.venue
        report, asked = reported([one.spec], Options())
        report = accept(report, {venue.id: one.accepted}, venue.as_of or day)
        versions = tuple((r.spec.venue.as_of, n) for r, n in zip(read, names, strict=True) if r.spec.venue.id == venue.id)
        found.append(Subject(one.spec, report, name, versions, asked))
    if len(set(names)) < len(names):
        raise UsageError("two of the venues have one `id`", "give each venue an `id` of its own")
    return found


DOCS = Verb("docs", "write the site of some venues, build it with mkdocs, or serve it", declare, run)
