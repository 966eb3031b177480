"""``perpspec verify``: what do the rules of these venues contradict, leave open, or put at risk?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .exits import CLEAN, FOUND, UNDECIDED, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from ..claims.finding import Report

LEVELS = ("error", "warning", "note", "never")
BUDGET = 2_000_000


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="a venue or a folder of venues; PATH@DATE takes the rules of that date")
    add("--as-of", metavar="DATE", default="", help="verify the rules in force when DATE begins (UTC), not the newest")
    add("--only", metavar="ID", nargs="+", action="extend", default=[], help="ask only these checks or topics")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    add("--output", metavar="FILE", help="write the report to FILE, whole or not at all")
    add("--fail-on", choices=LEVELS, default="error", help="the level that gives exit code 1 (default: error)")
    add("--budget", metavar="N", type=whole, default=BUDGET, help=f"solver work for each question (default: {BUDGET:_})")
    add("--seed", metavar="N", type=whole, default=0, help="seed of the solver and of the fuzzer (default: 0)")
    add("--second-opinion", action="store_true", help="ask the solver also what the closed form has decided")
    add("--show-accepted", action="store_true", help="print accepted findings too")


def whole(text: str) -> int:
    """Return a whole number that is not below zero; raise what the command line reports for others."""
    digits = text.replace("_", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise ArgumentTypeError(f"`{text}` is not a whole number from 0 on")
    return int(digits)


def run(args: Namespace) -> int:
    """Verify, write the report, and return the exit code that its gravest open finding asks for."""
    from .output import destination, write

    if args.output is not None:
        destination(args.output)
    report = reported(args)
    if args.output is not None:
        from pathlib import Path

        write(Path(args.output), _rendered(args, report))
    else:
        _print(args, report)
    return exit_code(report, args.fail_on)


def reported(args: Namespace) -> Report:
    """Return the report on the venues and checks that were asked for, with accepted findings marked."""
    from ..engine.accepted import accept
    from ..engine.options import Options
    from ..engine.verify import verify
    from .paths import date, read_all, today
    from .progress import progress

    paths, only = _sorted_out(args.paths, args.only)
    as_of = date(args.as_of) if args.as_of else ""
    found = read_all(paths, as_of)
    options = Options(only=only, budget=args.budget, seed=args.seed, second_opinion=args.second_opinion)
    with progress(sys.stderr) as draw:
        report = verify([read.spec for read in found], options, draw)
    accepted = {read.spec.venue.id: read.accepted for read in found}
    return accept(report, accepted, as_of or today(), only)


def _sorted_out(paths: Sequence[str], only: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths and the checks: where no path is given, those words after ``--only`` which are none of its own.

    Everybody types `--only tiers.gap specs/` at some time, and there the option swallows the path.
    """
    from pathlib import Path

    from ..language.infer import nearest
    from .pages import WHOLE_RUN, pages, topics
    from .paths import dated

    known = (*pages(), *topics())
    moved = tuple(word for word in only if word not in known and Path(dated(word)[0]).exists()) if not paths else ()
    for name in only:
        if name in WHOLE_RUN:
            raise UsageError(f"`{name}` judges a run of every check", "leave --only away")
        if name not in known and name not in moved:
            raise UsageError(f"there is no check `{name}`", nearest(name, list(known)))
    if not paths and not moved:
        raise UsageError("no PATH is given", "name a venue or a folder of venues, such as specs/")
    return (*paths, *moved), tuple(name for name in only if name in known)


def _rendered(args: Namespace, report: Report) -> str:
    from ..report import json, text
    from .lines import lines_of

    return json.render(report) if args.format == "json" else text.render(report, lines_of, args.show_accepted)


def _print(args: Namespace, report: Report) -> None:
    from ..report.text import report_rows
    from .lines import lines_of
    from .output import emit, print_rows

    if args.format == "json":
        emit(_rendered(args, report))
    else:
        print_rows(report_rows(report, lines_of, args.show_accepted))


def exit_code(report: Report, fail_on: str) -> int:
    """Return 1 for an open finding at the level or above, else 4 for a question without an answer, else 0."""
    from ..report.summary import open_findings, undecided

    grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    if any(finding.severity in grave for finding in open_findings(report)):
        return FOUND
    return UNDECIDED if undecided(report) else CLEAN


VERIFY = Verb("verify", "ask every question of the catalogue, and report what was found", declare, run)
