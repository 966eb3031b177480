"""What are the named parts of a venue: the texts of a clause, a definition's arguments, feeds, constituents, intervals?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..language.faults import FormulaError
from ..language.kinds import NAMED, Kind
from ..model.conditions import FeedsSection
from ..model.rules import FundingSection, IndexSection
from ..source.nodes import Node, at
from .venue import Stated, Venue

PROSE = Kind(form="prose")
_SIGNATURE = re.compile(r"^\s*([A-Za-z_]\w*)\s*(?:\((.*)\))?\s*$")


@dataclass(frozen=True, slots=True)
class Written:
    """One text of a clause: which option it is, what it says, and its node."""

    label: str
    text: str
    node: Node


def texts_of(stated: Stated) -> Iterator[Written]:
    """Yield every value that a clause writes: its value, its alternatives, its domain, its values by market."""
    clause, node = stated.clause, stated.node
    if clause.value is not None:
        yield Written("", clause.value, at(node, ("value",)))
    for index, option in enumerate(clause.alternatives):
        yield Written(option.value, option.value, at(node, ("alternatives", index, "value")))
    if isinstance(clause.domain, list):
        for index, text in enumerate(clause.domain):
            yield Written(text, text, at(node, ("domain", index)))
    for market, text in clause.by_market.items():
        yield Written(market, text, at(node, ("by_market", market)))


def signature(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the bare name of a definition and its parameters with the kinds they are written with."""
    match = _SIGNATURE.match(name)
    if match is None:
        raise FormulaError(f"`{name}` is not a name", (0, len(name)), help="write `name` or `name(a: money, b: price)`")
    bare, inside = match.groups()
    pairs = [part.split(":") for part in inside.split(",")] if inside and inside.strip() else []
    if any(len(pair) != 2 or pair[1].strip() not in NAMED for pair in pairs):
        raise FormulaError(
            f"`{name}`: every argument needs a kind",
            (0, len(name)),
            help="as in `f(a: money, b: price)`; kinds: " + ", ".join(NAMED),
        )
    return bare, tuple((pair[0].strip(), pair[1].strip()) for pair in pairs)


def qualified(ident: str, section: str, venue: Venue) -> str:
    """Return the full name of ``ident`` as used in ``section``; a bare feed is a feed."""
    if "." in ident:
        return ident
    own = f"{section}.{ident}"
    if own not in venue.stated and own not in venue.inputs and ident in feeds(venue):
        return f"feeds.{ident}"
    return own


def feeds(venue: Venue) -> tuple[str, ...]:
    """Return the ids of the venue's feeds."""
    return tuple(feed for d in venue.layers("feeds") if isinstance(d.model, FeedsSection) for feed in d.model.feeds)


def constituents(venue: Venue) -> tuple[str, ...]:
    """Return the names of the index's constituents."""
    models = [d.model for d in venue.layers("index") if isinstance(d.model, IndexSection)]
    return tuple(dict.fromkeys(name for model in models for name in model.constituents))


def interval_states(venue: Venue) -> tuple[str, ...]:
    """Return the lengths that the funding interval can have, as written."""
    models = [d.model for d in reversed(venue.layers("funding")) if isinstance(d.model, FundingSection)]
    return next((tuple(model.interval.states) for model in models if model.interval), ())
