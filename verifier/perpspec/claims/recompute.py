"""Does a printed example follow from the rules it belongs to, worked out exactly?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from ..language.domains import Value
from ..language.faults import FormulaError
from ..language.kinds import WORD
from ..language.tree import Expr, Name, Window, children
from ..load.load import Spec
from ..load.names import qualified
from ..load.resolve import Resolver
from ..load.tables import TierTable
from ..model.statements import Example
from ..readings.exact import Env, Undefined, exact, rounded
from ..readings.rebuild import choices_in, free_names, rebuilt

MOST_READINGS = 64


@dataclass(frozen=True, slots=True)
class Printed:
    """What the venue prints: the number, the step it is printed to, and how it is brought to that step."""

    value: Value
    step: Fraction | None
    mode: str

    def is_printed_for(self, value: Value) -> bool:
        """Return whether ``value``, brought to the printed step, is what is printed."""
        if isinstance(value, Fraction) and self.step is not None:
            return rounded(value, self.step, self.mode) == self.value
        return value == self.value


@dataclass(frozen=True, slots=True)
class Setting:
    """An example made ready: its formula over named inputs, the inputs' values, and the options it fixes."""

    formula: Expr
    values: Mapping[str, Value]
    fixed: Mapping[str, int]
    printed: Printed

    def open_choices(self) -> dict[str, tuple[str, ...]]:
        """Return the disputed and silent clauses that the example leaves open, with their options."""
        return {name: labels for name, labels in choices_in(self.formula).items() if name not in self.fixed}

    def readings(self) -> Iterator[dict[str, int]]:
        """Yield every choice of an option for each clause, at most ``MOST_READINGS``."""
        open_ = self.open_choices()
        for picks in islice(product(*(range(len(labels)) for labels in open_.values())), MOST_READINGS):
            yield {**self.fixed, **dict(zip(open_, picks, strict=True))}

    def value(self, choices: Mapping[str, int]) -> Value | None:
        """Return the exact result in one reading, or None where it has none; raise ``KeyError`` with an input not given."""
        try:
            return exact(self.formula, Env(self.values, choices))
        except Undefined:
            return None


@dataclass(frozen=True, slots=True)
class Reached:
    """The result of one reading, with the option of each clause that the example leaves open."""

    options: Mapping[str, str]
    choices: Mapping[str, int]
    value: Value | None
    follows: bool


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The result of each reading, or why there is none: a ``problem`` in words, or an input that is ``missing``."""

    setting: Setting | None
    reached: tuple[Reached, ...] = ()
    missing: str = ""
    problem: str = ""

    @property
    def follows(self) -> bool:
        """Return whether the printed number comes out in every reading."""
        return bool(self.reached) and all(one.follows for one in self.reached)

    @property
    def value(self) -> Value | None:
        """Return the exact result of the first reading in which the number follows, else of the first."""
        return next((one.value for one in self.reached if one.follows), self.reached[0].value if self.reached else None)


def recompute(spec: Spec, example: Example) -> Recomputed:
    """Return what comes out of an example by the rules in force on its date, in each reading that it leaves open."""
    try:
        made = setting(dated(spec, example.as_of), example)
    except FormulaError as error:
        return Recomputed(None, problem=error.message)
    try:
        return Recomputed(made, tuple(_reached(made, choices) for choices in made.readings()))
    except KeyError as needed:
        return Recomputed(made, missing=str(needed.args[0]))


def _reached(made: Setting, choices: Mapping[str, int]) -> Reached:
    value = made.value(choices)
    options = {name: labels[choices[name]] for name, labels in made.open_choices().items()}
    return Reached(options, choices, value, value is not None and made.printed.is_printed_for(value))


def dated(spec: Spec, as_of: str | None) -> Spec:
    """Return the spec as it was on a date; without one, as it is."""
    return spec.at(as_of) if as_of else spec


def setting(spec: Spec, example: Example, tables: Mapping[str, TierTable] | None = None) -> Setting:
    """Return an example made ready, by other tier tables if they are given; raise ``FormulaError`` where it has no sense."""
    section, market = example.section or "margin", example.market or _only_market(spec)
    plain = Resolver(spec.names, spec.tables, market)
    names = {qualified(name, section, spec.venue): text for name, text in example.given.items()}
    values = {name: _given(spec, plain, name, text, section) for name, text in names.items()}
    resolver = Resolver(spec.names, tables or spec.tables, market, {name: Name(name) for name in names})
    formula = _without_windows(resolver.formula(example.gives, section))
    fixed = _fixed(example, formula)
    silent = {
        n: exact(plain.formula(t, n.partition(".")[0]), Env({})) for n, t in example.reading.items() if n in free_names(formula)
    }
    return Setting(formula, {**values, **silent}, fixed, _printed(plain, example, section))


def _only_market(spec: Spec) -> str:
    return spec.markets[0] if len(spec.markets) == 1 else ""


def _given(spec: Spec, resolver: Resolver, name: str, text: str, section: str) -> Value:
    if spec.names.kind(name) == WORD and text.strip("\"'") == text:
        return text
    try:
        return exact(resolver.formula(text, section), Env({}))
    except (FormulaError, KeyError):
        if text.replace("_", "").replace(" ", "").isalpha():
            return text
        raise FormulaError(f"`{text}` has no value by itself", (0, len(text))) from None


def _fixed(example: Example, formula: Expr) -> dict[str, int]:
    choices = choices_in(formula)
    found = {
        name: choices[name].index(text) for name, text in example.reading.items() if name in choices and text in choices[name]
    }
    unknown = next((name for name, text in example.reading.items() if name in choices and text not in choices[name]), None)
    if unknown is not None:
        options = ", ".join(choices[unknown])
        raise FormulaError(f"`{unknown}` has no option `{example.reading[unknown]}`; its options are {options}", (0, 1))
    return found


def _printed(resolver: Resolver, example: Example, section: str) -> Printed:
    step = exact(resolver.formula(example.printed_to, section), Env({})) if example.printed_to else None
    assert step is None or isinstance(step, Fraction), "kinds were checked"
    try:
        stated = exact(resolver.formula(example.stated, section), Env({}))
    except (FormulaError, KeyError):
        stated = example.stated
    return Printed(stated, step, example.rounding or "half up")


def _without_windows(expr: Expr) -> Expr:
    """Return the formula with each window replaced by what it is taken over: an example gives one value for all of it."""
    if isinstance(expr, Window):
        return _without_windows(expr.of)
    parts = children(expr)
    return rebuilt(expr, tuple(_without_windows(part) for part in parts)) if parts else expr
