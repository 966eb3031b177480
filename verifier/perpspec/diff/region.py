"""On which stretches is one piecewise-affine function above another, and by exactly how much?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..language.kinds import Kind
from ..readings.pieces import Cell, Pieces, merged, value_at
from ..readings.stretches import Stretch
from .change import Direction, Part, Region

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two functions of one amount, and what it means that the new one is higher."""

    quantity: str
    over: str
    old: Pieces
    new: Pieces
    kind: Kind
    over_kind: Kind
    higher: Direction


def less(left: Cell, right: Cell) -> Cell:
    """Return the difference of two cells, None where one of them has no value."""
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return None
    return (left[0] - right[0], left[1] - right[1])


def difference(old: Pieces, new: Pieces) -> Pieces:
    """Return new less old."""
    return merged(new, old, less)


def regions(given: Compared, low: Fraction | None, high: Fraction | None) -> tuple[Region, ...]:
    """Return where the functions differ inside ``(low, high]``, in rising order, each stretch as long as it can be."""
    signed = _signed(difference(given.old, given.new), low, high)
    return tuple(_region(given, sign, parts) for sign, parts in _runs(signed))


def undefined(old: Pieces, new: Pieces, low: Fraction | None, high: Fraction | None) -> tuple[Stretch, ...]:
    """Return where inside ``(low, high]`` exactly one of the two functions has a value."""

    def one(left: Cell, right: Cell) -> Cell:
        return (left is None) != (right is None)

    found = [stretch for stretch, cell in _cells(merged(new, old, one), low, high) if cell is True]
    return tuple(joined(found))


def joined(stretches: list[Stretch]) -> list[Stretch]:
    """Return stretches in rising order with those put together that follow on each other."""
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        if last is not None and last.high == stretch.low and (last.high_in or stretch.low_in):
            found[-1] = Stretch(last.low, stretch.high, last.low_in, stretch.high_in)
        else:
            found.append(stretch)
    return found


def _cells(f: Pieces, low: Fraction | None, high: Fraction | None) -> Iterator[tuple[Stretch, Cell]]:
    """Yield each cell of ``f`` inside ``(low, high]`` with its stretch."""
    for index, cell in enumerate(f.cells):
        if index % 2:
            at = f.cuts[index // 2]
            if (low is None or at > low) and (high is None or at <= high):
                yield Stretch(at, at, True, True), cell
            continue
        start = f.cuts[index // 2 - 1] if index else None
        end = f.cuts[index // 2] if index // 2 < len(f.cuts) else None
        start = low if start is None or (low is not None and low > start) else start
        cut = high is not None and (end is None or high < end)
        end = high if cut else end
        if start is None or end is None or start < end:
            yield Stretch(start, end, False, cut), cell


def _signed(f: Pieces, low: Fraction | None, high: Fraction | None) -> Iterator[tuple[int, Part]]:
    for stretch, cell in _cells(f, low, high):
        if not isinstance(cell, tuple):
            yield 0, Part(stretch, ZERO, ZERO)
            continue
        slope, intercept = cell
        for part in _cut_at_root(stretch, slope, intercept):
            yield _sign(part, slope, intercept), Part(part, slope, intercept)


def _cut_at_root(stretch: Stretch, slope: Fraction, intercept: Fraction) -> Iterator[Stretch]:
    root = -intercept / slope if slope else None
    inside = root is not None and stretch.holds(root) and root not in {stretch.low, stretch.high}
    if not inside or root is None:
        yield stretch
        return
    yield Stretch(stretch.low, root, stretch.low_in, False)
    yield Stretch(root, root, True, True)
    yield Stretch(root, stretch.high, False, stretch.high_in)


def _sign(stretch: Stretch, slope: Fraction, intercept: Fraction) -> int:
    value = slope * inside(stretch) + intercept
    return (value > 0) - (value < 0)


def inside(stretch: Stretch) -> Fraction:
    """Return a number of the stretch that is none of its open ends."""
    low, high = stretch.low, stretch.high
    if low is None:
        return high - 1 if high is not None else ZERO
    return low + 1 if high is None else (low + high) / 2


def _runs(signed: Iterator[tuple[int, Part]]) -> Iterator[tuple[int, list[Part]]]:
    run: list[Part] = []
    now = 0
    for sign, part in signed:
        if sign != now and run:
            yield now, run
            run = []
        now = sign
        if sign:
            run.append(part)
    if run:
        yield now, run


def _region(given: Compared, sign: int, parts: list[Part]) -> Region:
    whole = joined([part.stretch for part in parts])
    stretch = Stretch(whole[0].low, whole[-1].high, whole[0].low_in, whole[-1].high_in)
    gap, at = _largest(parts)
    direction = given.higher if sign > 0 else _OTHER[given.higher]
    old, new = (_value(given.old, at, parts), _value(given.new, at, parts)) if at is not None else (None, None)
    return Region(
        given.quantity, given.over, stretch, direction, tuple(_merged(parts)), given.kind, given.over_kind, gap, at, old, new
    )


_OTHER: dict[Direction, Direction] = {
    "stricter": "looser", "looser": "stricter", "incomparable": "incomparable", "equivalent": "equivalent",
}  # fmt: skip


def _largest(parts: list[Part]) -> tuple[Fraction | None, Fraction | None]:
    """Return the largest difference, signed, and where it is, at an end that may not belong to the stretch itself."""
    best: tuple[Fraction, Fraction] | None = None
    for part in parts:
        ends = [end for end in (part.stretch.low, part.stretch.high) if end is not None]
        if part.slope and len(ends) < 2:
            return None, None
        for end in ends or [ZERO]:
            value = part.slope * end + part.intercept
            if best is None or abs(value) > abs(best[0]):
                best = (value, end)
    return best if best is not None else (None, None)


def _value(f: Pieces, at: Fraction, parts: list[Part]) -> Fraction | None:
    """Return the value of ``f`` at the largest gap, from the side on which the gap lies."""
    part = next(part for part in parts if at in (part.stretch.low, part.stretch.high) or part.stretch.low is None)
    best = max((p for p in parts if at in (p.stretch.low, p.stretch.high)), default=part,
               key=lambda p: abs(p.slope * at + p.intercept))  # fmt: skip
    value = value_at(cell_at(f, inside(best.stretch)), at)
    return value if isinstance(value, Fraction) else None


def cell_at(f: Pieces, x: Fraction) -> Cell:
    """Return the cell of ``f`` that ``x`` lies in."""
    for index, cut in enumerate(f.cuts):
        if x < cut:
            return f.cells[2 * index]
        if x == cut:
            return f.cells[2 * index + 1]
    return f.cells[-1]


def _merged(parts: list[Part]) -> list[Part]:
    """Return neighbouring parts with the same function as one; a single point that follows on belongs to its neighbour."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last is not None and (last.slope, last.intercept) == (part.slope, part.intercept):
            found[-1] = Part(joined([last.stretch, part.stretch])[0], part.slope, part.intercept)
        else:
            found.append(part)
    return found
