"""``perpspec drift``: does the venue's interface say what the spec says, and has it always?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .diff import FORMATS
from .exits import CLEAN, FOUND, UsageError
from .sides import leverages
from .verb import Verb

if TYPE_CHECKING:
    from pathlib import Path

    from ..diff.change import Comparison
    from ..diff.drift.snapshot import Snapshot
    from ..load.load import Spec


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    add = parser.add_argument
    add("venue", metavar="VENUE[@DATE]", help="without a date, the rules of the date in the snapshot's name, else the newest")
    add("snapshots", metavar="SNAPSHOT", nargs="*", help="a saved answer, .json or .json.gz, or a folder of them as a history")
    add("--live", action="store_true", help="ask the interface now, through ccxt (extra `live`)")
    add("--exchange", metavar="NAME", default="", help="what ccxt calls the venue (default: `exchange` of the section `venue`)")
    add("--market", metavar="MARKET", nargs="+", action="extend", default=[], help="with --live: ask for these markets alone")
    add("--save", metavar="FILE", help="with --live: keep the answer, whole, in a new FILE")
    add("--leverage", metavar="N,N…", type=leverages, default=(), help="leverages to name (default: 5,10,20)")
    add("--format", choices=FORMATS, default="text", help="default: text")
    add("--output", metavar="FILE", help="write to FILE, whole or not at all")
    add("--write", action="store_true", help="write the dated section file that would follow, never over an existing one")
    add("--effective", metavar="DATE", default="", help="the date of that file, where the snapshot's name has none")


def run(args: Namespace) -> int:
    """Compare each answer with the spec, or those of a folder with each other; return 1 if anything differs."""
    from ..diff.compare import LEVERAGES
    from .paths import one_venue
    from .several import shown_all

    _sensible(args)
    spec = one_venue(args.venue)
    leverage = args.leverage or LEVERAGES
    comparisons: list[Comparison] = []
    if args.live:
        snapshot = _asked(spec, args)
        comparisons.append(_drift(spec, snapshot, leverage))
        if args.write:
            _write(spec, snapshot, leverage, args.effective)
    for files, folder in _files(args.snapshots):
        snapshots = [_read(file) for file in files]
        comparisons += _history(spec, snapshots, leverage) if folder else [_drift(spec, snapshots[0], leverage)]
        if args.write:
            _write(spec, snapshots[-1], leverage, args.effective)
    shown_all(args, comparisons)
    return FOUND if any(_differs(comparison) for comparison in comparisons) else CLEAN


def _sensible(args: Namespace) -> None:
    if not args.live and not args.snapshots:
        raise UsageError("there is no snapshot to compare with", "name a saved answer, or ask the interface with --live")
    for option, given in (("--exchange", args.exchange), ("--market", args.market), ("--save", args.save)):
        if given and not args.live:
            raise UsageError(f"`{option}` goes with --live", "a saved answer says itself what it is")


def _asked(spec: Spec, args: Namespace) -> Snapshot:
    """Return what the interface answers now, kept in a file first where that was asked for."""
    import sys
    from pathlib import Path

    from ..diff.drift.formats import understood
    from ..diff.drift.live import Asked, ask, installed
    from ..diff.drift.reading import SnapshotError, parsed
    from .output import emit, write

    exchange = args.exchange or spec.venue.identity.exchange
    if not exchange:
        raise UsageError(
            f"`{spec.venue.id}` does not say what ccxt calls it", "give --exchange NAME, or `exchange` in the section `venue`"
        )
    if args.save and Path(args.save).exists():
        raise UsageError(f"`{args.save}` is there already", "nothing is written over a file; name another")
    called = Path(args.save or f"{exchange} now")
    try:
        answered = ask(Asked(installed(), exchange, tuple(args.market)))
        for refused in answered.refused:
            emit(f"perpspec: not answered: {refused}\n", sys.stderr)
        if args.save:
            write(Path(args.save), answered.text + "\n")
        return understood(called, parsed(called, answered.text))
    except SnapshotError as error:
        raise UsageError(error.message, error.help) from error


def _differs(comparison: Comparison) -> bool:
    return any(change.direction != "equivalent" for change in comparison.changes)


def _files(given: list[str]) -> list[tuple[list[Path], bool]]:
    from pathlib import Path

    found: list[tuple[list[Path], bool]] = []
    for text in given:
        path = Path(text)
        if not path.exists():
            raise UsageError(f"there is no `{text}`", "name a saved answer, or a folder of them")
        files = sorted([*path.glob("*.json"), *path.glob("*.json.gz")]) if path.is_dir() else [path]
        if not files:
            raise UsageError(f"`{text}` holds no snapshot", "a snapshot is a file `….json` or `….json.gz`")
        found.append((files, path.is_dir()))
    return found


def _read(file: Path) -> Snapshot:
    from ..diff.drift.formats import read_snapshot
    from ..diff.drift.reading import SnapshotError

    try:
        return read_snapshot(file)
    except SnapshotError as error:
        raise UsageError(error.message, error.help) from error


def _drift(spec: Spec, snapshot: Snapshot, leverage: tuple[object, ...]) -> Comparison:
    from ..diff.drift.compare import drift
    from ..diff.drift.reading import SnapshotError

    dated = spec.at(snapshot.date) if snapshot.date and not spec.venue.as_of else spec
    try:
        return drift(dated, snapshot, leverage)  # type: ignore[arg-type]
    except SnapshotError as error:
        raise UsageError(error.message, error.help) from error


def _history(spec: Spec, snapshots: list[Snapshot], leverage: tuple[object, ...]) -> list[Comparison]:
    from ..diff.drift.history import history

    if sum(1 for snapshot in snapshots if snapshot.tiers) < 2:
        raise UsageError("a history needs two snapshots of tiers", "name the file itself to compare it with the spec")
    return list(history(spec, snapshots, leverage))  # type: ignore[arg-type]


def _write(spec: Spec, snapshot: Snapshot, leverage: tuple[object, ...], effective: str) -> None:
    """Write the file that would make the spec follow the snapshot, and say where, on standard error."""
    import sys
    from dataclasses import replace
    from pathlib import Path

    from ..diff.drift.proposal import proposal
    from .output import emit, write
    from .paths import date

    when = date(effective) if effective else snapshot.date
    if not when:
        raise UsageError(f"the name `{snapshot.name}` has no date", "give --effective DATE")
    snapshot = replace(snapshot, date=when)
    text = proposal(spec, snapshot, _drift(spec, snapshot, leverage))
    if not text:
        return
    folder = Path(spec.venue.folder)
    if folder.is_file():
        raise UsageError(f"`{folder}` is a venue in one file", "only a folder can take a dated file")
    file = folder / "tiers" / f"{when.replace(':', '').removesuffix('Z')}.yaml"
    if file.exists():
        raise UsageError(f"`{file}` is there already", "nothing is written over a file; give another --effective DATE")
    file.parent.mkdir(exist_ok=True)
    write(file, text)
    emit(f"{file}\n", sys.stderr)


DRIFT = Verb("drift", "compare a spec with what the venue's interface answers, or its answers with each other", declare, run)
