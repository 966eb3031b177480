"""How long does it take to find that rounded payments do not cancel, by mass testing and by CrossHair?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hypothesis import find, settings

from perpspec.fuzz.mass import hunt
from perpspec.fuzz.strategies import inputs
from perpspec.readings.exact import exact

from .measure import Benchmark, Measured, has, missing, once, seconds
from .questions import payments_cancel

CONTRACT = f"{__package__}.contracts_for_crosshair.payments_cancel"


def _run(quick: bool) -> Iterator[Measured]:
    claim = payments_cancel()
    assert hunt(claim, {}, {}, 20_000, 0).witness is not None
    yield Measured("perpspec, mass testing", seconds(lambda: hunt(claim, {}, {}, 20_000, 0)))
    quiet = settings(max_examples=20_000, database=None, derandomize=True)
    spent = once(lambda: find(inputs(claim), lambda env: exact(claim.shown, env) is False, settings=quiet))
    yield Measured("hypothesis over the interpreter, with shrinking", spent)
    if not has("crosshair"):
        yield missing("CrossHair")
        return
    limit = "15" if quick else "60"
    arguments = ["check", "--analysis_kind", "asserts", "--per_condition_timeout", limit, CONTRACT]
    found = ""

    def work() -> None:
        nonlocal found
        done = subprocess.run(
            [sys.executable, "-m", "crosshair", *arguments], capture_output=True, text=True, check=False, cwd=Path.cwd()
        )
        found = "found" if done.returncode == 1 else f"nothing found within {limit} s"

    spent = once(work)
    yield Measured("CrossHair, a contract on whole numbers", spent, note=found)


BENCHMARK = Benchmark("crosshair", "seconds to an input at which rounded payments do not cancel", _run)
