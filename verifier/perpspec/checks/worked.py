"""Which inputs does a worked example of the spec give, as closed formulas a claim can be asked of?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..language.faults import FormulaError
from ..language.kinds import WORD
from ..language.tree import Expr, Word
from ..load.documents import Document
from ..load.load import Spec
from ..load.names import qualified
from ..load.resolve import Resolver
from ..model.statements import Example, ExamplesSection
from ..readings.exact import Env, exact
from ..readings.rebuild import choices_in, free_names
from ..source.nodes import key_place
from ..source.text import Place


@dataclass(frozen=True, slots=True)
class Worked:
    """One example: its inputs by their last names, and what closes formulas over them."""

    id: str
    market: str
    place: Place
    given: Mapping[str, Expr]
    resolver: Resolver

    def number(self, name: str) -> Fraction | None:
        """Return an input that is a number, None where it is open."""
        expr = self.given[name]
        value = None if free_names(expr) or choices_in(expr) else exact(expr, Env({}))
        return value if isinstance(value, Fraction) else None


def worked(spec: Spec, gives: str, section: str) -> Iterator[Worked]:
    """Yield each example of today's rules that works out that clause of that section, in the author's order."""
    for document in spec.venue.layers("examples"):
        if isinstance(document.model, ExamplesSection):
            for index, example in enumerate(document.model.examples):
                if example.gives.strip() == gives and example.section == section and example.as_of is None:
                    yield from _worked(spec, document, index, example)


def _worked(spec: Spec, document: Document, index: int, example: Example) -> Iterator[Worked]:
    section, market = example.section or "", example.market or ""
    plain = spec.resolver(market)
    given: dict[str, Expr] = {}
    try:
        for name, text in example.given.items():
            full = qualified(name, section, spec.venue)
            given[full] = Word(text) if spec.names.kind(full) == WORD else plain.formula(text, section)
    except FormulaError:
        return
    by_last = {full.rpartition(".")[2]: expr for full, expr in given.items()}
    place = key_place(document.body, ("examples", index, "id"))
    yield Worked(example.id, market, place, by_last, Resolver(spec.names, spec.tables, market, given))
