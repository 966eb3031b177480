"""Run the benchmarks and print a table for each: ``python -m benchmarks [--only NAME…] [--quick]``."""

from __future__ import annotations

import argparse
import platform
import sys

from . import (
    crosshair,
    funding_mass,
    one_question,
    orders,
    real_venue,
    recordings,
    site,
    start,
    tier_mass,
    validate,
    verify,
    versions,
)
from .measure import Benchmark, table

BENCHMARKS: tuple[Benchmark, ...] = (
    start.BENCHMARK,
    funding_mass.BENCHMARK,
    tier_mass.BENCHMARK,
    crosshair.BENCHMARK,
    one_question.BENCHMARK,
    validate.BENCHMARK,
    verify.BENCHMARK,
    real_venue.BENCHMARK,
    versions.BENCHMARK,
    site.BENCHMARK,
    recordings.BENCHMARK,
    orders.FAULT,
    orders.PROOF,
    orders.WALK,
)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of the chosen benchmarks; the first row of each table is perpspec, ratios are to it."""
    names = [benchmark.name for benchmark in BENCHMARKS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="fewer cases and repetitions: figures are rougher")
    chosen = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {platform.machine()}; ratios are to the first row of each table")
    for benchmark in BENCHMARKS:
        if not chosen.only or benchmark.name in chosen.only:
            for line in table(benchmark, benchmark.run(chosen.quick)):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
