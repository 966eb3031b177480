"""Which formulas of an index lie between the lowest and the highest source by their form?

A formula that never falls with a source, and that is the common price where all sources agree, lies between the lowest
and the highest source: lower or raise all of them to either end, and it can only follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from ..claims.folded import placed
from ..language.tree import Expr, Truth
from ..readings.exact import Env, Undefined, exact
from ..readings.pieces import NotAffine, pieces
from ..readings.rebuild import choices_in, chosen, free_names
from ..readings.rises import never_falls
from .alike import Ruled
from .shift import ODD, OTHERS

MOST_READINGS = 16
LEVEL = Fraction(100)
BETWEEN = "what never falls with a source and is the common price of agreeing sources lies between the lowest and the highest"


@dataclass(frozen=True, slots=True)
class Part:
    """What the index is while exactly some sources are live: one formula, and the condition on prices it has."""

    words: str
    live: frozenset[str]
    cond: Expr
    price: Expr


def parts_of(ruled: Ruled, words: str, live: frozenset[str]) -> Iterator[Part]:
    """Yield the formulas made of sources that can be in force while exactly ``live`` is; conditions without prices go."""
    sources, rules = ruled.sources, ruled.rules
    here = {**sources.apart(), **sources.live_where({n: Truth(n in live) for n in sources.constituents()})}
    settled = {live_name: n in live for n, live_name in sources.constituents().items()}
    for index, price in enumerate([*(rule.price for rule in rules.cases), rules.otherwise]):
        if price is None or not sources.is_made_of(price) or _is_false(rules.first(index), settled):
            continue
        cond = placed(rules.first(index), here)
        if cond != Truth(False):
            about_prices = not set(sources.labels.values()).isdisjoint(free_names(cond))
            yield Part(words, live, cond if about_prices else Truth(True), placed(price, here))


def _is_false(cond: Expr, settled: Mapping[str, bool]) -> bool:
    """Return whether a condition is false by who is live alone."""
    try:
        return exact(cond, Env(settled)) is False
    except (KeyError, Undefined):
        return False


def every_live(ruled: Ruled) -> tuple[Part, ...]:
    """Return the formulas that can be in force while every source is live."""
    return tuple(parts_of(ruled, "every source", frozenset(ruled.sources.labels)))


def never_falls_with_a_source(ruled: Ruled, part: Part) -> bool:
    """Return whether the formula is seen by its form never to fall while sources rise."""
    known = {v.name: v for v in ruled.sources.open(ruled.resolver, part.price)}
    return never_falls(part.price, frozenset(ruled.sources.labels.values()), known)


def agrees(ruled: Ruled, part: Part) -> bool | None:
    """Return whether the formula is the common price of the live sources, whatever the others show; None if not seen."""
    labels = ruled.sources.labels
    alike = placed(part.price, {label: OTHERS if n in part.live else ODD for n, label in labels.items()})
    choices = choices_in(alike)
    readings = list(islice(product(*(range(len(options)) for options in choices.values())), MOST_READINGS + 1))
    if len(readings) > MOST_READINGS:
        return None
    try:
        return all(_is_itself(chosen(alike, dict(zip(choices, picks, strict=True)), {})) for picks in readings)
    except NotAffine:
        return None


def _is_itself(price: Expr) -> bool:
    """Return whether ``price`` is the price of the others, for all prices above zero; raise ``NotAffine``."""
    if ODD.ident in free_names(price):
        if any(_at(price, odd) != LEVEL for odd in (Fraction(1), 10 * LEVEL)):
            return False
        raise NotAffine
    found = pieces(price, OTHERS.ident)
    inside = [cell for cell, end in zip(found.cells[::2], (*found.cuts, None), strict=True) if end is None or end > 0]
    at_cuts = [cell for cell, cut in zip(found.cells[1::2], found.cuts, strict=True) if cut > 0]
    return all(cell == (Fraction(1), Fraction(0)) for cell in (*inside, *at_cuts))


def _at(price: Expr, odd: Fraction) -> object:
    try:
        return exact(price, Env({OTHERS.ident: LEVEL, ODD.ident: odd}))
    except (KeyError, Undefined):
        return None
