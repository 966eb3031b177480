"""How is a formula of a spec worked out step by step, each number with the unit of what it measures?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..language.domains import Value
from ..language.kinds import NUMBER, Kind
from ..language.tree import Expr
from ..load.load import Spec
from ..readings.exact import Env
from ..report.numbers import for_people
from ..report.sheet import Row
from ..report.steps import Arithmetic, Worked, step_rows


def worked_rows(name: str, expr: Expr, env: Env, spec: Spec, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    """Yield the steps to the value of ``expr``; ``kinds`` are those of names that the spec does not know."""
    yield from step_rows(worked_steps(name, expr, env, spec, kinds))


def worked_steps(name: str, expr: Expr, env: Env, spec: Spec, kinds: Mapping[str, Kind]) -> tuple[Worked, ...]:
    """Return the steps to the value of ``expr``, the last one its own."""

    def said(ident: str, value: Value, kind: Kind | None) -> str:
        known = kind or kinds.get(ident) or spec.names.kind(ident) or NUMBER
        if known.form == "amount" or not isinstance(value, Fraction):
            return for_people(value, known, spec.venue.units, ident)
        # The table of a market is a word, and what is looked up in it most often a rate.
        return for_people(value, NUMBER, spec.venue.units, "rate" if abs(value) < 1 else "")

    return Arithmetic(env, said).steps(name, expr)
