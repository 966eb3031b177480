"""Which amounts do the lots and ticks of a scenario stand for, in one market of a spec?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..claims.quantities import said
from ..language.faults import FormulaError
from ..language.kinds import CONTRACTS, PRICE, Kind
from ..language.tree import Expr
from ..load.load import Spec
from ..load.resolve import Resolver
from ..machines.play import Row
from ..machines.script import FIRST_PRICE
from ..machines.written import ScenarioError
from ..model.scenarios import Scenario
from ..readings.exact import Env, Undefined, exact
from ..readings.kinds import kind_in
from ..readings.rebuild import free_names

Amount = tuple[Fraction, Kind]


class Unknown(Exception):
    """The margin cannot be worked out, for the reason given."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The formula of a margin; ``sizes`` name its size for each position that is held, all of the same kind."""

    margin: Expr
    sizes: Mapping[str, str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Scale:
    """The size of a lot, the price of a tick, and the mark price at the beginning, each with its kind."""

    lot: Amount
    tick: Amount | None
    mark: Amount | None
    resolver: Resolver

    def price(self, row: Row) -> Fraction:
        """Return the mark price after an event; raise ``Unknown`` where the scenario does not tell it."""
        if self.mark is None:
            raise Unknown("no mark price is known: write `mark:`, the price at the beginning")
        moved = row.seen.prices.get("mark", FIRST_PRICE) - FIRST_PRICE
        if moved and self.tick is None:
            raise Unknown("the mark price moves, and no tick is known: write `tick:`")
        price = self.mark[0] + (moved * self.tick[0] if self.tick else 0)
        if price <= 0:
            raise Unknown("the mark price is not above zero")
        return price

    def size(self, lots: int, wanted: Kind, row: Row) -> Fraction:
        """Return so many lots as an amount of the kind that is wanted; raise ``Unknown`` where they are of another."""
        value, kind = self.lot[0] * abs(lots), self.lot[1]
        if kind == CONTRACTS != wanted:
            one = stated(self.resolver, "contracts.size")
            if one is None:
                raise Unknown("the contract has no published size")
            value, kind = value * one[0], kind * one[1]
        if kind == wanted:
            return value
        if kind * PRICE == wanted:
            return value * self.price(row)
        if kind / PRICE == wanted:
            return value / self.price(row)
        raise Unknown(f"a lot is given as {kind}, and the margin goes by {wanted}")


def scale(resolver: Resolver, scenario: Scenario) -> Scale:
    """Return what a scenario and its contract say of lots and ticks; raise ``Unknown`` where no lot is known."""
    lot = written(resolver, "lot", scenario.lot) or stated(resolver, "contracts.lot")
    if lot is None:
        market = f" for `{resolver.market}`" if resolver.market else ""
        raise Unknown(f"no lot is published{market}: write `lot:`, the size of one lot")
    tick = written(resolver, "tick", scenario.tick, PRICE) or stated(resolver, "contracts.tick")
    return Scale(lot, tick, written(resolver, "mark", scenario.mark, PRICE), resolver)


def market_of(spec: Spec, scenario: Scenario) -> str:
    """Return the market of a scenario: the one that it names, or the only one there is."""
    if scenario.market is None:
        if len(spec.markets) > 1:
            raise Unknown("the scenario names no market: write `market:`")
        return spec.markets[0] if spec.markets else ""
    if scenario.market not in spec.markets:
        help = f"one of {', '.join(f'`{m}`' for m in spec.markets[:5])}" if spec.markets else "the spec has no `contracts`"
        raise ScenarioError(f"`{scenario.market}` is no market of the venue", 0, help)
    return scenario.market


def stated(resolver: Resolver, ident: str) -> Amount | None:
    """Return the one number that the spec publishes for the market, with its kind."""
    try:
        found = resolver.clause(ident)
        return None if found is None or free_names(found) else amount(found)
    except FormulaError:
        return None


def written(resolver: Resolver, field: str, text: str | None, kind: Kind | None = None) -> Amount | None:
    """Return an amount that a scenario writes; raise ``ScenarioError`` where it is none of that kind above zero."""
    if text is None:
        return None
    found = read(resolver, text)
    if found is None or found[0] <= 0 or (kind is not None and found[1] != kind):
        what = f"a {kind} above zero" if kind else "an amount above zero"
        raise ScenarioError(f"`{text}` is not {what}", 0, f"write `{field}:` as a number with its unit")
    return found


def read(resolver: Resolver, text: str) -> Amount | None:
    """Return the amount that a text of a scenario writes, or None where it writes none."""
    try:
        return amount(resolver.formula(text, "margin"))
    except FormulaError:
        return None


def amount(expr: Expr) -> Amount | None:
    """Return the value of a closed formula without choices, with its kind, or None where it has none."""
    try:
        value = exact(expr, Env({}))
    except (Undefined, KeyError):
        return None
    return (value, kind_in(expr, {})) if isinstance(value, Fraction) else None


def kind_of(resolver: Resolver, rule: Rule) -> Kind:
    """Return the kind of what a rule gives, such as money."""
    own = set(rule.sizes.values())
    kinds = {name: resolver.variable(name).kind for name in free_names(rule.margin) if name not in own}
    return kind_in(rule.margin, {**kinds, **dict.fromkeys(own, rule.kind)})


def in_words(spec: Spec, resolver: Resolver, rule: Rule, value: Fraction) -> str:
    """Return an amount of a rule as a person writes it."""
    return said(value, kind_of(resolver, rule), spec.venue.units)
