"""What happens to a price formula when one of the prices it is made of moves and the others stand still?"""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.build import num, when
from ..language.domains import Finite, Range, Variable
from ..language.kinds import PRICE, TIME, TRUTH, WORD
from ..language.tree import Compare, Expr, Name, Truth, Word
from ..load.resolve import Resolver
from ..readings.rebuild import free_names
from .rules import Rules, variables

DAY = num(86_400, TIME)
MOVED = "source"


@dataclass(frozen=True, slots=True)
class Sources:
    """The prices that a section's rules are made of: their variables, and the name of each for people."""

    labels: dict[str, str]
    known: dict[str, Variable]

    @property
    def which(self) -> Variable:
        """Return the variable that says which source is meant."""
        return Variable(MOVED, WORD, Finite(tuple(self.labels.values())))

    def is_moved(self, name: str) -> Expr:
        """Return the truth that ``name`` is the source that is meant."""
        return Compare("==", Name(MOVED), Word(self.labels[name]))

    def moved(self, to: Expr, others: Expr | None = None) -> dict[str, Expr]:
        """Return the prices once the source that is meant shows ``to`` and every other one ``others``, or its own."""
        return {n: when(self.is_moved(n), to, others if others is not None else Name(n)) for n in self.labels}

    def live(self) -> dict[str, Expr]:
        """Return that every source is present and fresh."""
        truths = {name: Truth(True) for name, v in self.known.items() if v.kind == TRUTH and _of_feed(name)}
        return {**truths, **{name: num(0, TIME) for name, v in self.known.items() if v.kind == TIME and _of_feed(name)}}

    def other_prices(self) -> tuple[str, ...]:
        """Return the prices that occur in the rules and are no source, such as a benchmark or the last value."""
        return tuple(name for name, v in self.known.items() if v.kind == PRICE and name not in self.labels and not v.silent)


def sources_of(resolver: Resolver, rules: Rules, section: str) -> Sources:
    """Return the prices from outside that the rules of a section work with."""
    known = {v.name: v for v in variables(resolver, *rules.formulas())}
    prices = [expr for expr in (*(rule.price for rule in rules.cases), rules.otherwise) if expr is not None]
    inside = dict.fromkeys(name for expr in prices for name in free_names(expr))
    found = {n: label(n) for n in inside if known[n].kind == PRICE and not known[n].silent and not _earlier(resolver, n, section)}
    return Sources(found, known)


def label(name: str) -> str:
    """Return the name of a source for people: the constituent's, or the input's."""
    parts = name.split(".")
    return parts[1] if len(parts) == 3 else parts[-1]


def _earlier(resolver: Resolver, name: str, section: str) -> bool:
    """Return whether an input is the section's own price of before."""
    given = resolver.venue.inputs.get(name)
    return given is not None and given[0].is_ == f"{section}.price"


def _of_feed(name: str) -> bool:
    return name.rpartition(".")[2] in ("live", "age", "present")
