"""``perpspec show``: what does a section of a venue say, so that a person can read it?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .exits import CLEAN, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from ..load.load import Spec
    from ..report.sheet import Row

_MOST_FILES = 4


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("venue", metavar="VENUE[@DATE]", help="a path, or the name of a venue under specs/")
    parser.add_argument("section", metavar="SECTION", help="for instance tiers, funding, mark_price")
    parser.add_argument("market", metavar="MARKET", nargs="?", default="", help="show what concerns one market")


def run(args: Namespace) -> int:
    """Print the section in force on the date."""
    from .output import print_rows
    from .paths import one_venue

    spec = one_venue(args.venue)
    _known(spec, args.section, args.market)
    print_rows(_rows(spec, args.section, args.market))
    return CLEAN


def _known(spec: Spec, section: str, market: str) -> None:
    from ..language.infer import nearest

    there = list(dict.fromkeys(document.section for document in spec.venue.documents))
    if section not in there:
        raise UsageError(f"`{spec.venue.id}` has no section `{section}`", nearest(section, there))
    if not spec.venue.layers(section):
        raise UsageError(f"no `{section}` of `{spec.venue.id}` is in force on {spec.venue.as_of}", "give a later date")
    if market and market not in spec.markets:
        raise UsageError(f"`{spec.venue.id}` has no market `{market}`", nearest(market, list(spec.markets)))


def _rows(spec: Spec, section: str, market: str) -> Iterator[Row]:
    from ..pages.entries import entries
    from ..report.sheet import listed
    from .tiertable import table_rows

    title = "  ".join(part for part in (spec.venue.id, section, market) if part)
    yield ((title, "strong"),)
    layers = spec.venue.layers(section)
    if len(layers) > _MOST_FILES:
        yield ((f"{len(layers) - 1} earlier files, each of which changes a part, and at last", "faint"),)
        layers = layers[-1:]
    for document in layers:
        since = f"  in force since {document.effective}" if document.effective else ""
        yield ((f"{document.file}{since}", "faint"),)
    yield ()
    found = entries(spec, section, market)
    width = max((len(entry.name) for entry in found), default=0)
    for entry in found:
        yield from listed(entry.name, min(width, 36), entry.status, entry.value, entry.notes)
    if section == "tiers":
        yield from table_rows(spec, market)


SHOW = Verb("show", "print a section of a venue: clauses with status and source, tiers as a table", declare, run)
