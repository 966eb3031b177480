"""How is a question asked of every market, and what is said of the markets of which it cannot be asked?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from ..claims.quantities import said
from ..language.domains import Variable
from ..language.faults import FormulaError
from ..language.kinds import NUMBER, TIME
from ..language.tree import Expr
from ..load.load import Spec
from ..load.resolve import Resolver
from ..readings.rebuild import clauses_in
from ..source.text import Place
from .info import Question
from .settled import skipped

BASIS_POINT = Fraction(1, 10_000)
Marks = tuple[tuple[Place, str], ...]


def each_market(spec: Spec, check: str, ask: Callable[[str], Iterator[Question]]) -> Iterator[Question]:
    """Yield what ``ask`` asks of each market, and one skipped outcome for each reason it gives for not asking."""
    reasons: dict[str, list[str]] = {}
    for market in spec.markets or ("",):
        try:
            yield from ask(market)
        except FormulaError as error:
            reasons.setdefault(error.message.replace(f"`{market}`", "the market"), []).append(market)
    for reason, markets in reasons.items():
        named = tuple(market for market in markets if market)
        yield skipped(check, reason, reason, named)


def needed(resolver: Resolver, ident: str) -> Expr:
    """Return what a clause says for the market; raise ``FormulaError`` where it says nothing."""
    found = resolver.clause(ident)
    if found is None:
        raise FormulaError(f"the spec has no `{ident}`", (0, 1))
    return found


def subject(spec: Spec, market: str, what: str, *exprs: Expr) -> str:
    """Return ``what`` where the formulas say the same of every market, else ``what`` and the market."""
    own = any(_of_one_market(spec, market, clause) for expr in exprs for clause in clauses_in(expr))
    return f"{what} of {market}" if own and market else what


def _of_one_market(spec: Spec, market: str, ident: str) -> bool:
    if ident not in spec.venue.stated or ident.startswith(("tiers.", "contracts.")):
        return True
    return market in spec.venue.stated[ident].clause.by_market


def place_of(spec: Spec, ident: str) -> Place:
    """Return where a clause stands, or the venue's own section where it stands nowhere."""
    stated = spec.venue.stated.get(ident)
    return stated.place if stated is not None else spec.venue.layers("venue")[-1].body.place


def leaning(spec: Spec, *exprs: Expr) -> Marks:
    """Return a mark for each clause of the formulas that is the author's reading and not printed."""
    idents = dict.fromkeys(clause for expr in exprs for clause in clauses_in(expr))
    stated = [spec.venue.stated[ident] for ident in idents if ident in spec.venue.stated]
    return tuple((s.place, f"inferred: `{s.id}` is the author's reading") for s in stated if s.clause.status == "inferred")


def inputs(resolver: Resolver, *exprs: Expr) -> tuple[Variable, ...]:
    """Return the free variables of several closed formulas, each once; a rate without a step is tried in basis points."""
    found = {v.name: v for expr in exprs for v in resolver.variables(expr)}
    return tuple(replace(v, step=BASIS_POINT) if v.kind == NUMBER and v.step is None else v for v in found.values())


def short(name: str) -> str:
    """Return the last part of a qualified name."""
    return name.rpartition(".")[2]


def listed(variables: tuple[Variable, ...]) -> str:
    """Return the words that name each input with its value, for a message."""
    return " and ".join(f"{short(v.name).replace('_', ' ')} {{{short(v.name)}}}" for v in variables if not v.silent)


def time(value: Fraction) -> str:
    """Return a length of time as a person writes it."""
    return said(value, TIME, {})


def percent(value: Fraction) -> str:
    """Return a rate as a person writes it."""
    return said(value, NUMBER, {}, percent=True)
