"""``perpspec breaking``: may this change of rules go out, as far as a machine can tell?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from .diff import declare_output, shown
from .exits import CLEAN, FOUND
from .sides import compared, declare_sides, side
from .verb import Verb

if TYPE_CHECKING:
    from ..diff.change import Change
    from ..load.accepted import Entry

LEVELS = ("stricter", "incomparable", "any")


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    declare_sides(parser)
    declare_output(parser)
    add = parser.add_argument
    add("--fail-on", choices=LEVELS, default="stricter",
        help="what fails: stricter includes incomparable, any is every change of a rule (default: stricter)")  # fmt: skip
    add("--accepted", metavar="FILE", help="changes that were reviewed: fingerprint, id, reason, until")


def run(args: Namespace) -> int:
    """Compare, write what nobody has accepted, and return 1 if a change is at or above the level."""
    from ..diff.accepted import open_changes
    from .paths import today

    with ExitStack() as stack:
        comparison = compared(side(args.old, stack), side(args.new, stack), args.leverage, args.market)
    changes = open_changes(comparison.changes, _accepted(args.accepted), today())
    shown(args, replace(comparison, changes=changes))
    return FOUND if any(fails(change, args.fail_on) for change in changes) else CLEAN


def fails(change: Change, level: str) -> bool:
    """Return whether a change is at or above the level: whatever cannot be compared is above each of them."""
    if level == "any":
        return change.kind != "source"
    return change.direction == "incomparable" or (level == "stricter" and change.direction == "stricter")


def _accepted(file: str | None) -> tuple[Entry, ...]:
    from pathlib import Path

    from ..load.accepted import read_accepted
    from .exits import UsageError

    if file is None:
        return ()
    if not Path(file).is_file():
        raise UsageError(f"there is no file `{file}`", "name the list of accepted changes")
    return read_accepted(Path(file))


BREAKING = Verb("breaking", "fail if a change makes a rule stricter, or cannot be compared", declare, run)
