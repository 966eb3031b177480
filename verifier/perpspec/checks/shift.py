"""Which prices from outside is an index or a mark price made of, and what is it when one of them moves?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ..claims.build import add, both, either, eq, num, when
from ..language.domains import TRUTHS, Finite, Range, Variable
from ..language.kinds import PRICE, TIME, TRUTH, WORD
from ..language.tree import Compare, Expr, Name, Truth, Word
from ..load.resolve import Resolver
from ..readings.rebuild import free_names
from ..readings.scale import scales
from .rules import Rules, spoken, variables

OTHERS, ODD, RISE, SOURCE = Name("others"), Name("odd"), Name("rise"), Name("source")
OF_THE_QUESTION = ("index", "live")
A_DAY = num(86_400, TIME)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a section: the variable of each one's price, with its name for people, and all inputs."""

    labels: Mapping[str, str]
    known: Mapping[str, Variable]
    one_level: bool

    @property
    def which(self) -> Variable:
        """Return the variable that says which source is meant."""
        return Variable(SOURCE.ident, WORD, Finite(tuple(self.labels.values())))

    @property
    def others(self) -> Variable:
        """Return the price at which the others stand; one level stands for all where the rule scales with prices."""
        return self.level(OTHERS.ident)

    def level(self, name: str) -> Variable:
        """Return a price at the one level that stands for all, or at any where the rule does not scale."""
        return Variable(name, PRICE, Finite((Fraction(100),)) if self.one_level else Range(Fraction(0), low_open=True))

    @property
    def odd(self) -> Variable:
        """Return the price that the source that is meant shows."""
        return Variable(ODD.ident, PRICE, Range(Fraction(0), low_open=True), Fraction(1) if self.one_level else None)

    def is_made_of(self, price: Expr | None) -> bool:
        """Return whether a formula has a source in it."""
        return price is not None and not self.labels.keys().isdisjoint(free_names(price))

    def is_meant(self, name: str) -> Expr:
        """Return the truth that the price ``name`` is that of the source that is meant."""
        return Compare("==", SOURCE, Word(self.labels[name]))

    def at_one_price(self) -> dict[str, Expr]:
        """Return every price, also those that are no source, at the price of the others."""
        return {n: OTHERS for n, v in self.known.items() if v.kind == PRICE and not v.silent}

    def with_an_odd_one(self) -> dict[str, Expr]:
        """Return the same, but the source that is meant shows a price of its own."""
        return {**self.at_one_price(), **{n: when(self.is_meant(n), ODD, OTHERS) for n in self.labels}}

    def with_a_risen_odd_one(self) -> dict[str, Expr]:
        """Return the same, once more, higher by ``RISE``."""
        return {**self.at_one_price(), **{n: when(self.is_meant(n), add(ODD, RISE), OTHERS) for n in self.labels}}

    def all_live(self) -> dict[str, Expr]:
        """Return that every source is there and fresh."""
        live: dict[str, Expr] = {n: Truth(True) for n in self.known if _is(n, "live", "present")}
        return {**live, **{n: num(0, TIME) for n in self.known if _is(n, "age")}}

    def constituents(self) -> dict[str, str]:
        """Return for the price of each constituent the variable that it is live."""
        return {n: f"{n.removesuffix('.price')}.live" for n in self.labels if _is_constituent(n)}

    def live_where(self, truths: Mapping[str, Expr]) -> dict[str, Expr]:
        """Return who is live, for prices of constituents, and their ages by it: no time, or a day."""
        lives = {self.constituents()[n]: truth for n, truth in truths.items()}
        ages = {f"{n.removesuffix('.live')}.age": when(truth, num(0, TIME), A_DAY) for n, truth in lives.items()}
        return {**lives, **ages}

    def is_one_of(self, live: frozenset[str]) -> Expr:
        """Return the truth that the source that is meant is one of some."""
        return either(*(self.is_meant(n) for n in self.labels if n in live))

    def some(self) -> dict[str, Expr]:
        """Return that any constituents are live, each fresh or gone for a day."""
        return self.live_where({n: Name(_is_live(label)) for n, label in self._constituent_labels().items()})

    def any_state(self) -> dict[str, Expr]:
        """Return that any constituents are live, and of any age."""
        labels = self._constituent_labels()
        lives: dict[str, Expr] = {f"index.{label}.live": Name(_is_live(label)) for label in labels.values()}
        return {**lives, **{f"index.{label}.age": Name(_age(label)) for label in labels.values()}}

    def first_live(self, count: int) -> dict[str, Expr]:
        """Return that the first ``count`` constituents are live and no other, as one such state among many."""
        return self.live_where({n: Truth(place < count) for place, n in enumerate(self.constituents())})

    def live_sets(self, few: int | None = None) -> dict[str, frozenset[str]]:
        """Return the sets of live constituents by words that name them, the full one first; ``few`` gone or left, or all."""
        names = self._constituent_labels()
        every = range(len(names), 0, -1)
        counts = [n for n in every if few is None or n <= few or n >= len(names) - few]
        sets = [chosen for count in counts for chosen in combinations(names, count)]
        return {" and ".join(names[n] for n in chosen): frozenset(chosen) for chosen in sets}

    def live_are(self, count: Expr) -> Expr:
        """Return the truth that so many constituents are live, and the one that is meant among them."""
        live = {n: Name(_is_live(label)) for n, label in self._constituent_labels().items()}
        total: Expr = num(0)
        for truth in live.values():
            total = add(total, when(truth, num(1), num(0)))
        return both(eq(total, count), either(*(both(self.is_meant(n), truth) for n, truth in live.items())))

    def _constituent_labels(self) -> dict[str, str]:
        return {n: self.labels[n] for n in self.constituents()}

    def knows_when_one_is_gone(self) -> bool:
        """Return whether the rules ask if a constituent is live, or how old it is."""
        return any(n.startswith("index.") and _is(n, "live", "age") for n in self.known)

    def apart(self) -> dict[str, Expr]:
        """Return every source at a price of its own."""
        return {n: Name(label) for n, label in {**self.labels, **self.opaque()}.items()}

    def opaque(self) -> dict[str, str]:
        """Return a name as words for each window, and for each age and presence of a feed."""
        return {n: said for n in self.known if (said := spoken(n)) is not None}

    def risen(self) -> dict[str, Expr]:
        """Return the same, but the price of the source that is meant is higher by ``RISE``."""
        return {**self.apart(), **{n: when(self.is_meant(n), add(Name(t), RISE), Name(t)) for n, t in self.labels.items()}}

    def open(self, resolver: Resolver, *exprs: Expr) -> tuple[Variable, ...]:
        """Return the variables of formulas, each once: those of the question by their own names, then the spec's."""
        own = {v.name: v for v in (self.which, self.others, self.odd, Variable(RISE.ident, PRICE, Range(Fraction(0))))}
        for name, label in self.labels.items():
            own[label] = Variable(label, PRICE, self.known[name].domain, self.known[name].step)
            own[_age(label)] = Variable(_age(label), TIME, Range(Fraction(0)))
            own[_is_live(label)] = Variable(_is_live(label), TRUTH, TRUTHS)
        for name, label in self.opaque().items():
            own[label] = Variable(label, self.known[name].kind, self.known[name].domain)
        names = {name for expr in exprs for name in free_names(expr)}
        asked = [own[name] for name in own if name in names]
        return (*asked, *variables(resolver, *exprs, own={*own, *OF_THE_QUESTION}))


def sources_of(resolver: Resolver, rules: Rules, section: str) -> Sources:
    """Return the prices that the rules of a section work with: those of constituents, else of inputs."""
    known = {v.name: v for v in variables(resolver, *rules.formulas())}
    prices = [expr for expr in (*(rule.price for rule in rules.cases), rules.otherwise) if expr is not None]
    inside = dict.fromkeys(name for expr in prices for name in free_names(expr))
    asked = [n for n in inside if n in known and _is_source(resolver, known[n], section)]
    own = [n for n in asked if _is_constituent(n)]
    labels = {n: _label(n) for n in own or asked}
    level = frozenset(n for n, v in known.items() if v.kind == PRICE)
    return Sources(labels, known, bool(labels) and all(scales(e, level) for e in prices) and scales(rules.price, level))


def _is_constituent(name: str) -> bool:
    return name.startswith("index.") and name.count(".") == 2


def _is_live(label: str) -> str:
    return f"{label} is live"


def _age(label: str) -> str:
    return f"age of {label}"


def _label(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) == 3 else parts[-1]


def _is_source(resolver: Resolver, variable: Variable, section: str) -> bool:
    """Return whether an input is a price from outside: known to nobody but its source, and not the section's own of before."""
    given = resolver.venue.inputs.get(variable.name)
    earlier = given is not None and given[0].is_ == f"{section}.price"
    return variable.kind == PRICE and not variable.silent and not earlier


def _is(name: str, *parts: str) -> bool:
    return name.rpartition(".")[2] in parts
