"""How is an event of a machine written down as texts, and made into expressions with the rules of a venue in it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..language.parse import parse
from ..language.tree import Expr, Name, Word, children
from ..readings.folded import folded
from ..readings.rebuild import free_names, rebuilt
from .machine import Event, Parameter

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event whose guards, steps and updates are still texts."""

    name: str
    order: int
    parameters: tuple[Parameter, ...]
    guards: tuple[str, ...]
    steps: Texts
    updates: Mapping[str, str]
    breaks: Mapping[str, str]
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes events of drafts, with what a venue says in place of the names of rules."""

    rules: Mapping[str, Expr]

    def event(self, draft: Draft) -> Event:
        """Return the event of a draft."""
        return Event(
            draft.name, draft.order, draft.parameters, tuple(map(self.tree, draft.guards)),
            tuple((name, self.tree(text)) for name, text in draft.steps),
            {name: self.tree(text) for name, text in draft.updates.items()},
            {name: self.tree(text) for name, text in draft.breaks.items()}, tuple(map(self.tree, draft.bounds)),
        )  # fmt: skip

    def tree(self, text: str) -> Expr:
        """Return the expression of a text, with the rules in it; where all of these are words, what is left of it."""
        named = tuple((name, self.rules[name]) for name in _names(text) if name in self.rules)
        return _ruled(text, named)


@cache
def _parsed(text: str) -> Expr:
    return parse(text)


@cache
def _names(text: str) -> tuple[str, ...]:
    return free_names(_parsed(text))


@cache
def _ruled(text: str, rules: tuple[tuple[str, Expr], ...]) -> Expr:
    """Return the tree of a text under the rules it names; machines of many readings share a few hundred of them."""
    found = _put(_parsed(text), dict(rules))
    return folded(found) if all(isinstance(rule, Word) for _, rule in rules) else found


def _put(expr: Expr, rules: Mapping[str, Expr]) -> Expr:
    if isinstance(expr, Name):
        return rules.get(expr.ident, expr)
    parts = children(expr)
    fresh = tuple(_put(part, rules) for part in parts)
    return expr if all(a is b for a, b in zip(parts, fresh, strict=True)) else rebuilt(expr, fresh)
