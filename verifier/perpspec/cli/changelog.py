"""``perpspec changelog``: what did each dated version of a venue change?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .diff import FORMATS
from .exits import CLEAN, UsageError
from .sides import declare_questions
from .verb import Verb

if TYPE_CHECKING:
    from ..diff.change import Comparison
    from ..load.load import Spec


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    add = parser.add_argument
    add("venue", metavar="VENUE[@DATE]", help="a path, or the name of a venue under specs/; up to that date")
    declare_questions(parser)
    add("--since", metavar="DATE", default="", help="leave out what came into force before DATE")
    add("--format", choices=FORMATS, default="markdown", help="default: markdown")
    add("--output", metavar="FILE", help="write to FILE, whole or not at all")


def run(args: Namespace) -> int:
    """Write every step between two dates of the venue, the newest first."""
    from ..diff.history import steps as steps_of
    from .paths import date, one_venue
    from .several import shown_all

    spec = one_venue(args.venue)
    since = date(args.since) if args.since else ""
    steps = [step for step in steps_of(spec) if step[1] >= since]
    if not steps:
        named = f"`{spec.venue.id}` has no dated file" + (f" since {since}" if since else "")
        raise UsageError(named, "a date is `effective:` of a file")
    shown_all(args, [_compared(spec, *step, args) for step in reversed(steps)])
    return CLEAN


def _compared(spec: Spec, before: str, after: str, args: Namespace) -> Comparison:
    from .sides import Side, compared

    name = spec.venue.id
    old = Side(f"{name}@{before.strip() or 'undated'}", spec.at(before), "")
    new = Side(f"{name}@{after}", spec.at(after), "")
    return compared(old, new, args.leverage, args.market)


CHANGELOG = Verb("changelog", "tell what each dated version of a venue changed, as a risk notice", declare, run)
