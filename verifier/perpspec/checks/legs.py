"""What margin do two opposite legs of one market need together, before and after a part of one of them is closed?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from ..claims.build import add, both, eq, le, mul, num, renamed, size, sub, when
from ..claims.laws import NEVER_FALLS, never_falls, provable
from ..language.domains import Range, Variable
from ..language.tree import Compare, Expr, Name, Pick, Word
from ..load.load import Spec
from ..load.resolve import Resolver
from ..machines.rules import offered
from ..readings.pieces import NotAffine, pieces
from ..readings.rebuild import choices_in, chosen
from .holdings import bare, held
from .markets import needed

LEGS = "margin.hedged_legs"


@dataclass(frozen=True, slots=True)
class Legs:
    """The requirement before and after closing, and the inputs with what is assumed of them.

    ``alone`` is what the long leg needs by itself, ``other`` what the short one does.
    """

    before: Expr
    after: Expr
    closed: Expr
    variables: tuple[Variable, ...]
    given: Expr
    alone: Expr
    other: Expr
    summed: bool

    def frees(self, cost: Expr) -> Expr | None:
        """Return a formula that is true only if closing any part frees at least ``cost`` of it, where a law gives one.

        Where legs are added, what one leg frees is its own margin: so that must rise at least as fast as the cost.
        """
        one = self.variables[0]
        if not self.summed or not isinstance(one.domain, Range):
            return None
        rest, choices = sub(self.alone, mul(cost, Name(one.name))), choices_in(self.alone)
        readings = product(*(range(len(labels)) for labels in choices.values()))
        try:
            every = [pieces(chosen(rest, dict(zip(choices, picks, strict=True)), {}), one.name) for picks in readings]
        except NotAffine:
            return None
        return provable(both(*(never_falls(one_reading, one.domain.low, one.domain.high) for one_reading in every)))


LAW = NEVER_FALLS


def hedged(spec: Spec) -> bool:
    """Return whether a venue has two legs and says anything of their margin."""
    return LEGS in spec.venue.stated and offered(spec, "hedge")


def legs(spec: Spec, resolver: Resolver) -> Legs:
    """Return two legs of which a part of the short one is closed; raise ``FormulaError`` where no margin is published."""
    rule, one = needed(resolver, LEGS), held(spec, resolver)
    names = ("long", "short", "left")
    whole = replace(one.size.domain, low_open=False) if isinstance(one.size.domain, Range) else one.size.domain
    long, short, left = (Name(name) for name in names)
    variables = tuple(Variable(name, one.size.kind, whole, one.size.step) for name in names)
    zero = num(0, one.size.kind)

    def margin(x: Expr) -> Expr:
        return when(eq(x, zero), mul(num(0), x), renamed(one.margin, {one.size.name: x}))

    def required(other: Expr) -> Expr:
        largest, net = margin(Pick("max", (long, other))), margin(size(sub(long, other)))
        by_rule = when(_is(rule, "max"), largest, net)
        return when(_is(rule, "sum"), add(margin(long), margin(other)), by_rule)

    summed = bare(rule) == Word("sum")
    variables = (*variables, *one.others)
    return Legs(
        required(short), required(left), sub(short, left), variables, le(left, short), margin(long), margin(short), summed
    )


def _is(rule: Expr, word: str) -> Expr:
    return Compare("==", rule, Word(word))
