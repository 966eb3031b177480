"""Which resting orders does a new tick or lot refuse?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.quantities import said
from ..language.kinds import Kind
from ..language.tree import Expr
from ..language.units import Unit
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names

OF = {"tick": "price", "lot": "size"}


def off_the_grid(ident: str, old: Expr, new: Expr, kind: Kind, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Return what becomes of orders on the old grid, nothing where the clause is no tick or lot with a known value."""
    word = OF.get(ident.rpartition(".")[2])
    steps = [_number(expr) for expr in (old, new)]
    if word is None or steps[0] is None or not steps[1]:
        return ()
    times = steps[0] / steps[1]
    if times.denominator == 1:
        return (f"every resting order keeps a {word} that the new grid has",)
    first = said(steps[0], kind, units)
    kept = said(steps[0] * times.denominator, kind, units)
    return (f"resting orders off the new grid are refused: a {word} of {first} is, only multiples of {kept} stay",)


def _number(expr: Expr) -> Fraction | None:
    if free_names(expr) or choices_in(expr):
        return None
    try:
        value = exact(expr, Env({}))
    except Undefined:
        return None
    return value if isinstance(value, Fraction) else None
