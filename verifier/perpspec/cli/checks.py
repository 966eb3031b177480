"""``perpspec checks``: which questions does the catalogue ask?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from .exits import CLEAN
from .verb import Verb


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb, of which there are none."""


def run(args: Namespace) -> int:
    """Print a line for each check: its id, its severity and kind, and what it finds."""
    from ..report.summary import KIND_WORDS
    from .output import emit
    from .pages import pages

    rows = [(c.info.id, c.info.severity, KIND_WORDS[c.info.kind], c.info.summary) for c in pages().values()]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        emit("  ".join([*cells, row[3]]) + "\n")
    return CLEAN


CHECKS = Verb("checks", "list the questions of the catalogue", declare, run)
