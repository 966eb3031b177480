"""Which verb was asked for, and how does the program end?"""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence

from .. import __version__
from .breaking import BREAKING
from .cases import CASES
from .changelog import CHANGELOG
from .checks import CHECKS
from .conform import CONFORM
from .diff import DIFF
from .docs import DOCS
from .drift import DRIFT
from .exits import EXIT_CODES, INTERNAL, INTERRUPTED, NOT_UNDERSTOOD, UsageError
from .explain import EXPLAIN
from .git_diff import GIT_DIFF
from .replay import REPLAY
from .schema import SCHEMA
from .show import SHOW
from .validate import VALIDATE
from .verify import VERIFY

_VERBS = (
    VALIDATE, VERIFY, EXPLAIN, SHOW, DIFF, BREAKING, CHANGELOG, DRIFT, GIT_DIFF, CHECKS, CASES, REPLAY, CONFORM, SCHEMA, DOCS,
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; wrong options raise ``SystemExit`` with 2, ``--help`` with 0."""
    _never_stumble_over_a_character()
    gc.set_threshold(200_000, 20, 20)  # trees live until the end; collecting among them doubles the time of planning
    args = _parser().parse_args(argv)
    try:
        return _run(args)
    except KeyboardInterrupt:
        print("perpspec: interrupted", file=sys.stderr)
        return INTERRUPTED


def _run(args: Namespace) -> int:
    try:
        code: int = args.run(args)
    except UsageError as error:
        print(f"perpspec: {error.message}" + (f"; {error.help}" if error.help else ""), file=sys.stderr)
        return NOT_UNDERSTOOD
    except Exception as error:  # noqa: BLE001 - the last line of defence: whatever it is, the program ends in order
        return _failed(error)
    return code


def _failed(error: Exception) -> int:
    """Return the exit code for an error that ended a verb, after saying what was wrong."""
    from ..source.text import DocumentError
    from .output import print_faults

    if isinstance(error, DocumentError):
        print_faults(error.faults)
        return NOT_UNDERSTOOD
    if os.environ.get("PERPSPEC_DEBUG"):
        raise error
    said = " ".join(str(error).split()) or "no message"
    hint = "PERPSPEC_DEBUG=1 shows more; please report it"
    print(f"perpspec: internal fault at {_where(error)}: {said} ({hint})", file=sys.stderr)
    return INTERNAL


def _where(error: Exception) -> str:
    """Return the innermost place in this package that the error passed through."""
    from pathlib import Path

    package = Path(__file__).parent.parent
    found = "an unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            found = f"{file.relative_to(package)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _never_stumble_over_a_character() -> None:
    """Write a character that the terminal's encoding lacks as an escape, and never stop for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="perpspec",
        description="Verify the risk rules that a perpetual-futures venue publishes.",
        epilog=EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"perpspec {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in _VERBS:
        options = verbs.add_parser(verb.name, help=verb.help, description=verb.help, epilog=EXIT_CODES,
                                   formatter_class=RawDescriptionHelpFormatter)  # fmt: skip
        verb.declare(options)
        options.set_defaults(run=verb.run)
    return parser
