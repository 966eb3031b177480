"""``perpspec diff``: what do the rules of one version mean that those of another did not?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from .exits import CLEAN
from .sides import compared, declare_sides, side
from .verb import Verb

if TYPE_CHECKING:
    from ..diff.change import Comparison

FORMATS = ("text", "json", "markdown")


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    declare_sides(parser)
    declare_output(parser)


def declare_output(parser: ArgumentParser) -> None:
    """Add how a comparison is written."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--output", metavar="FILE", help="write to FILE, whole or not at all")


def run(args: Namespace) -> int:
    """Compare, write, and return 0 whatever was found: `perpspec breaking` is the gate."""
    from .output import destination

    if args.output is not None:
        destination(args.output)
    with ExitStack() as stack:
        comparison = compared(side(args.old, stack), side(args.new, stack), args.leverage, args.market)
    shown(args, comparison)
    return CLEAN


def shown(args: Namespace, comparison: Comparison) -> None:
    """Write a comparison where and how it was asked for."""
    from pathlib import Path

    from ..report.change_text import comparison_rows
    from .output import emit, print_rows, write

    if args.output is not None:
        write(Path(args.output), rendered(args.format, comparison))
    elif args.format == "text":
        print_rows(comparison_rows(comparison))
    else:
        emit(rendered(args.format, comparison))


def rendered(form: str, comparison: Comparison) -> str:
    """Return a comparison in one of the formats."""
    from ..report import change_json, change_markdown, change_text

    forms: dict[str, Callable[[Comparison], str]] = {
        "text": change_text.render, "json": change_json.render, "markdown": change_markdown.render,
    }  # fmt: skip
    return forms[form](comparison)


DIFF = Verb("diff", "say what a change of published rules means, for which accounts and by how much", declare, run)
