"""How are inputs drawn and a claim asked for many thousands of rows at once?

The same manners as ``draw``, on whole columns: the bits come from Python's own seeded generator, so that a seed
stands for the same inputs with every version of numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ..readings.arrays import (
    as_column,
    bounded,
    chained,
    first_true,
    how_many,
    item,
    random_column,
    truth_column,
    word_column,
)  # fmt: skip
from ..readings.columns import LIMIT, Array, in_64_bits
from ..readings.row_operations import opposite
from ..readings.rows import in_rows
from .draw import alike, columns, corners, manner_of
from .ground import Ground, Hunt, witness
from .pools import Pool, Raw

BATCH = 32_768
SEGMENT = 2_048
METHOD = "mass testing, numpy on whole numbers"


@dataclass(frozen=True, slots=True)
class _Deck:
    """A pool with its telling values as a column."""

    pool: Pool
    telling: Array


def search_many(ground: Ground, cases: int, dice: Random) -> Hunt:
    """Return the first of at most ``cases`` inputs that meets the assumptions and makes the claim false.

    One input at least must be an amount with a grid, so that there are inputs beyond the telling ones.
    """
    first, _ = corners(ground.pools, min(BATCH, cases))
    batch: Sequence[Array] = [_column(p, values) for p, values in zip(ground.pools, zip(*first, strict=True), strict=False)]
    decks = [_Deck(pool, _column(pool, pool.telling)) for pool in ground.pools]
    tried = met = 0
    rows = len(batch[0]) if batch else 0
    while tried < cases:
        if rows:
            assumed, broken = _asked(ground, batch)
            row = first_true(broken)
            if row is not None:
                met += how_many(assumed, row + 1)
                return Hunt(tried + row + 1, met, witness(ground, [item(column, row) for column in batch]), METHOD)
            met += how_many(assumed, rows)
        tried += rows
        rows = min(BATCH, cases - tried)
        batch = _drawn(decks, rows, dice) if rows else batch
    return Hunt(tried, met, None, METHOD)


def _asked(ground: Ground, batch: Sequence[Array]) -> tuple[Array, Array]:
    """Return in which rows the assumptions hold, and in which of these the claim is false."""
    *given, shown = in_rows((*ground.given, ground.shown), ground.variables, ground.scales, batch)
    assumed: Array = True
    for answer in given:
        assumed = assumed & answer.data & opposite(answer.bad)
    return assumed, assumed & opposite(shown.data) & opposite(shown.bad)


def _column(pool: Pool, values: Sequence[Raw]) -> Array:
    if pool.kind.form == "truth":
        return truth_column(values)
    return word_column(values) if pool.kind.form == "word" else as_column(values)


def _drawn(decks: Sequence[_Deck], rows: int, dice: Random) -> list[Array]:
    pools = [deck.pool for deck in decks]
    if any(not _fits(pool) for pool in pools):
        return [_column(pool, values) for pool, values in zip(pools, columns(pools, rows, dice), strict=True)]
    found: list[Array] = []
    for deck in decks:
        like = [before for before, other in zip(found, pools, strict=False) if alike(deck.pool, other)]
        parts = [_part(deck, like, start, min(SEGMENT, rows - start), dice) for start in range(0, rows, SEGMENT)]
        found.append(chained(parts))
    return found


def _fits(pool: Pool) -> bool:
    return in_64_bits(pool.low, pool.low + pool.grid * pool.steps) and pool.steps < LIMIT


def _part(deck: _Deck, like: Sequence[Array], start: int, size: int, dice: Random) -> Array:
    pool, manner = deck.pool, manner_of(deck.pool, bool(like), dice)
    if manner == "alike":
        step = pool.grid * (dice.getrandbits(2) % 3 - 1)
        return bounded(dice.choice(like)[start : start + size] + step, pool.low, pool.low + pool.grid * pool.steps)
    bits = random_column(dice.randbytes(8 * size))
    match manner:
        case "telling":
            return deck.telling[_rest(bits, len(pool.telling))]
        case "uniform":
            return pool.low + pool.grid * _rest(bits, pool.steps + 1)
        case _:
            return _small(pool, bits, size, dice)


def _small(pool: Pool, bits: Array, size: int, dice: Random) -> Array:
    down = dice.random() * pool.steps < pool.middle
    room = pool.middle if down else pool.steps - pool.middle
    digits = max(room.bit_length(), 1)
    shift = _rest(random_column(dice.randbytes(8 * size)), digits)
    distance = _rest((bits >> (63 - digits)) >> shift, room + 1)
    return pool.low + pool.grid * pool.middle + (-pool.grid if down else pool.grid) * distance


def _rest(numbers: Array, divisor: int) -> Array:
    """Return the remainders; a division and a product are several times faster than ``%`` on columns."""
    return numbers - numbers // divisor * divisor
