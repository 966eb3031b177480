"""``perpspec replay``: how does a scenario go, event by event, and does it go as its file expects?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .exits import CLEAN, FOUND, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from pathlib import Path

    from ..load.documents import Document
    from ..load.load import Spec
    from ..machines.play import Played
    from ..model.scenarios import Scenario
    from ..report.sheet import Row


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("file", metavar="FILE", help="a scenario file of a venue, or a venue in one file")


def run(args: Namespace) -> int:
    """Print every scenario of the file as a table; 1 if one of them does not go as expected."""
    from pathlib import Path

    from ..load.load import load_spec
    from .output import print_rows

    file = Path(args.file)
    spec = load_spec(_venue_of(file))
    found = [document for document in spec.venue.timeline("scenarios") if Path(document.file).name == file.name]
    if not found:
        raise UsageError(f"`{args.file}` holds no scenario", "a scenario stands in the section `scenarios`")
    rows, wrong = [], False
    for document in found:
        for part, failed in _told(spec, document):
            rows += list(part)
            wrong = wrong or failed
    print_rows(rows)
    return FOUND if wrong else CLEAN


def _venue_of(file: Path) -> Path:
    if not file.is_file():
        raise UsageError(f"`{file}` is no file", "give a file such as specs/VENUE/scenarios/NAME.yaml")
    for folder in file.resolve().parents:
        if (folder / "venue.yaml").is_file():
            return folder
    return file


def _told(spec: Spec, document: Document) -> Iterator[tuple[Iterator[Row], bool]]:
    from ..machines.play import ScenarioError, play
    from ..model.scenarios import ScenariosSection
    from ..source.nodes import at
    from ..source.text import DocumentError, Fault

    assert isinstance(document.model, ScenariosSection)
    for number, scenario in enumerate(document.model.scenarios):
        try:
            played = play(spec, scenario)
        except ScenarioError as error:
            path = ("scenarios", number, *(("events", error.event - 1) if error.event else ()))
            raise DocumentError((Fault("scenario", error.message, at(document.body, path).place, error.help),)) from error
        yield _rows(spec, scenario, played), bool(played.wrong)


def _rows(spec: Spec, scenario: Scenario, played: Played) -> Iterator[Row]:
    from ..report.sheet import aligned, fact

    yield ((f"{spec.venue.id}  {scenario.id}", "strong"), (f"  {scenario.title}", "plain"))
    for name, option in scenario.reading.items():
        yield from fact("reading", f"`{name}` = {option}")
    held = list(played.rows[0].seen.positions)
    head = ("", "event", *held, "orders", "")
    cells = [
        (f"{n}.", row.said, *(str(row.seen.positions[name]) for name in held), row.seen.resting, row.note)
        for n, row in enumerate(played.rows, start=1)
    ]
    yield from aligned("", [head, *cells])
    yield ((" " * 7, "plain"), (f"not as expected: {played.wrong}", "error") if played.wrong else ("as expected", "good"))
    yield ()


REPLAY = Verb("replay", "play the scenarios of a file, and compare them with what it expects", declare, run)
