"""Which inputs are tried: first the telling corners, then seeded draws of several manners, by the column?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

from .pools import Pool, Raw

SEGMENT = 64  # rows in a row that an input draws in one manner
MANNERS = ("telling", "telling", "telling", "uniform", "uniform", "small", "small", "alike")


def corners(pools: Sequence[Pool], most: int) -> tuple[Iterator[tuple[Raw, ...]], bool]:
    """Return at most ``most`` combinations of telling values, and whether they are all the inputs there are."""
    sizes = [len(pool.telling) for pool in pools]
    while _product(sizes) > most:
        largest = max(range(len(sizes)), key=lambda index: (pools[index].grid > 0, sizes[index]))
        if sizes[largest] < 2:
            return iter(()), False
        sizes[largest] -= 1 + sizes[largest] // 16
    chosen = [pool.telling[:size] for pool, size in zip(pools, sizes, strict=True)]
    whole = all(pool.complete and size == len(pool.telling) for pool, size in zip(pools, sizes, strict=True))
    return product(*chosen), whole


def _product(sizes: Sequence[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


def columns(pools: Sequence[Pool], rows: int, dice: Random) -> list[list[Raw]]:
    """Return one column of raw values for each pool."""
    found: list[list[Raw]] = []
    for index, pool in enumerate(pools):
        like = [before for before, other in zip(found, pools[:index], strict=True) if alike(pool, other)]
        column: list[Raw] = []
        for start in range(0, rows, SEGMENT):
            size = min(SEGMENT, rows - start)
            manner = manner_of(pool, bool(like), dice)
            if manner == "alike":
                column += _beside(pool, dice.choice(like)[start : start + size], dice)
            else:
                column += _segment(pool, manner, size, dice)
        found.append(column)
    return found


def alike(one: Pool, other: Pool) -> bool:
    """Return whether a value of one input may be tried for the other: of one kind, so of one scale."""
    return one.kind == other.kind and one.grid > 0 and other.grid > 0


def manner_of(pool: Pool, like: bool, dice: Random) -> str:
    """Return in which manner the next rows of an input are drawn."""
    if pool.complete:
        return "telling"
    manner = MANNERS[dice.getrandbits(3)]
    return manner if like or manner != "alike" else "uniform"


def _segment(pool: Pool, manner: str, size: int, dice: Random) -> list[Raw]:
    match manner:
        case "telling":
            return dice.choices(pool.telling, k=size)
        case "uniform":
            bits, count, draw = pool.steps.bit_length() + 16, pool.steps + 1, dice.getrandbits
            return [pool.low + pool.grid * (draw(bits) % count) for _ in range(size)]
        case _:
            return _small(pool, size, dice)


def _small(pool: Pool, size: int, dice: Random) -> list[Raw]:
    """Return values whose distance from the middle has any number of digits alike."""
    down = dice.random() * pool.steps < pool.middle
    room = pool.middle if down else pool.steps - pool.middle
    bits, sign, draw, chance = max(room.bit_length(), 1), -pool.grid if down else pool.grid, dice.getrandbits, dice.random
    start = pool.low + pool.grid * pool.middle
    return [start + sign * ((draw(bits) >> int(chance() * bits)) % (room + 1)) for _ in range(size)]


def _beside(pool: Pool, values: Sequence[Raw], dice: Random) -> list[Raw]:
    """Return values of another input, or one step beside them, brought into the domain of this one."""
    step = pool.grid * (dice.getrandbits(2) % 3 - 1)
    high = pool.low + pool.grid * pool.steps
    return [min(max(int(value) + step, pool.low), high) for value in values]
