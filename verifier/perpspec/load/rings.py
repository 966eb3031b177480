"""Does some formula of a venue stand, over others, on itself?

Kinds are inferred along definitions, which finds the rings among those. An output such as `rate` has a kind of its own, so
a ring through one is found here, by following names.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.faults import FormulaError
from ..language.kinds import WORD
from ..language.tree import Call, Each, Expr, Name, children
from .names import EACH_KINDS, PROSE, Names, constituents, qualified, signature, texts_of
from .venue import Stated


def rings(names: Names) -> Iterator[tuple[Stated, FormulaError]]:
    """Yield the clause at which the first ring of formulas closes, with what is wrong; none where there is no ring."""
    done: set[str] = set()
    for ident in names.venue.stated:
        ring = _ring(names, ident, [], done)
        if ring:
            told = FormulaError(
                f"formulas in a ring: {' -> '.join(ring)}", (0, 1), help="let one of them stand on inputs and parameters alone"
            )
            yield names.venue.stated[ring[0]], told
            return


def _ring(names: Names, ident: str, path: list[str], done: set[str]) -> list[str]:
    if ident in path:
        return [*path[path.index(ident) :], ident]
    if ident in done:
        return []
    done.add(ident)
    for named in _named_by(names, names.venue.stated[ident]):
        ring = _ring(names, named, [*path, ident], done)
        if ring:
            return ring
    return []


def _named_by(names: Names, stated: Stated) -> Iterator[str]:
    """Yield the clauses that the formula of a clause names; one that differs by market is left to when it is worked out."""
    if stated.clause.by_market or names.kind(stated.id) in (PROSE, WORD):
        return
    local = signature(str(stated.path[1]))[1] if stated.path[0] == "definitions" else ()
    own = {"x"} if "curve" in stated.path else {name for name, _ in local}
    each = EACH_KINDS if stated.section == "index" and constituents(names.venue) else {}
    for written in texts_of(stated):
        for name in _names(names.tree(written.text), frozenset(each)):
            full = qualified(name, stated.section, names.venue)
            if name not in own and full in names.venue.stated and full not in names.venue.inputs:
                yield full


def _names(expr: Expr, each: frozenset[str], *, inside: bool = False) -> Iterator[str]:
    if isinstance(expr, Name) and not (inside and expr.ident in each):
        yield expr.ident
    if isinstance(expr, Call):
        yield expr.function
    for part in children(expr):
        yield from _names(part, each, inside=inside or isinstance(expr, Each))
