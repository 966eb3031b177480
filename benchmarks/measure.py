"""What is one measurement, how is it taken, and how is a table of them printed?"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: seconds, or cases in a second. The first row of a benchmark is perpspec; ``aim`` is its target."""

    who: str
    figure: float | None
    unit: str = "s"
    aim: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A question with its measurements; ``run`` takes whether to be quick."""

    name: str
    question: str
    run: Callable[[bool], Iterable[Measured]]


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the median of how long ``work`` takes."""
    return median(once(work) for _ in range(times))


def once(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def command(arguments: Sequence[str], times: int = 3) -> float:
    """Return the median of how long a command takes in a new process, whatever it answers."""
    return seconds(lambda: subprocess.run(arguments, capture_output=True, check=False), times)


def perpspec(*arguments: str) -> list[str]:
    """Return the command line that runs perpspec in a new process."""
    return [sys.executable, "-c", "from perpspec.cli import main; raise SystemExit(main())", *arguments]


def has(module: str) -> bool:
    """Return whether a peer is installed."""
    return importlib.util.find_spec(module) is not None


def missing(who: str) -> Measured:
    """Return the row of a peer that is not installed."""
    return Measured(who, None, note="not installed; `make bench` has it")


def table(benchmark: Benchmark, rows: Iterable[Measured]) -> Iterable[str]:
    """Yield the lines of a table, each row as soon as it is measured."""
    yield f"\n{benchmark.name}: {benchmark.question}"
    ours: float | None = None
    for row in rows:
        ours = row.figure if ours is None else ours
        yield f"  {row.who:58s}{_figure(row):>18s}  {_ratio(row, ours):>9s}  {_aim(row)}{row.note}".rstrip()


def _figure(row: Measured) -> str:
    if row.figure is None:
        return "-"
    return f"{row.figure:,.0f} {row.unit}" if row.unit != "s" else f"{row.figure:.4g} s"


def _ratio(row: Measured, ours: float | None) -> str:
    return f"x{row.figure / ours:.3g}" if row.figure is not None and ours else ""


def _aim(row: Measured) -> str:
    if row.aim is None or row.figure is None:
        return ""
    reached = row.figure >= row.aim if row.unit != "s" else row.figure <= row.aim
    bound = f"{row.aim:,.0f} {row.unit}" if row.unit != "s" else f"{row.aim:g} s"
    return f"target {'reached' if reached else 'MISSED'}: {bound}. "
