"""How long does it take to read and validate a large venue?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .made_venue import write_venue
from .measure import Benchmark, Measured, command, perpspec

LOAD = "import sys, yaml; [yaml.load(open(f), Loader=yaml.{}) for f in sys.argv[1:]]"


def _run(quick: bool) -> Iterator[Measured]:
    times = 1 if quick else 5
    with TemporaryDirectory() as place:
        own = write_venue(Path(place) / "own", 500, distinct=True)
        shared = write_venue(Path(place) / "shared", 500, distinct=False)
        files = [str(file) for file in sorted(own.glob("*.yaml"))]
        spent = command(perpspec("validate", str(own)), times)
        yield Measured("perpspec validate, 500 markets with a table each", spent, aim=1)
        yield Measured("the same with one table for all", command(perpspec("validate", str(shared)), times))
        fast = [sys.executable, "-c", LOAD.format("CSafeLoader"), *files]
        slow = [sys.executable, "-c", LOAD.format("SafeLoader"), *files]
        yield Measured("PyYAML in C: loading alone, without positions", command(fast, times))
        yield Measured("PyYAML in Python: the same", command(slow, 1))


BENCHMARK = Benchmark("validate", "seconds to read a venue of 500 markets with 10 tiers, in a new process", _run)
