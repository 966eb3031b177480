"""Which examples does a venue print, and how is one of them said?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ..claims.finding import Line, Witness
from ..claims.quantities import said
from ..claims.recompute import Reached, Recomputed
from ..claims.variants import Variant
from ..language.domains import Value
from ..language.faults import FormulaError
from ..language.infer import kind_of
from ..language.kinds import NUMBER, TRUTH, WORD, Kind
from ..language.units import Unit
from ..load.documents import Document
from ..load.load import Spec
from ..load.names import qualified
from ..model.statements import Example, ExamplesSection
from ..source.nodes import key_place
from ..source.text import Place

PLAIN = {"half up", "toward zero"}


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed example with its place."""

    example: Example
    document: Document
    index: int
    kind: Kind

    @property
    def subject(self) -> str:
        """Return what tells the example apart."""
        return f"examples.{self.example.id}"

    @property
    def place(self) -> Place:
        """Return where the example stands."""
        return self.place_of("id")

    def place_of(self, field: str) -> Place:
        """Return where a field of the example stands."""
        return key_place(self.document.body, ("examples", self.index, field))

    @property
    def markets(self) -> tuple[str, ...]:
        """Return the market that the example names."""
        return (self.example.market,) if self.example.market else ()

    def stated(self, found: Recomputed) -> Value:
        """Return the printed value."""
        assert found.setting is not None
        return found.setting.printed.value

    def said(self, spec: Spec, value: Value | None) -> str:
        """Return a value in the units of the example; a ratio as it is printed, in percent or not."""
        if value is None:
            return "no value"
        return said(
            value, self.kind, _units(spec, self.example.stated), percent="%" in self.example.stated and self.kind == NUMBER
        )

    def listed(self, changes: tuple[Variant, ...]) -> str:
        """Return the changes of reading as words; several dates as the first of them."""
        dates = [change for change in changes if change.kind == "date"]
        words = [change.change for change in changes if change.kind != "date"]
        if dates:
            more = (
                f" or of {len(dates) - 1} later dates"
                if len(dates) > 2
                else f" or {dates[1].change[18:]}"
                if len(dates) == 2
                else ""
            )
            words.append(f"{dates[0].change}{more}")
        return ", or ".join("if " + word if word.split(" ", 1)[0] in _STATES else word for word in words)

    def witness(self, spec: Spec, found: Recomputed, reached: Reached) -> Witness:
        """Return what is given, what comes out and what is printed."""
        assert found.setting is not None
        section = self.example.section or "margin"
        lines = []
        for name in self.example.given:
            value = found.setting.values[qualified(name, section, spec.venue)]
            kind = _kind(spec, section, name, self.example.given[name], value)
            percent = kind == NUMBER and "%" in self.example.given[name]
            lines.append(
                Line(
                    name.rpartition(".")[2],
                    value,
                    kind,
                    True,
                    said(value, kind, _units(spec, self.example.given[name]), percent=percent),
                )
            )
        results = (("comes out", reached.value), ("is printed", found.setting.printed.value))
        lines += [Line(name, value, self.kind, False, self.said(spec, value)) for name, value in results if value is not None]
        return Witness(tuple(lines), (), dict(reached.options))

    def needs(self, found: Recomputed) -> tuple[str, ...]:
        """Return the one rounding that gives the printed number, if of the plain ones exactly one does."""
        if found.setting is None or self.example.rounding is not None or not isinstance(found.value, Fraction):
            return ()
        printed = found.setting.printed
        if printed.step is None or not isinstance(printed.value, Fraction):
            return ()
        fits = [mode for mode in sorted(PLAIN) if replace(printed, mode=mode).is_printed_for(found.value)]
        return tuple(fits) if len(fits) == 1 else ()


def _units(spec: Spec, text: str) -> dict[str, Unit]:
    """Return the venue's units, those that a text uses first, so that its values are shown in them."""
    used = {name: unit for name, unit in spec.venue.units.items() if re.search(rf"\b{re.escape(name)}\b", text)}
    return {**used, **spec.venue.units}


_STATES = ("cut", "rounded", "ties", "printed")


def examples(spec: Spec) -> Iterator[Printed]:
    """Yield the printed examples in force, in the author's order."""
    for document in spec.venue.layers("examples"):
        if isinstance(document.model, ExamplesSection):
            for index, example in enumerate(document.model.examples):
                yield Printed(example, document, index, _kind(spec, example.section or "margin", "", example.stated, Fraction(0)))


def _kind(spec: Spec, section: str, name: str, text: str, value: Value) -> Kind:
    """Return the kind of a given or printed value: that of its name, or that of its text."""
    if isinstance(value, (bool, str)):
        return TRUTH if isinstance(value, bool) else WORD
    known = spec.names.kind(qualified(name, section, spec.venue)) if name else None
    try:
        return known or kind_of(spec.names.tree(text), spec.names.scope_in(section, {}))
    except FormulaError:
        return NUMBER
