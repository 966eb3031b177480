"""What margin do two opposite legs of one market need together, before and after a part of one of them is closed?"""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.build import add, eq, le, mul, num, renamed, size, sub, when
from ..language.domains import Variable
from ..language.tree import Compare, Expr, Name, Pick, Word
from ..load.load import Spec
from ..load.resolve import Resolver
from ..machines.rules import offered
from .holdings import held
from .markets import needed

LEGS = "margin.hedged_legs"


@dataclass(frozen=True, slots=True)
class Legs:
    """The requirement before and after closing, and the inputs with what is assumed of them."""

    before: Expr
    after: Expr
    closed: Expr
    variables: tuple[Variable, ...]
    given: Expr


def hedged(spec: Spec) -> bool:
    """Return whether a venue has two legs and says anything of their margin."""
    return LEGS in spec.venue.stated and offered(spec, "hedge")


def legs(spec: Spec, resolver: Resolver) -> Legs:
    """Return two legs of which a part of the short one is closed; raise ``FormulaError`` where no margin is published."""
    rule, one = needed(resolver, LEGS), held(spec, resolver)
    names = ("long", "short", "left")
    long, short, left = (Name(name) for name in names)
    variables = tuple(Variable(name, one.size.kind, one.size.domain, one.size.step) for name in names)
    zero = num(0, one.size.kind)

    def margin(x: Expr) -> Expr:
        return when(eq(x, zero), mul(num(0), x), renamed(one.margin, {one.size.name: x}))

    def required(other: Expr) -> Expr:
        largest, net = margin(Pick("max", (long, other))), margin(size(sub(long, other)))
        by_rule = when(_is(rule, "max"), largest, net)
        return when(_is(rule, "sum"), add(margin(long), margin(other)), by_rule)

    return Legs(required(short), required(left), sub(short, left), (*variables, *one.others), le(left, short))


def _is(rule: Expr, word: str) -> Expr:
    return Compare("==", rule, Word(word))

