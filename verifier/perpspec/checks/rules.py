"""Which rule of an index or of a mark price holds in which state: the cases in their order, then the general formula?"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ..claims.build import both, either, implies, num, renamed, when
from ..language.domains import Variable
from ..language.kinds import PRICE
from ..language.tree import Binary, Compare, Expr, If, Name, Not, Num, Truth, Window, children
from ..load.load import Spec
from ..load.resolve import Resolver
from ..load.venue import Stated
from ..model.rules import IndexSection, MarkPriceSection
from ..readings.rebuild import free_names, windows


@dataclass(frozen=True, slots=True)
class Rule:
    """One case: when it holds, and the price it gives, which is None where it gives a word or is not published."""

    stated: Stated
    when: Expr
    price: Expr | None

    @property
    def silent(self) -> bool:
        """Return whether the venue was asked and publishes nothing for this case."""
        return self.stated.clause.status == "silent"


@dataclass(frozen=True, slots=True)
class Rules:
    """The cases of a section in their order, and the formula for every other state, if there is one."""

    cases: tuple[Rule, ...]
    otherwise: Expr | None

    @property
    def price(self) -> Expr:
        """Return the price in every state; where no rule gives one it is zero, so ask ``priced`` as well."""
        found = self.otherwise if self.otherwise is not None else num(0, PRICE)
        for rule in reversed(self.cases):
            found = when(rule.when, rule.price if rule.price is not None else num(0, PRICE), found)
        return found

    def priced(self) -> Expr:
        """Return the truth that the first rule that holds gives a price."""
        found = [self.first(index) for index, rule in enumerate(self.cases) if rule.price is not None]
        if self.otherwise is not None:
            found.append(self.first(len(self.cases)))
        return either(*found)

    def first(self, index: int) -> Expr:
        """Return the truth that no case before that one holds, and it does; past the last, that none holds."""
        earlier = [Not(rule.when) for rule in self.cases[:index]]
        own = [self.cases[index].when] if index < len(self.cases) else []
        return both(*earlier, *own)

    def formulas(self) -> Iterator[Expr]:
        """Yield every formula: the conditions, the prices of the cases, and the general one."""
        for rule in self.cases:
            yield rule.when
            if rule.price is not None:
                yield rule.price
        if self.otherwise is not None:
            yield self.otherwise


def rules_of(spec: Spec, resolver: Resolver, section: str) -> Rules:
    """Return the rules of the section ``index`` or ``mark_price``; raise ``FormulaError`` where one has no value."""
    models = [document.model for document in reversed(spec.venue.layers(section))]
    cases = next((m.cases for m in models if isinstance(m, (IndexSection, MarkPriceSection)) and m.cases), [])
    found = []
    for index, case in enumerate(cases):
        stated = spec.venue.stated[f"{section}.cases.{index}"]
        gives = spec.names.kind(stated.id) == PRICE and not _open(stated)
        price = resolver.clause(stated.id) if gives else None
        found.append(Rule(stated, resolver.formula(case.when, section), price))
    general = spec.venue.stated.get(f"{section}.price")
    otherwise = None if general is None or _open(general) else resolver.clause(general.id)
    return Rules(tuple(found), otherwise)


def _open(stated: Stated) -> bool:
    return stated.clause.status == "silent"


def anchor(spec: Spec, section: str) -> Stated | None:
    """Return the clause a finding on the whole section points at: its general formula, else its first case."""
    found = (spec.venue.stated.get(f"{section}.{name}") for name in ("price", "cases.0"))
    return next((stated for stated in found if stated is not None), None)


def variables(resolver: Resolver, *exprs: Expr, own: Container[str] = ()) -> tuple[Variable, ...]:
    """Return the free variables of several formulas, and their windows, each once; ``own`` ones are the caller's."""
    every = dict.fromkeys(name for expr in exprs for name in free_names(expr) if name not in own)
    plain = {name: resolver.variable(name) for name in every}
    opaque = {v.name: v for expr in exprs for v in windows(expr, plain)}
    outside = {name for expr in exprs for name in _outside_windows(expr)}
    return (*(v for name, v in plain.items() if name in outside), *opaque.values())


def readable(resolver: Resolver, exprs: Sequence[Expr]) -> tuple[list[Expr], tuple[Variable, ...]]:
    """Return formulas and their variables, windows and conditions of feeds under names that a person can read."""
    known = variables(resolver, *exprs)
    names = {v.name: said for v in known if (said := spoken(v.name)) is not None}
    fresh = tuple(Variable(names.get(v.name, v.name), v.kind, v.domain, v.step, v.silent) for v in known)
    return [renamed(expr, {old: Name(new) for old, new in names.items()}) for expr in exprs], fresh


def spoken(name: str) -> str | None:
    """Return a window's name, or that of a feed's age or presence, as words; None for any other."""
    how, _, inside = name.partition("(")
    if inside:
        return f"{how} of {inside.partition(',')[0].rpartition('.')[2]}"
    section, _, feed = name.partition(".")
    said = {"age": f"age of {feed[:-4]}", "present": f"{feed[:-8]} is present"}
    return said.get(feed.rpartition(".")[2]) if section == "feeds" else None


def _outside_windows(expr: Expr) -> set[str]:
    found: set[str] = set()
    seen: set[int] = set()
    stack = [expr]
    while stack:
        here = stack.pop()
        if id(here) not in seen:
            seen.add(id(here))
            found |= {here.ident} if isinstance(here, Name) else set()
            stack += () if isinstance(here, Window) else children(here)
    return found


def defined(expr: Expr) -> Expr:
    """Return the truth that no division of ``expr`` is by zero where its branch is taken."""
    parts: tuple[Expr, ...]
    match expr:
        case If(cond=cond, then=then, other=other):
            parts = (defined(cond), _where(cond, defined(then)), _where(Not(cond), defined(other)))
        case Binary(op="/", left=left, right=right) if not isinstance(right, Num):
            parts = (defined(left), defined(right), Compare("!=", right, num(0)))
        case _:
            parts = tuple(defined(part) for part in children(expr))
    return both(*dict.fromkeys(part for part in parts if part != Truth(True)))


def _where(cond: Expr, truth: Expr) -> Expr:
    return truth if truth == Truth(True) else implies(cond, truth)
