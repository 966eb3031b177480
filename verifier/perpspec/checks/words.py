"""What do a venue's own words for an outcome mean: does liquidation stand still, go on with an old price, are orders refused?

Words are free text, so they are judged by a few stems; a page that uses a check built on them lists the stems.
"""

from __future__ import annotations

from ..language.tree import Choice, Clause, Expr, Truth, Word
from ..load.load import Spec
from ..load.resolve import Resolver

STANDS_STILL = ("does not run", "not run", "stand", "suspend", "halt", "stop", "refus", "lock", "pause", "none", "no liquidation")
NO_ORDERS = ("not ", "stand", "suspend", "halt", "stop", "refus", "lock", "pause", "none", "only cancel")
KEEPS_THE_OLD = ("kept", "keep", "last", "old", "stale", "stay", "stored", "frozen", "unchanged", "in force", "before")
ASKS_FOR_PRICES = ("price", "index", "source", "feed", "oracle", "quote", "fresh", "quorum")


def says(text: str, stems: tuple[str, ...]) -> bool:
    """Return whether a text contains one of the stems."""
    return any(stem in text.lower() for stem in stems)


def no_old_price(spec: Spec, resolver: Resolver, ident: str) -> Expr | None:
    """Return the truth that a word clause leaves no liquidation on an old price; the name of a state means its rule."""
    expr = resolver.clause(ident)
    return None if expr is None else _judged(spec, resolver, expr)


def _judged(spec: Spec, resolver: Resolver, expr: Expr) -> Expr:
    match expr:
        case Clause(id=ident, body=body):
            return Clause(ident, _judged(spec, resolver, body))
        case Choice(id=ident, labels=labels, options=options):
            return Choice(ident, labels, tuple(_judged(spec, resolver, option) for option in options))
        case Word(text=text) if (rule := f"states.{text}.rules.liquidation") in spec.venue.stated:
            return no_old_price(spec, resolver, rule) or Truth(False)
        case Word(text=text):
            return Truth(says(text, STANDS_STILL) or not says(text, KEEPS_THE_OLD))
        case _:
            return Truth(True)
