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
WIDEST = Fraction(10**9)
MOST_TELLING = 400
MOST_CONSTANTS = 64
LARGEST_SCALE = 10**24
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
    telling = {v.name: list(_telling(v, constants.get(v.kind, []))) for v in variables}
    scales: dict[str, int] = {}
    for kind in dict.fromkeys(v.kind for v in variables if v.kind.form == "amount"):
        alike = [v for v in variables if v.kind == kind]
        scale = _scale([value for v in alike for value in (_grid(v), *telling[v.name])])
        scales |= {v.name: scale for v in alike}
    return tuple(_pool(v, telling[v.name], scales.get(v.name, 1)) for v in variables), scales


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


def _telling(variable: Variable, constants: Sequence[Fraction]) -> Iterator[Value]:
    """Yield values of the domain, the most telling first."""
    match variable.domain:
        case Finite(values=values):
            yield from values
        case Range() as domain:
            offered = _offered(domain, _grid(variable), constants)
            held = dict.fromkeys(value for value in offered if domain.holds(value))
            yield from list(held)[:MOST_TELLING]


def _offered(domain: Range, grid: Fraction, constants: Sequence[Fraction]) -> Iterator[Fraction]:
    ends = [end for end in (domain.low, domain.high) if end is not None]
    for value in (*ends, Fraction(0)):
        yield from (value, value + grid, value - grid)
    for value in constants:
        yield from (value, value + grid, value - grid)
    marks = sorted({*ends, *constants})
    yield from ((low + high) / 2 for low, high in pairwise(marks))
    for power in (0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, 7, 8, 9, -5, -6):
        for value in (digit * Fraction(10) ** power for digit in (1, 2, 5)):
            yield from (value, -value) if value % grid == 0 else ()
    yield from (-value for value in constants)


def _scale(values: Iterable[Value]) -> int:
    """Return the least common denominator, leaving out what would make it absurd."""
    scale = 1
    for value in values:
        if isinstance(value, Fraction):
            wider = math.lcm(scale, value.denominator)
            scale = wider if wider <= LARGEST_SCALE else scale
    return scale


def _pool(variable: Variable, telling: Sequence[Value], scale: int) -> Pool:
    raw: tuple[Raw, ...] = tuple(
        (value * scale).numerator if isinstance(value, Fraction) else value
        for value in telling
        if not isinstance(value, Fraction) or scale % value.denominator == 0
    )
    if isinstance(variable.domain, Finite):
        return Pool(variable.name, variable.kind, raw)
    grid = _grid(variable)
    low, high = _ends(variable.domain, grid, telling)
    steps = int((high - low) / grid)
    if steps < 1:
        return Pool(variable.name, variable.kind, raw or ((low * scale).numerator,))
    middle = int(min(max(-low / grid, Fraction(0)), Fraction(steps)))
    return Pool(variable.name, variable.kind, raw, (low * scale).numerator, (grid * scale).numerator, steps, middle)


def _ends(domain: Range, grid: Fraction, telling: Sequence[Value]) -> tuple[Fraction, Fraction]:
    """Return the first and last point of the grid inside the domain, or inside a wide part of an endless one."""
    reach = max((abs(value) for value in telling if isinstance(value, Fraction)), default=WIDEST) * 10
    low = domain.low if domain.low is not None else min(-max(reach, WIDEST), (domain.high or 0) - WIDEST)
    high = domain.high if domain.high is not None else max(reach, WIDEST, (domain.low or 0) + WIDEST)
    first, last = -(-low // grid) * grid, high // grid * grid
    first += grid if domain.low_open and first == domain.low else 0
    last -= grid if domain.high_open and last == domain.high else 0
    return first, last
