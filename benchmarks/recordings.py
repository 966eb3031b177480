"""How long does it take to compare real recordings, and do the counts agree with a recomputation by hand?"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path

from .measure import Benchmark, Measured, once

DATA = Path(__file__).parents[2] / "shared" / "data" / "binance-tiers"
SPECS = Path(__file__).parents[1] / "specs"
COUNTED = ("maintenance margin", "largest position")
Rows = list[tuple[Fraction, ...]]


def _run(quick: bool) -> Iterator[Measured]:
    from perpspec.diff.drift.formats import read_snapshot
    from perpspec.diff.drift.history import between
    from perpspec.load.load import load_spec

    files = sorted(DATA.glob("*.json.gz"))
    if len(files) < 2:
        yield Measured("recordings of tiers", None, note="no recordings beside the project")
        return
    spec = load_spec(SPECS / "binance-usdm")
    snapshots = {file: read_snapshot(file) for file in files}
    pairs = [*pairwise(files), *([] if quick else [(files[1], files[-1])])]
    for old, new in pairs:
        found = between(spec, snapshots[old], snapshots[new], ())
        spent = once(partial(between, spec, snapshots[old], snapshots[new], ()))
        counted = [c for c in found.changes if any(r.quantity in COUNTED for r in c.regions)]
        moved = {market for change in counted for market in change.markets}
        shared, expected = _by_hand(old, new)
        agreed = "agrees with the count by hand" if moved == expected else f"BY HAND: {len(expected)}"
        yield Measured(f"{old.name[:10]} to {new.name[:10]}", spent, note=f"{len(moved)} of {shared} changed; {agreed}")


def _by_hand(old: Path, new: Path) -> tuple[int, set[str]]:
    """Return how many symbols both have, and those whose margin differs at some size, by another way than perpspec's."""
    before, after = (_read(file) for file in (old, new))
    shared = {symbol for symbol in after if symbol in before}
    return len(shared), {symbol for symbol in shared if not _equal(before[symbol], after[symbol])}


def _read(file: Path) -> dict[str, Rows]:
    names = ("notionalFloor", "notionalCap", "maintMarginRatio", "cum")
    with gzip.open(file, "rt", encoding="utf-8") as text:
        given = json.load(text)
    return {symbol: [tuple(Fraction(row["info"][n]) for n in names) for row in rows] for symbol, rows in given.items()}


def _equal(old: Rows, new: Rows) -> bool:
    """Return whether two tables cost the same at every size: two lines are equal where they agree at two sizes of a piece."""
    if old[-1][1] != new[-1][1]:
        return False
    ends = sorted({end for rows in (old, new) for row in rows for end in row[:2]})
    samples = [low + (high - low) * part for low, high in pairwise(ends) for part in (Fraction(1, 3), Fraction(2, 3))]
    return all(_margin(old, size) == _margin(new, size) for size in samples)


def _margin(rows: Rows, size: Fraction) -> Fraction | None:
    return next((rate * size - cum for low, high, rate, cum in rows if low < size <= high), None)


BENCHMARK = Benchmark("recordings", "seconds to compare two real recordings of tiers", _run)
