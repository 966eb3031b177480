"""How long does it take to verify one real venue with a dozen markets?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .measure import Benchmark, Measured, command, perpspec

SPECS = Path(__file__).parent.parent / "specs"


def _run(quick: bool) -> Iterator[Measured]:
    times = 1 if quick else 3
    for venue in sorted(file.parent for file in SPECS.glob("*/venue.yaml")):
        spent = command(perpspec("verify", str(venue)), times)
        yield Measured(f"perpspec verify specs/{venue.name}", spent, aim=6)


BENCHMARK = Benchmark("real-venue", "seconds to verify a real venue with every notice it printed, in a new process", _run)
