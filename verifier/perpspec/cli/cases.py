"""``perpspec cases``: which orders would have to be tried on a venue to see every region of its behaviour?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .exits import CLEAN
from .verb import Verb

if TYPE_CHECKING:
    from ..machines.cases import Case
    from ..report.sheet import Row


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("venue", metavar="VENUE[@DATE]", help="a path, or the name of a venue under specs/")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(args: Namespace) -> int:
    """Print the cases of a venue as a table or as JSON."""
    from dataclasses import asdict

    from ..machines.cases import cases
    from ..report.json import as_text
    from .output import emit, print_rows
    from .paths import one_venue

    spec = one_venue(args.venue)
    found = list(cases(spec))
    if args.format == "json":
        emit(as_text({"schema": 1, "venue": spec.venue.id, "cases": [asdict(case) for case in found]}))
    else:
        print_rows(_rows(spec.venue.id, found))
    return CLEAN


def _rows(venue: str, found: Sequence[Case]) -> Iterator[Row]:
    from ..report.sheet import fact
    from ..report.summary import counted

    for case in found:
        yield ((case.id, "strong"),)
        for number, step in enumerate(case.steps, start=1):
            yield from fact("do" if number == 1 else "", f"{number}. {step}")
        yield from fact("look at", case.looks_at)
        code = f" ({case.code})" if case.code else ""
        yield from fact("expect", f"{' or '.join(case.expected)}{code}, {case.status}")
    settled = sum(len(case.expected) == 1 for case in found)
    yield ((f"{venue}: {counted(len(found), 'case')}, {settled} with one expected outcome", "plain"),)


CASES = Verb("cases", "list what to try on a venue to see every region of behaviour of its orders", declare, run)
