"""``perpspec replay``: how does a scenario go, event by event, and does it go as its file expects?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .exits import CLEAN, FOUND, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from pathlib import Path

    from ..checks.required import Required
    from ..load.documents import Document
    from ..load.load import Spec
    from ..machines.play import Played
    from ..machines.written import ScenarioError
    from ..model.scenarios import Scenario
    from ..report.sheet import Row
    from ..source.text import Fault


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("file", metavar="FILE", help="a scenario file of a venue, or a venue in one file")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(args: Namespace) -> int:
    """Print every scenario of the file as a table or as JSON; 1 if one of them does not go as expected."""
    from pathlib import Path

    from ..load.load import load_spec
    from ..report.json import as_text
    from .output import emit, print_rows

    file = Path(args.file)
    spec = load_spec(_venue_of(file))
    documents = [document for document in spec.venue.timeline("scenarios") if Path(document.file).name == file.name]
    if not documents:
        raise UsageError(f"`{args.file}` holds no scenario", "a scenario stands in the section `scenarios`")
    found = [one for document in documents for one in _replayed(spec, document)]
    if args.format == "json":
        emit(as_text({"schema": 1, "venue": spec.venue.id, "scenarios": [_data(*one) for one in found]}))
    else:
        print_rows(row for one in found for row in _rows(spec.venue.id, *one))
    return FOUND if any(played.wrong for _, played, _ in found) else CLEAN


def _venue_of(file: Path) -> Path:
    if not file.is_file():
        raise UsageError(f"`{file}` is no file", "give a file such as specs/VENUE/scenarios/NAME.yaml")
    for folder in file.resolve().parents:
        if (folder / "venue.yaml").is_file():
            return folder
    return file


def _replayed(spec: Spec, document: Document) -> Iterator[tuple[Scenario, Played, Required]]:
    from ..checks.required import replayed
    from ..machines.written import ScenarioError
    from ..model.scenarios import ScenariosSection
    from ..source.text import DocumentError

    assert isinstance(document.model, ScenariosSection)
    _well_written(document, document.model.scenarios)
    for number, scenario in enumerate(document.model.scenarios):
        try:
            yield scenario, *replayed(spec, scenario)
        except ScenarioError as error:
            raise DocumentError((_fault(document, number, error),)) from error


def _well_written(document: Document, scenarios: list[Scenario]) -> None:
    """Raise ``DocumentError`` with everything that is wrong with the lines of a file of scenarios."""
    from ..machines.written import faults
    from ..source.text import DocumentError

    found = [_fault(document, number, error) for number, one in enumerate(scenarios) for error in faults(one)]
    if found:
        raise DocumentError(tuple(found))


def _fault(document: Document, number: int, error: ScenarioError) -> Fault:
    from ..source.nodes import at
    from ..source.text import Fault

    path = ("scenarios", number, *(("events", error.event - 1) if error.event else ()))
    return Fault("scenario", error.message, at(document.body, path).place, error.help)


def _rows(venue: str, scenario: Scenario, played: Played, required: Required) -> Iterator[Row]:
    from ..report.sheet import aligned, fact

    yield ((f"{venue}  {scenario.id}", "strong"), (f"  {scenario.title}", "plain"))
    for name, option in scenario.reading.items():
        yield from fact("reading", f"`{name}` = {option}")
    held = list(played.rows[0].seen.positions) if played.rows else []
    head = ("", "event", *held, scenario.margin, "orders", "")
    cells = [
        (f"{n}.", row.said, *(str(row.seen.positions[name]) for name in held), shown, row.seen.resting, row.note)
        for n, (row, shown) in enumerate(zip(played.rows, required.shown, strict=True), start=1)
    ]
    yield from aligned("", [head, *cells])
    for number, note in enumerate(required.notes):
        yield from fact("" if number else "margin", note)
    yield ((" " * 7, "plain"), (f"not as expected: {played.wrong}", "error") if played.wrong else ("as expected", "good"))
    yield ()


def _data(scenario: Scenario, played: Played, required: Required) -> dict[str, object]:
    from ..report.numbers import for_machines

    amounts = [None if amount is None else for_machines(amount) for amount in required.amounts]
    return {
        "id": scenario.id, "title": scenario.title, "mode": scenario.mode, "market": scenario.market,
        "reading": dict(scenario.reading), "margin": scenario.margin,
        "events": [
            {
                "event": row.said, "refused": row.refused, "positions": dict(row.seen.positions),
                "orders": [str(order) for order in row.seen.orders], "waits": row.seen.waits, "breaks": list(row.breaks),
                "margin": amount, "margin_shown": shown,
            }
            for row, amount, shown in zip(played.rows, amounts, required.shown, strict=True)
        ],
        "notes": list(required.notes), "wrong": played.wrong,
    }  # fmt: skip


REPLAY = Verb("replay", "play the scenarios of a file, and compare them with what it expects", declare, run)
