"""How long does it take to tell what changed between two versions of a large venue?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .made_venue import write_venue
from .measure import Benchmark, Measured, command, perpspec, seconds

MARKETS = 500
TIERS = "tiers.yaml"


def _run(quick: bool) -> Iterator[Measured]:
    from perpspec.diff.change import Label
    from perpspec.diff.compare import compare
    from perpspec.diff.versions import Versions
    from perpspec.load.load import load_spec

    times = 1 if quick else 5
    with TemporaryDirectory() as place:
        old = write_venue(Path(place) / "old", MARKETS, distinct=True)
        folders = {every: _edited(Path(place) / f"every{every}", every) for every in (10, 5, 1)}
        same = write_venue(Path(place) / "same", MARKETS, distinct=True)
        specs = {folder: load_spec(folder) for folder in (old, same, *folders.values())}

        def spent(new: Path) -> float:
            versions = Versions(specs[old], specs[new])
            return seconds(lambda: compare(versions, Label("old", "made"), Label("new", "made")), times)

        yield Measured(f"after reading, {MARKETS // 10} of {MARKETS} markets changed", spent(folders[10]), aim=0.3)
        yield Measured("the same, equal versions", spent(same))
        yield Measured(f"the same, {MARKETS // 5} markets changed", spent(folders[5]))
        yield Measured(f"the same, all {MARKETS} markets changed", spent(folders[1]))
        whole = command(perpspec("diff", str(old), str(folders[10])), times)
        yield Measured("perpspec diff in a new process, with reading both", whole, aim=1.5)
        yield Measured("the same, equal versions", command(perpspec("diff", str(old), str(same)), times))
        yield Measured("perpspec validate of both, in a new process", command(perpspec("validate", str(old), str(same)), times))


def _edited(folder: Path, every: int) -> Path:
    """Return the same venue with one rate raised in every such table."""
    write_venue(folder, MARKETS, distinct=True)
    file = folder / TIERS
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [number for number, line in enumerate(lines) if "maintenance_rate: 2.5%" in line]
    for number in rows[::every]:
        lines[number] = lines[number].replace("maintenance_rate: 2.5%", "maintenance_rate: 3%")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


BENCHMARK = Benchmark("versions", "seconds to compare two versions of 500 markets with 10 tiers", _run)
