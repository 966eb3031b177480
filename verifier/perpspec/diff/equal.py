"""Do two closed formulas mean the same, and if not, which of them is higher, and where?

One variable and piecewise affine: by exact breakpoints. Anything else: claims that the new one is equal, never below,
never above, asked of the engine over all inputs and readings. What neither decides is said to be undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from ..claims.build import eq, implies, le
from ..claims.claim import Claim, Wording
from ..claims.finding import Verdict
from ..claims.quantities import said
from ..engine.options import Options, Reading, ToolFault
from ..language.domains import Range, Variable
from ..language.kinds import NUMBER, TRUTH, WORD, Kind
from ..language.tree import Choice, Expr, Logic, children
from ..language.units import Unit
from ..readings.canonical import canonical
from ..readings.exact import Env, Undefined, exact
from ..readings.pieces import Cell, NotAffine, Pieces, pieces
from ..readings.rebuild import choices_in, rebuilt, unmarked
from ..source.text import Place
from .change import Direction, Region
from .region import Compared, regions, undefined

if TYPE_CHECKING:
    from ..engine.ask import Answered

Order = Literal["equal", "higher", "lower", "crosses", "undecided"]

BUDGET = Options(budget=300_000, cases=100)


@dataclass(frozen=True, slots=True)
class Formulas:
    """The old and the new formula of one clause, closed, with all their variables."""

    id: str
    old: Expr
    new: Expr
    variables: tuple[Variable, ...]
    kind: Kind
    place: Place
    units: Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class Difference:
    """How the new formula lies to the old one; ``witnesses`` are inputs at which they differ, with both values."""

    order: Order
    regions: tuple[Region, ...] = ()
    witnesses: tuple[str, ...] = ()


SAME = Difference("equal")


def compare(given: Formulas, higher: Direction) -> Difference:
    """Return how the two formulas of a clause lie to each other; ``higher`` is the direction of a higher value."""
    if unmarked(given.old) == unmarked(given.new) or canonical(given.old) == canonical(given.new):
        return SAME
    if given.kind == WORD:
        return Difference("crosses")
    given = replace(given, old=_apart(given.old, choices_in(given.new)))
    exactly = _by_breakpoints(given, higher)
    return exactly if exactly is not None else _by_claims(given)


def _by_breakpoints(given: Formulas, higher: Direction) -> Difference | None:
    free = [v for v in given.variables if not v.silent]
    if len(given.variables) > 1 or len(free) < len(given.variables) or choices_in(given.old) or choices_in(given.new):
        return None
    variable = free[0] if free else Variable("", NUMBER, Range())
    if not isinstance(variable.domain, Range):
        return None
    try:
        old, new = (_as_numbers(pieces(expr, variable.name)) for expr in (given.old, given.new))
    except NotAffine:
        return None
    low, high = variable.domain.low, variable.domain.high
    if undefined(old, new, low, high):
        return None
    compared = Compared(given.id, variable.name.rpartition(".")[2], old, new, given.kind, variable.kind, higher)
    found = regions(compared, low, high)
    if not found:  # an included lower end is outside the stretches, and decided by the claims
        return SAME if low is None or variable.domain.low_open else None
    signs = {(region.gap or _growing(region)) > 0 for region in found}
    order: Order = "crosses" if len(signs) > 1 else "higher" if signs.pop() else "lower"
    return Difference(order, found if variable.name else ())


def _growing(region: Region) -> Fraction:
    """Return a difference of the sign that a region has which grows without end."""
    part = region.parts[-1]
    return part.slope if part.stretch.high is None else -part.slope


def _as_numbers(f: Pieces) -> Pieces:
    """Return a truth as 1 or 0, so that it can be compared as a number is."""

    def cell(value: Cell) -> Cell:
        return (Fraction(0), Fraction(int(value))) if isinstance(value, bool) else value

    return Pieces(f.cuts, tuple(cell(value) for value in f.cells))


def _apart(old: Expr, new: Mapping[str, tuple[str, ...]], memo: dict[int, Expr] | None = None) -> Expr:
    """Return the old formula with every choice renamed whose options are not those of the new one."""
    seen: dict[int, Expr] = {} if memo is None else memo
    if id(old) not in seen:
        parts = tuple(_apart(part, new, seen) for part in children(old))
        fresh = rebuilt(old, parts) if parts else old
        if isinstance(fresh, Choice) and new.get(fresh.id, fresh.labels) != fresh.labels:
            fresh = replace(fresh, id=f"{fresh.id} before")
        seen[id(old)] = fresh
    return seen[id(old)]


def _by_claims(given: Formulas) -> Difference:
    truth = given.kind == TRUTH
    never_below = implies(given.old, given.new) if truth else le(given.old, given.new)
    never_above = implies(given.new, given.old) if truth else le(given.new, given.old)
    equal = Logic("and", (never_below, never_above)) if truth else eq(given.old, given.new)
    try:
        same = _asked(given, equal)
        if same.verdict is Verdict.PROVED:
            return SAME
        if same.verdict in (Verdict.UNKNOWN, Verdict.VACUOUS):
            return Difference("undecided")
        answers = [same, _asked(given, never_below), _asked(given, never_above)]
    except (ToolFault, Undefined):
        return Difference("undecided")
    below, above = (answer.verdict for answer in answers[1:])
    if Verdict.UNKNOWN in (below, above):
        return Difference("undecided")
    order: Order = "higher" if below is Verdict.PROVED else "lower" if above is Verdict.PROVED else "crosses"
    told = answers[1:] if order == "crosses" else answers[:1]
    return Difference(order, witnesses=tuple(text for answer in told if (text := _witness(given, answer))))


def _asked(given: Formulas, shown: Expr) -> Answered:
    from ..engine.ask import ask  # noqa: PLC0415 - brings the solver, which takes long and which most changes do without

    wording = Wording(f"`{given.id}` is another")
    claim = Claim("diff", given.id, "the versions agree", given.variables, (), shown, given.place, wording)
    return ask(claim, BUDGET)


def _witness(given: Formulas, answered: Answered) -> str:
    values, reading = answered.decided.witness, answered.failing or Reading()
    if values is None:
        return ""
    known = {v.name: v for v in given.variables}
    shown = [f"{name.rpartition('.')[2]} {said(value, known[name].kind, given.units)}" for name, value in values.items()]
    env = Env({**values, **reading.values}, reading.choices)
    results = []
    for word, expr in (("old", given.old), ("new", given.new)):
        try:
            results.append(f"{word} {said(exact(expr, env), given.kind, given.units)}")
        except Undefined:
            results.append(f"{word} has no value")
    return f"at {', '.join(shown)}: {', '.join(results)}"
