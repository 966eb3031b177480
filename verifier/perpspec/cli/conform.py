"""``perpspec conform``: does a recorded log follow the published rules, and how did the venue settle what they leave open?"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .exits import CLEAN, FOUND, NOT_UNDERSTOOD, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from ..load.load import Spec
    from ..machines.conform import Conformed
    from ..report.sheet import Row


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("venue", metavar="VENUE[@DATE]", help="a path, or the name of a venue under specs/")
    parser.add_argument("log", metavar="LOG", help="a log with one JSON object on each line")
    parser.add_argument("--lot", metavar="N", default="", help="refuse quantities that are no multiple of N")


def run(args: Namespace) -> int:
    """Print what a log shows of the rules; 1 at the first event that they do not allow, 2 if a line cannot be read."""
    from functools import partial
    from pathlib import Path

    from ..machines.conform import conform
    from ..machines.log import LONGEST_LINE
    from ..source.numbers import number
    from .output import print_rows
    from .paths import one_venue

    spec = one_venue(args.venue)
    lot = number(args.lot) if args.lot else None
    if args.lot and (lot is None or lot <= 0):
        raise UsageError(f"`{args.lot}` is no lot", "write a number above zero")
    try:
        with Path(args.log).open(encoding="utf-8") as lines:
            found = conform(spec, iter(partial(lines.readline, LONGEST_LINE + 2), ""), lot)
    except OSError as error:
        raise UsageError(f"`{args.log}` cannot be read: {os.strerror(error.errno or 0).lower()}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"`{args.log}` is not UTF-8", "write the log as UTF-8") from error
    if not found.lines and not found.fault:
        raise UsageError(
            f"`{args.log}` is empty, so nothing was compared", "record orders, fills and positions, one on each line"
        )
    print_rows(_rows(spec, args.log, found))
    return NOT_UNDERSTOOD if found.fault else FOUND if found.against else CLEAN


def _rows(spec: Spec, log: str, found: Conformed) -> Iterator[Row]:
    from ..report.sheet import fact
    from ..report.summary import counted

    for one in found.settled.values():
        stated = spec.venue.stated.get(one.rule)
        status = stated.clause.status if stated else "not stated"
        yield ((f"{log}:{one.line}", "strong"), (f"  settles `{one.rule}` as {one.word}", "plain"), (f"  {status}", "faint"))
        yield from fact("seen", f"{one.said}, {counted(one.times, 'time')}")
        if stated is not None and stated.clause.question:
            yield from fact("asked", f'"{stated.clause.question}"')
    if found.against is not None:
        against = found.against
        yield ((f"{log}:{against.line}", "strong"), ("  not allowed: ", "error"), (against.said, "plain"))
        if against.rule:
            yield from fact("seen", f"`{against.rule}` came out as {against.word}")
            yield from fact("published", " or ".join(_published(spec, against.rule)))
    if found.fault is not None:
        yield ((f"{log}:{found.fault.line}", "strong"), (f"  {found.fault.message}", "error"))
        if found.fault.help:
            yield from fact("help", found.fault.help)
    confirmed = sum(found.confirmed.values())
    yield (
        (f"{counted(found.lines, 'line')} read; {counted(confirmed, 'published outcome')} confirmed, "
         f"{counted(len(found.settled), 'open one')} settled", "plain"),
    )  # fmt: skip


def _published(spec: Spec, rule: str) -> tuple[str, ...]:
    from ..machines.rules import options

    return tuple(dict.fromkeys(options(spec, rule)))


CONFORM = Verb("conform", "compare a recorded log of orders and fills with the published rules", declare, run)
