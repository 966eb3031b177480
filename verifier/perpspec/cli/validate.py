"""``perpspec validate``: can every document of these venues be understood?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from typing import TYPE_CHECKING

from .exits import CLEAN, NOT_UNDERSTOOD
from .verb import Verb

if TYPE_CHECKING:
    from ..load.load import Spec
    from ..source.text import Fault


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help="a venue or a folder of venues; PATH@DATE takes the rules of that date"
    )


def run(args: Namespace) -> int:
    """Print a line for each venue that was understood, and everything that is wrong with the others."""
    from .output import emit, print_faults
    from .paths import understood, venues

    faults: list[Fault] = []
    for path, as_of in venues(args.paths):
        read, wrong = understood(path, as_of)
        faults += wrong
        if read is not None:
            emit(f"{_described(read.spec, len(read.accepted))}\n")
    if faults:
        print_faults(faults)
        return NOT_UNDERSTOOD
    return CLEAN


def _described(spec: Spec, accepted: int) -> str:
    """Return a venue in one line: how many sections, clauses of each status, markets and tables."""
    from ..report.summary import counted

    venue = spec.venue
    statuses = Counter(stated.clause.status for stated in venue.stated.values())
    clauses = ", ".join(f"{n:_} {status}" for status, n in statuses.most_common())
    parts = [
        counted(len({document.section for document in venue.documents}), "section"),
        f"{counted(len(venue.stated), 'clause')}" + (f" ({clauses})" if clauses else ""),
        counted(len(spec.markets), "market"),
        counted(len(spec.printed), "table"),
    ]
    if accepted:
        parts.append(counted(accepted, "accepted finding"))
    return f"{venue.id}{f'@{venue.as_of}' if venue.as_of else ''}  " + "  ".join(parts)


VALIDATE = Verb("validate", "read documents and report everything that cannot be understood", declare, run)
