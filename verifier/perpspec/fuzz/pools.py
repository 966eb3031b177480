"""Which values of each input are telling, and what is the grid of all the others?

Built from the domains and from the formulas themselves: ends, constants of the same kind and one step beside them,
round numbers, halves between neighbours. Inputs of one kind share a scale, so that one can be drawn like another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..language.domains import Finite, Range, Value, Variable
from ..language.kinds import Kind
from ..language.tree import Expr, Num, Steps, Window, children
from ..readings.kinds import kind_in

FINEST = Fraction(1, 10**8)
WIDEST = 10**9
MOST_TELLING = 400
MOST_CONSTANTS = 64
LARGEST_SCALE = 10**24
ROUND_POWERS = (0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, 7, 8, 9, -5, -6)
Raw = int | bool | str


@dataclass(frozen=True, slots=True)
class Pool:
    """Raw values of one input: ``telling`` ones, and for an amount ``low + grid * n`` with ``n`` up to ``steps``.

    ``middle`` is the ``n`` at zero, or at the end nearest to zero; an input without a grid has only telling values.
    """

    name: str
    kind: Kind
    telling: tuple[Raw, ...]
    low: int = 0
    grid: int = 0
    steps: int = 0
    middle: int = 0

    @property
    def complete(self) -> bool:
        """Return whether the telling values are all there are."""
        return not self.grid


def pools(variables: Sequence[Variable], exprs: Sequence[Expr]) -> tuple[tuple[Pool, ...], dict[str, int]]:
    """Return one pool for each variable, and the scale by which its amounts are whole numbers."""
    constants = _constants(exprs, {variable.name: variable.kind for variable in variables})
    scales: dict[Kind, int] = {}
    for kind in dict.fromkeys(v.kind for v in variables if v.kind.form == "amount"):
        stated = [value for v in variables if v.kind == kind for value in _stated(v)]
        scales[kind] = _scale([*stated, *constants.get(kind, ())])
    made = tuple(_pool(v, scales.get(v.kind, 1), constants.get(v.kind, ())) for v in variables)
    return made, {v.name: scales[v.kind] for v in variables if v.kind in scales}


def _constants(exprs: Iterable[Expr], kinds: Mapping[str, Kind]) -> dict[Kind, list[Fraction]]:
    """Return the numbers that stand in formulas, bounds of tables among them, by kind and in order of size."""
    found: dict[Kind, dict[Fraction, None]] = {}
    seen: set[int] = set()
    stack = list(exprs)
    while stack:
        here = stack.pop()
        if id(here) in seen or isinstance(here, Window):
            continue
        seen.add(id(here))
        stack += children(here)
        if isinstance(here, Num):
            found.setdefault(here.kind, {})[here.value] = None
        elif isinstance(here, Steps):
            bounds = [end for row in here.rows for end in (row.over, row.up_to) if end is not None]
            found.setdefault(kind_in(here.x, kinds), {}).update(dict.fromkeys(bounds))
    return {kind: _spread(sorted(values)) for kind, values in found.items()}


def _spread(values: list[Fraction]) -> list[Fraction]:
    """Return at most ``MOST_CONSTANTS`` of rising values, the ends among them."""
    if len(values) <= MOST_CONSTANTS:
        return values
    return [values[n * (len(values) - 1) // (MOST_CONSTANTS - 1)] for n in range(MOST_CONSTANTS)]


def _grid(variable: Variable) -> Fraction:
    return variable.step or FINEST


def _stated(variable: Variable) -> list[Value]:
    """Return the numbers that the variable itself names."""
    match variable.domain:
        case Finite(values=values):
            return list(values)
        case Range(low=low, high=high):
            return [end for end in (_grid(variable), low, high) if end is not None]


def _scale(values: Iterable[Value]) -> int:
    """Return twice the least common denominator, so that halves are whole; what would make it absurd is left out."""
    scale = 1
    for value in values:
        if isinstance(value, Fraction):
            wider = math.lcm(scale, value.denominator)
            scale = wider if wider <= LARGEST_SCALE else scale
    return 2 * scale


def _raw(value: Fraction, scale: int) -> int | None:
    return value.numerator * (scale // value.denominator) if scale % value.denominator == 0 else None


def _pool(variable: Variable, scale: int, constants: Iterable[Fraction]) -> Pool:
    match variable.domain:
        case Finite(values=values):
            listed = [_raw(value, scale) if isinstance(value, Fraction) else value for value in values]
            return Pool(variable.name, variable.kind, tuple(value for value in listed if value is not None))
        case Range() as domain:
            known = [raw for value in constants if (raw := _raw(value, scale)) is not None]
            return _ranged(variable, domain, scale, known)


def _ranged(variable: Variable, domain: Range, scale: int, constants: Sequence[int]) -> Pool:
    grid = _raw(_grid(variable), scale) or 1
    ends = [math.ceil(domain.low * scale)] if domain.low is not None else []
    ends += [math.floor(domain.high * scale)] if domain.high is not None else []
    reach = 10 * max((abs(value) for value in (*constants, *ends)), default=0) + WIDEST * scale
    low = -reach if domain.low is None else ends[0] + (domain.low_open and domain.low * scale == ends[0])
    high = reach if domain.high is None else ends[-1] - (domain.high_open and domain.high * scale == ends[-1])
    offered = _offered(ends, grid, scale, constants)
    telling = tuple(dict.fromkeys(value for value in offered if low <= value <= high))[:MOST_TELLING]
    first, last = -(-low // grid) * grid, high // grid * grid
    if last <= first:
        return Pool(variable.name, variable.kind, telling)
    steps = (last - first) // grid
    middle = min(max(-first // grid, 0), steps)
    return Pool(variable.name, variable.kind, telling or (first,), first, grid, steps, middle)


def _offered(ends: Sequence[int], grid: int, scale: int, constants: Sequence[int]) -> Iterator[int]:
    """Yield values that are likely to tell something, the likeliest first; some lie outside the domain."""
    for value in (*ends, 0, *constants):
        yield from (value, value + grid, value - grid)
    yield from ((low + high) // 2 for low, high in pairwise(sorted({*ends, *constants})))
    for power in ROUND_POWERS:
        size = scale * 10**power if power >= 0 else scale // 10**-power
        if size % grid == 0:
            yield from (sign * digit * size for digit in (1, 2, 5) for sign in (1, -1))
    yield from (-value for value in constants)
