"""How long does it take to verify a large venue, and how does that grow with tables and markets?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .made_venue import write_venue
from .measure import Benchmark, Measured, command, perpspec


def _run(quick: bool) -> Iterator[Measured]:
    times = 1 if quick else 3
    with TemporaryDirectory() as place:
        own = write_venue(Path(place) / "own", 500, distinct=True)
        half = write_venue(Path(place) / "half", 250, distinct=True)
        shared = write_venue(Path(place) / "shared", 500, distinct=False)
        spent = command(perpspec("verify", str(own)), times)
        yield Measured("perpspec verify, 500 markets with a table each", spent, aim=4)
        yield Measured("250 markets with a table each", command(perpspec("verify", str(half)), times))
        yield Measured("500 markets with one table for all", command(perpspec("verify", str(shared)), times))
        spent = command(perpspec("verify", str(own), "--second-opinion"), 1)
        yield Measured("500 markets with a table each, z3 as second opinion", spent, aim=15)


BENCHMARK = Benchmark("verify", "seconds to verify a venue of 500 markets with 10 tiers, in a new process", _run)
