"""By how much does a liquidation price move, for a position of a size at a named leverage?

Isolated margin, no fees, the position's own maintenance margin: the account holds its entry value over its leverage.
Prices are shares of the entry price.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from ..language.kinds import MONEY
from ..readings.pieces import Pieces, value_at
from ..readings.stretches import Stretch
from .change import LostLeverage, Shift
from .region import cell_at, inside, joined
from .tiers import TierFunctions

Side = Literal["long", "short"]
SIDES: tuple[Side, ...] = ("long", "short")


def shifts(
    old: TierFunctions, new: TierFunctions, size: Fraction, leverages: tuple[Fraction, ...], inverse: bool
) -> tuple[Shift, ...]:
    """Return the shift at each leverage that both versions allow at that size, for a long and a short position."""
    found = []
    for leverage in leverages:
        if not (allows(old, size, leverage) and allows(new, size, leverage)):
            continue
        for side in SIDES:
            before, after = (liquidated_at(f, size, leverage, side, inverse) for f in (old, new))
            if before != after:
                found.append(Shift(size, leverage, side, before, after))
    return tuple(found)


def allows(given: TierFunctions, size: Fraction, leverage: Fraction) -> bool:
    """Return whether a position of that size may be opened at that leverage."""
    if given.limit is not None and size > given.limit:
        return False
    for function, allowed in ((given.leverage, True), (given.initial, False)):
        if function is None:
            continue
        value = value_at(cell_at(function, size), size)
        if not isinstance(value, Fraction):
            return False
        if allowed:
            return leverage <= value
        needed = value if given.by_rate else value / size
        return leverage * needed <= 1
    return True


def liquidated_at(given: TierFunctions, size: Fraction, leverage: Fraction, side: Side, inverse: bool) -> Fraction | None:
    """Return the price at which equity meets maintenance, 1 where it does so at once, None where it never does."""
    if given.maintenance is None:
        return None
    if given.measure == MONEY and not given.by_rate:
        found = _moving(given.maintenance, size, 1 / leverage, side)
        return None if found is None else found / size
    value = value_at(cell_at(given.maintenance, size), size)
    if not isinstance(value, Fraction):
        return None
    return _fixed(value if given.by_rate else value / size, 1 / leverage, side, inverse)


def _fixed(rate: Fraction, margin: Fraction, side: Side, inverse: bool) -> Fraction | None:
    """Return the price where the rate does not change with the price, as where sizes are counted in coin or contracts."""
    if margin <= rate:
        return Fraction(1)
    up, down = (1 + rate, 1 - rate)
    if inverse:
        price = up / (1 + margin) if side == "long" else (down / (1 - margin) if margin < 1 else None)
    else:
        price = (1 + margin) / up if side == "short" else ((1 - margin) / down if down > 0 else None)
    return price if price is not None and price > 0 else None


def _moving(margin: Pieces, size: Fraction, share: Fraction, side: Side) -> Fraction | None:
    """Return the notional at which a position of that entry value is liquidated, its tier moving with the price."""
    sign = 1 if side == "long" else -1
    held = size * share - sign * size  # equity is `held + sign * notional`
    best: Fraction | None = None
    for index, cell in enumerate(margin.cells):
        if index % 2 or not isinstance(cell, tuple):
            continue
        start = margin.cuts[index // 2 - 1] if index else Fraction(0)
        end = margin.cuts[index // 2] if index // 2 < len(margin.cuts) else None
        found = _first(cell, held, sign, size, start, end)
        if found is not None and (best is None or (found > best) == (sign > 0)):
            best = found
    return best


def _first(
    cell: tuple[Fraction, Fraction], held: Fraction, sign: int, size: Fraction, start: Fraction, end: Fraction | None
) -> Fraction | None:  # fmt: skip
    """Return the notional nearest to the entry, inside a tier and on the losing side, where equity is not above margin."""
    low, high = (start, size if end is None else min(end, size)) if sign > 0 else (max(start, size), end)
    if high is not None and low >= high and not (low == high == size):
        return None
    slope, constant = sign - cell[0], held - cell[1]  # equity less margin

    def short_of(at: Fraction) -> bool:
        return slope * at + constant <= 0

    near = high if sign > 0 else low
    far = low if sign > 0 else high
    if near is not None and short_of(near):
        return near
    root = -constant / slope if slope else None
    if root is None or near is None:
        return None
    between = (root < near and (far is None or root >= far)) if sign > 0 else (root > near and (far is None or root <= far))
    return root if between and root > 0 else None


def lost_leverage(old: TierFunctions, new: TierFunctions) -> LostLeverage | None:
    """Return where the highest leverage falls most, 0 where the size is refused altogether; None where it falls nowhere."""
    if old.leverage is None or new.leverage is None:
        return None
    limit = old.limit
    cuts = sorted({cut for f in (old.leverage, new.leverage) for cut in f.cuts if cut >= 0})
    best: LostLeverage | None = None
    for low, high in zip([Fraction(0), *cuts], [*cuts, None], strict=True):
        if (limit is not None and low >= limit) or low == high:
            continue
        stretch = Stretch(low, high, False, high is not None)
        before, after = (value_at(cell_at(f, inside(stretch)), inside(stretch)) for f in (old.leverage, new.leverage))
        allowed = after if isinstance(after, Fraction) else Fraction(0)
        if not isinstance(before, Fraction) or allowed >= before:
            continue
        lost = before - allowed
        if best is None or lost > best.old - best.new:
            best = LostLeverage(stretch, before, allowed)
        elif (best.old, best.new) == (before, allowed) and best.stretch.high == low:
            best = LostLeverage(joined([best.stretch, stretch])[0], before, allowed)
    return best
