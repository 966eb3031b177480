"""Which accounts that met the old rule are in breach at the instant of the new one, with no price move?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..language.domains import Range
from ..readings.pieces import Cell, Pieces, compared, conjoined, merged, value_at
from ..readings.stretches import Stretch, where
from .change import Transition
from .region import cell_at, inside
from .tiers import TierFunctions

ZERO = Fraction(0)
ONE = Fraction(1)


def transitions(
    old: TierFunctions, new: TierFunctions, leverages: tuple[Fraction, ...], cost: Fraction = ZERO
) -> Iterator[Transition]:  # fmt: skip
    """Yield the answer for accounts at the old minimum, at each leverage, above a new limit, and with the cost of closing."""
    yield from _transitions(old, new, leverages)
    if cost and old.initial is not None and new.maintenance is not None:
        for found in _at_minimum(old.initial, _with_cost(new, cost), _shared(old.limit, new.limit), old):
            yield replace(found, cost=cost)


def _with_cost(given: TierFunctions, cost: Fraction) -> TierFunctions:
    """Return the functions with the cost of closing added to the maintenance margin."""
    assert given.maintenance is not None
    own: Cell = (ZERO, cost) if given.by_rate else (cost, ZERO)
    return replace(given, maintenance=merged(given.maintenance, Pieces((), (own,)), _sum))


def _sum(left: Cell, right: Cell) -> Cell:
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return None
    return (left[0] + right[0], left[1] + right[1])


def _transitions(old: TierFunctions, new: TierFunctions, leverages: tuple[Fraction, ...]) -> Iterator[Transition]:
    both = _shared(old.limit, new.limit)
    if old.initial is not None and new.maintenance is not None:
        at_minimum = list(_at_minimum(old.initial, new, both, old))
        yield from at_minimum
        for leverage in () if old.tied and not at_minimum[0].sizes else leverages:
            found = _stranded(_held_at(leverage, new.by_rate), new, leverage, both, old)
            if found.sizes:
                yield found
    if new.limit is not None and (old.limit is None or old.limit > new.limit):
        yield Transition("above the limit", None, (Stretch(new.limit, old.limit, False, old.limit is not None),))
    if old.leverage is not None and new.leverage is not None:
        yield from _refused(old.leverage, new.leverage, leverages, both)


def _at_minimum(initial: Pieces, new: TierFunctions, both: Range, old: TierFunctions) -> Iterator[Transition]:
    """Yield what becomes of accounts that hold the old initial margin and no more."""
    assert new.maintenance is not None
    yield _stranded(initial, new, None, both, old)
    touching = where(compared("==", initial, new.maintenance), both)
    if touching:
        yield Transition("at maintenance", None, touching)


def _shared(old: Fraction | None, new: Fraction | None) -> Range:
    known = [end for end in (old, new) if end is not None]
    return Range(ZERO, min(known) if known else None, low_open=True)


def _held_at(leverage: Fraction, by_rate: bool) -> Pieces:
    """Return what an account holds that opened at that leverage."""
    return Pieces((), ((ZERO, 1 / leverage),) if by_rate else ((1 / leverage, ZERO),))


def _stranded(equity: Pieces, new: TierFunctions, leverage: Fraction | None, both: Range, old: TierFunctions) -> Transition:
    """Return the sizes at which an account with that equity is below the new maintenance margin."""
    assert new.maintenance is not None
    truth = compared("<", equity, new.maintenance)
    if leverage is not None:
        truth = merged(truth, _could_open(old, equity, leverage), conjoined)
    sizes = where(truth, both)
    if not sizes:
        return Transition("below maintenance", leverage, ())
    smallest = _smallest(sizes[0])
    return Transition(
        "below maintenance", leverage, sizes, smallest, _amount(equity, smallest, new.by_rate),
        _amount(new.maintenance, smallest, new.by_rate),
    )  # fmt: skip


def _could_open(old: TierFunctions, equity: Pieces, leverage: Fraction) -> Pieces:
    """Return at which sizes the old rule let somebody open at that leverage."""
    if old.leverage is not None:
        return _at_least(old.leverage, leverage)
    assert old.initial is not None
    return compared("<=", old.initial, equity)


def _at_least(function: Pieces, value: Fraction) -> Pieces:
    """Return where the highest leverage, the same all through a tier, is at least that value."""
    return Pieces(function.cuts, tuple(isinstance(cell, tuple) and cell[1] >= value for cell in function.cells))


def _smallest(stretch: Stretch) -> Fraction:
    """Return the smallest size of a stretch, or, where it has none, the next whole one, else one in its middle."""
    if stretch.low is None or stretch.low_in:
        return stretch.low if stretch.low is not None else inside(stretch)
    whole = Fraction(stretch.low.numerator // stretch.low.denominator + 1)
    return whole if stretch.holds(whole) else inside(stretch)


def _amount(function: Pieces, size: Fraction, by_rate: bool) -> Fraction | None:
    value = value_at(cell_at(function, size), size)
    if not isinstance(value, Fraction):
        return None
    return value * size if by_rate else value


def _refused(old: Pieces, new: Pieces, leverages: tuple[Fraction, ...], both: Range) -> Iterator[Transition]:
    """Yield for each leverage the sizes at which the old rule took an order that the new one refuses."""
    for leverage in leverages:
        gone = merged(_at_least(old, leverage), _at_least(new, leverage), _only_first)
        sizes = where(gone, both)
        if sizes:
            yield Transition("leverage refused", leverage, sizes)


def _only_first(first: Cell, second: Cell) -> Cell:
    return first is True and second is not True
