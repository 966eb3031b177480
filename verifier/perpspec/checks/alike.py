"""How is a question about a price rule asked once for all markets to which it means the same?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..load.resolve import Resolver
from ..readings.canonical import key
from .info import Question
from .markets import subject
from .rules import Rules, anchor, rules_of
from .settled import skipped
from .shift import Sources, sources_of


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of a section for one market, and every market for which they are the same."""

    resolver: Resolver
    rules: Rules
    sources: Sources
    subject: str
    markets: tuple[str, ...]


def each_rule(
    spec: Spec, check: str, section: str, ask: Callable[[Ruled], Iterator[Question]], *beside: Callable[[Spec, Resolver], Expr]
) -> Iterator[Question]:
    """Yield what is asked of the rules of a section, once for all markets whose rules, and what is asked ``beside``, agree."""
    if anchor(spec, section) is None:
        return
    found: dict[tuple[str, str], tuple[Resolver, Rules, list[str]]] = {}
    reasons: dict[str, list[str]] = {}
    for market in spec.markets or ("",):
        resolver = spec.resolver(market)
        try:
            rules = rules_of(spec, resolver, section)
            alike = (subject(spec, market, section, *rules.formulas()), key(formula(spec, resolver) for formula in beside))
        except FormulaError as error:
            reasons.setdefault(error.message.replace(f"`{market}`", "this market"), []).append(market)
            continue
        found.setdefault(alike, (resolver, rules, []))[2].append(market)
    for (what, _), (resolver, rules, markets) in found.items():
        named = f"{what} of {markets[0]}" if len(found) > 1 and " of " not in what else what
        known = tuple(market for market in markets if market)
        yield from ask(Ruled(resolver, rules, sources_of(resolver, rules, section), named, known))
    for reason, markets in reasons.items():
        yield skipped(check, f"{section} of {markets[0]}" if markets[0] else section, reason, tuple(m for m in markets if m))
