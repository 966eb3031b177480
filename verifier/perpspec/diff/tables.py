"""What does it mean that a market has another tier table than before?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..language.kinds import NUMBER
from ..load.resolve import Resolver
from ..load.tables import TierTable
from ..readings.pieces import Pieces, value_at
from ..readings.plain import decimal
from ..readings.stretches import Stretch
from .change import Change, ChangeKind, LostLeverage, Reach, Region, Shift, Transition, together
from .price import lost_leverage, shifts
from .region import Compared, cell_at, inside, regions, undefined
from .tiers import NotComparable, TierFunctions, of_table, rates
from .transition import transitions

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Printed:
    """One version of a market's table, with what closes its formulas where it has some."""

    table: TierTable
    resolver: Resolver | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a comparison of tables is told: leverages to name, whether the contract is inverse, what closing costs."""

    leverages: tuple[Fraction, ...]
    inverse: bool = False
    cost: Fraction = ZERO


def table_change(old: Printed, new: Printed, asked: Asked, kind: ChangeKind = "parameter") -> Change | None:
    """Return the change from one table to another with no market yet, or None if they mean the same."""
    if old.table.curve is None and new.table.curve is None and old.table.key == new.table.key:
        return None
    try:
        return _compared(old, new, asked, kind)
    except NotComparable as reason:
        return _not_comparable(old, new, str(reason))


def _compared(old: Printed, new: Printed, asked: Asked, kind: ChangeKind) -> Change | None:
    if old.table.measure != new.table.measure:
        raise NotComparable(f"sizes were counted in {old.table.measure} and are counted in {new.table.measure}")
    before, after = of_table(old.table, old.resolver), of_table(new.table, new.resolver)
    if before.by_rate != after.by_rate:
        before, after = rates(before), rates(after)
    found = (*_margins(before, after), *_leverages(before, after), *_limits(before, after))
    if not found:
        return None
    moved = _shifts(before, after, found, asked)
    return _change(
        old, new, kind, found, moved, lost_leverage(before, after), tuple(transitions(before, after, asked.leverages, asked.cost))
    )


def _change(
    old: Printed, new: Printed, kind: ChangeKind, found: tuple[Region, ...], moved: tuple[Shift, ...],
    lost: LostLeverage | None, after: tuple[Transition, ...],
) -> Change:  # fmt: skip
    direction = together(region.direction for region in found)
    return Change(
        "tiers.table", "tiers", kind, direction, _message(direction, found), (), _content(old.table), _content(new.table),
        old.place, new.place, new.table.measure, found, moved, lost, after, _reach(found),
    )  # fmt: skip


def _message(direction: str, found: tuple[Region, ...]) -> str:
    quantities = list(dict.fromkeys(region.quantity for region in found))
    what = ", ".join(quantities[:-1]) + (" and " if len(quantities) > 1 else "") + quantities[-1]
    return f"{what}: {'stricter at some sizes, looser at others' if direction == 'incomparable' else direction}"


def _margins(old: TierFunctions, new: TierFunctions) -> Iterator[Region]:
    word, kind = ("rate", NUMBER) if new.by_rate else ("margin", new.measure)
    for name, before, after in (("maintenance", old.maintenance, new.maintenance), ("initial", old.initial, new.initial)):
        if before is not None and after is not None:
            given = Compared(f"{name} {word}", "size", before, after, kind, new.measure, "stricter")
            yield from regions(given, ZERO, _shared(old, new))
    if old.maintenance is not None and new.maintenance is not None:
        yield from _holes(old.maintenance, new.maintenance, new, _shared(old, new))


def _holes(old: Pieces, new: Pieces, like: TierFunctions, limit: Fraction | None) -> Iterator[Region]:
    """Yield the sizes below both limits that have a tier in one version alone: a hole that came, or was filled."""
    for stretch in undefined(old, new, ZERO, limit):
        there = Fraction(cell_at(old, inside(stretch)) is not None)
        yield Region(
            "tier of the size", "size", stretch, "incomparable", (), NUMBER, like.measure, None, None, there, 1 - there
        )  # fmt: skip


def _leverages(old: TierFunctions, new: TierFunctions) -> Iterator[Region]:
    if old.leverage is not None and new.leverage is not None:
        given = Compared("highest leverage", "size", old.leverage, new.leverage, NUMBER, new.measure, "looser")
        yield from regions(given, ZERO, _shared(old, new))


def _limits(old: TierFunctions, new: TierFunctions) -> Iterator[Region]:
    if old.limit == new.limit or old.by_rate:
        return
    lowered = new.limit is not None and (old.limit is None or new.limit < old.limit)
    low, high = (new.limit, old.limit) if lowered else (old.limit, new.limit)
    gap = None if old.limit is None or new.limit is None else new.limit - old.limit
    yield Region(
        "largest position", "size", Stretch(low, high, False, high is not None), "stricter" if lowered else "looser", (),
        new.measure, new.measure, gap, low, old.limit, new.limit,
    )  # fmt: skip


def _shared(old: TierFunctions, new: TierFunctions) -> Fraction | None:
    known = [end for end in (old.limit, new.limit) if end is not None]
    return min(known) if known else None


def _shifts(old: TierFunctions, new: TierFunctions, found: tuple[Region, ...], asked: Asked) -> tuple[Shift, ...]:
    """Return the shifts at the size of the largest relative change of the maintenance margin."""
    sizes = [size for region in found if region.quantity.startswith("maintenance") for size in _ends(region)]
    share = {size: _share(old, new, size) for size in dict.fromkeys(sizes)}
    if not share:
        return ()
    return shifts(old, new, max(share, key=lambda size: share[size]), asked.leverages, asked.inverse)


def _ends(region: Region) -> Iterator[Fraction]:
    for part in region.parts:
        for end in (part.stretch.low, part.stretch.high):
            if end is not None and end > 0:
                yield end
        if part.stretch.high is None and (part.stretch.low or ZERO) == 0:
            yield Fraction(1)


def _share(old: TierFunctions, new: TierFunctions, size: Fraction) -> Fraction:

    values = [value_at(cell_at(f, size), size) for f in (old.maintenance, new.maintenance) if f is not None]
    before, after = [value if isinstance(value, Fraction) else ZERO for value in values]
    return abs(after - before) if new.by_rate else abs(after - before) / size


def _reach(found: tuple[Region, ...]) -> Reach:
    """Return the size above which something differs."""
    starts = [region.stretch.low or ZERO for region in found]
    return min(starts) if min(starts) > 0 else "everything"


def _content(table: TierTable) -> str:
    """Return the rows of a table in one line, or its name where it is a formula."""
    if table.curve is not None:
        rates_ = (table.curve.maintenance_rate, table.curve.initial_rate)
        return "; ".join(clause.value or clause.status for clause in rates_ if clause is not None)
    first, last = table.tiers[0], table.tiers[-1]
    top = "without end" if last.up_to is None else f"up to {_plain(last.up_to)}"
    rate = "" if first.maintenance_rate is None else f", maintenance from {_plain(first.maintenance_rate * 100)}%"
    leverage = "" if first.max_leverage is None else f", {_plain(first.max_leverage)}x"
    return f"{len(table.tiers)} tiers {top}{leverage}{rate}"


def _plain(value: Fraction) -> str:
    return decimal(value)


def _not_comparable(old: Printed, new: Printed, reason: str) -> Change:
    return Change(
        "tiers.table", "tiers", "not comparable", "incomparable", reason, (), _content(old.table), _content(new.table),
        old.place, new.place, new.table.measure, reach="everything",
    )  # fmt: skip
