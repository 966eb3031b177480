"""Which SMT-LIB lines declare a variable, keep a long term short, pick a rank, or round: the pieces of a script?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..language.domains import Finite, Range, Value, Variable
from ..language.tree import Clause


@dataclass(frozen=True, slots=True)
class Script:
    """SMT-LIB text; ``names`` maps symbols to variables and choices, ``trackers`` symbols to clauses."""

    text: str
    names: Mapping[str, str]
    trackers: Mapping[str, str]
    words: tuple[str, ...]


@dataclass
class Writer:
    variables: Mapping[str, Variable]
    lines: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    trackers: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    written: dict[int, str] = field(default_factory=dict)
    kept: list[Clause] = field(default_factory=list)

    def fresh(self, sort: str) -> str:
        symbol = f"v{len(self.lines)}"
        self.lines.append(f"(declare-const {symbol} {sort})")
        return symbol

    def say(self, truth: str) -> None:
        self.lines.append(f"(assert {truth})")

    def named(self, sort: str, value: str) -> str:
        """Return a short symbol for ``value``; short texts stand for themselves."""
        if len(value) < 24:
            return value
        symbol = self.fresh(sort)
        self.say(f"(= {symbol} {value})")
        return symbol

    def word(self, text: str) -> str:
        if text not in self.words:
            self.words.append(text)
        return str(self.words.index(text))

    def symbol(self, name: str) -> str:
        found = next((s for s, known in self.names.items() if known == name), None)
        return found if found is not None else self._declare(name)

    def _declare(self, name: str) -> str:
        variable = self.variables[name]
        sort = {"truth": "Bool", "word": "Int"}.get(variable.kind.form, "Real")
        symbol = self.fresh(sort)
        self.names[symbol] = name
        self._bound(symbol, variable)
        return symbol

    def _bound(self, symbol: str, variable: Variable) -> None:
        match variable.domain:
            case Finite(values=values):
                if variable.kind.form != "truth":
                    self.say(any_of([f"(= {symbol} {self.value(value)})" for value in values]))
            case Range(low=low, high=high, low_open=low_open, high_open=high_open):
                if low is not None:
                    self.say(f"({'>' if low_open else '>='} {symbol} {rational(low)})")
                if high is not None:
                    self.say(f"({'<' if high_open else '<='} {symbol} {rational(high)})")

    def value(self, value: Value) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.word(value) if isinstance(value, str) else rational(value)


def rational(value: Fraction) -> str:
    """Return an exact number as SMT-LIB writes it."""
    above = f"{abs(value.numerator)}.0" if value.denominator == 1 else f"(/ {abs(value.numerator)}.0 {value.denominator}.0)"
    return f"(- {above})" if value < 0 else above


def picked(how: str, parts: list[str], writer: Writer) -> str:
    """Return the least, the greatest or the median of terms."""
    if how == "median":
        middle = [ranked(parts, rank, writer) for rank in sorted({(len(parts) - 1) // 2, len(parts) // 2})]
        return middle[0] if len(middle) == 1 else f"(/ (+ {middle[0]} {middle[1]}) 2.0)"
    found = parts[0]
    for part in parts[1:]:
        found = writer.named("Real", f"(ite ({'<=' if how == 'min' else '>='} {found} {part}) {found} {part})")
    return found


def ranked(parts: list[str], rank: int, writer: Writer) -> str:
    """Return a symbol for the value of that rank: it is one of the parts, and few enough lie on either side."""
    found = writer.fresh("Real")
    writer.say(any_of([f"(= {found} {part})" for part in parts]))
    writer.say(f"(<= (+ 0 {' '.join(f'(ite (< {part} {found}) 1 0)' for part in parts)}) {rank})")
    writer.say(f"(<= (+ 0 {' '.join(f'(ite (> {part} {found}) 1 0)' for part in parts)}) {len(parts) - 1 - rank})")
    return found


def any_of(truths: list[str]) -> str:
    """Return the disjunction of truths."""
    return truths[0] if len(truths) == 1 else f"(or {' '.join(truths)})"


def whole(q: str, mode: str, writer: Writer) -> str:
    """Return a symbol for the whole number that ``q`` is rounded to in ``mode``."""
    y = writer.fresh("Int")
    at = f"(to_real {y})"
    down, up = f"(and (<= {at} {q}) (< {q} (+ {at} 1.0)))", f"(and (< (- {at} 1.0) {q}) (<= {q} {at}))"
    near_low, near_high = f"(< (- {at} (/ 1.0 2.0)) {q})", f"(< {q} (+ {at} (/ 1.0 2.0)))"
    tie_low, tie_high = f"(= {q} (- {at} (/ 1.0 2.0)))", f"(= {q} (+ {at} (/ 1.0 2.0)))"
    even = f"(= (mod {y} 2) 0)"
    laws = {
        "floor": down,
        "ceil": up,
        "toward zero": f"(ite (>= {q} 0.0) {down} {up})",
        "away from zero": f"(ite (>= {q} 0.0) {up} {down})",
        "half up": f"(and (or {near_low} {tie_low}) {near_high})",
        "half even": f"(and (or {near_low} (and {tie_low} {even})) (or {near_high} (and {tie_high} {even})))",
        "half away from zero": f"(ite (>= {q} 0.0) (and (or {near_low} {tie_low}) {near_high}) "
        f"(and {near_low} (or {near_high} {tie_high})))",
    }
    writer.say(laws[mode])
    return y
