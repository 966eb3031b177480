"""``perpspec schema``: what may stand in a spec file, in a report, and in a comparison?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from .exits import CLEAN
from .verb import Verb

FILES = {
    "spec": "perpspec.schema.json",
    "spec-07": "perpspec.draft-07.schema.json",
    "report": "report.schema.json",
    "diff": "diff.schema.json",
    "history": "history.schema.json",
}


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("which", nargs="?", choices=list(FILES), default="spec", help="default: spec")
    parser.add_argument(
        "--write", metavar="DIR", nargs="?", const="specs/schema", help="write all of them (default DIR: specs/schema)"
    )


def run(args: Namespace) -> int:
    """Print the schema that was asked for, or write all of them and print where."""
    from pathlib import Path

    from ..report.json import as_text
    from .output import emit, write

    if args.write is None:
        emit(as_text(schemas()[args.which]))
        return CLEAN
    for which, schema in schemas().items():
        file = Path(args.write) / FILES[which]
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, as_text(schema))
        emit(f"{file}\n")
    return CLEAN


def schemas() -> dict[str, dict[str, Any]]:
    """Return every published schema by the name it has on the command line."""
    from ..load.schema import DRAFT_07, published_schema
    from ..report.change_schema import diff_schema, history_schema
    from ..report.schema import report_schema

    return {
        "spec": published_schema(),
        "spec-07": published_schema(DRAFT_07),
        "report": report_schema(),
        "diff": diff_schema(),
        "history": history_schema(),
    }


SCHEMA = Verb("schema", "print the JSON Schema of spec files, of reports or of comparisons, or write all of them", declare, run)
