"""How soon does the command line answer?"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .measure import Benchmark, Measured, command, has, missing, perpspec


def _run(quick: bool) -> Iterator[Measured]:
    times = 3 if quick else 9
    yield Measured("perpspec --help", command(perpspec("--help"), times), aim=0.15)
    yield Measured("perpspec checks", command(perpspec("checks"), times))
    yield Measured("a bare interpreter", command([sys.executable, "-c", ""], times))
    for module in ("pydantic", "z3", "hypothesis", "crosshair"):
        who = f"a bare interpreter that imports {module}"
        yield Measured(who, command([sys.executable, "-c", f"import {module}"], times)) if has(module) else missing(who)


BENCHMARK = Benchmark("start", "seconds until the command line has answered, in a new process", _run)
