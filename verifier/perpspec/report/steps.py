"""How does an exact value come about: each clause on the way, with the numbers put in for the names?

Recomputes nothing by itself: every value is that of the exact reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..language.domains import Value
from ..language.tree import Choice, Clause, Expr, Name, Num, Steps, Truth, Window, Word, children
from ..readings.exact import Env, Undefined, belongs, exact, window_name
from ..readings.plain import plain
from ..readings.rebuild import rebuilt
from .sheet import MARGIN, Row, fact

Said = Callable[[str, Value], str]

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Worked:
    """One step: what is worked out, its formula, the formula with values put in, and the value."""

    name: str
    formula: str
    filled: str
    value: str


@dataclass
class Arithmetic:
    """Works formulas out under one environment; ``said`` writes the value of a name with its unit."""

    env: Env
    said: Said
    done: dict[tuple[str, str], Worked] = field(default_factory=dict)

    def steps(self, name: str, expr: Expr) -> tuple[Worked, ...]:
        """Return every clause that ``expr`` needs, each once and before it is used, and ``expr`` itself at the end."""
        self.done = {}
        self._needed(expr)
        self._add(name, expr)
        return tuple(self.done.values())

    def _needed(self, expr: Expr) -> None:
        match expr:
            case Clause(id=ident, body=body):
                self._needed(body)
                self._add(ident, body)
            case Choice(id=ident, options=options):
                option = options[self.env.choices[ident]] if ident in self.env.choices else options[0]
                self._needed(option)
            case Steps(x=x):
                self._needed(x)
                self._add_row(expr)
            case _:
                for part in children(expr):
                    self._needed(part)

    def _add(self, name: str, body: Expr) -> None:
        taken = self._taken(body)
        worked = Worked(name, _cut(plain(taken)), _cut(plain(self._filled(taken))), self._value(name, body))
        self.done.setdefault((name, worked.filled), worked)

    def _add_row(self, table: Steps) -> None:
        x = self._exact(table.x)
        for number, row in enumerate(table.rows, start=1):
            if not isinstance(x, Value) or isinstance(x, (bool, str)):
                return
            if belongs(x, row.over, row.up_to, row.upper_inclusive):
                name = f"tier {number} of {len(table.rows)}"
                ends = ("over", "up to") if row.upper_inclusive else ("from", "below")
                low = "" if row.over is None else f"{ends[0]} {self.said('', row.over)}"
                high = "" if row.up_to is None else f"{ends[1]} {self.said('', row.up_to)}"
                place = f"{plain(self._filled(table.x))} lies {low} {high}".replace("  ", " ").strip()
                self.done.setdefault((name, place), Worked(name, place, place, self._value("rate", row.value)))
                return

    def _taken(self, expr: Expr) -> Expr:
        """Return the option of a choice that this reading takes, so that the formula shown is the one worked out."""
        return self._taken(expr.options[self.env.choices.get(expr.id, 0)]) if isinstance(expr, Choice) else expr

    def _filled(self, expr: Expr) -> Expr:
        match expr:
            case Clause(id=ident, body=body):
                return _shown(self._value(ident, body))
            case Name(ident=ident):
                return _shown(self.said(ident, self.env.values[ident])) if ident in self.env.values else expr
            case Window():
                name = window_name(expr)
                return _shown(self.said(name, self.env.values[name])) if name in self.env.values else expr
            case Num() | Truth() | Word():
                return expr
            case Choice():
                return self._filled(self._taken(expr))
            case _:
                return rebuilt(expr, tuple(self._filled(part) for part in children(expr)))

    def _value(self, name: str, expr: Expr) -> str:
        found = self._exact(expr)
        return "no value" if found is None else self.said(name, found)

    def _exact(self, expr: Expr) -> Value | None:
        try:
            return exact(expr, self.env)
        except (Undefined, KeyError):
            return None


def step_rows(steps: tuple[Worked, ...]) -> Iterator[Row]:
    """Yield the steps as rows: the formula, the numbers in it, the value, each only where it says something new."""
    for step in steps:
        yield ((MARGIN, "plain"), (step.name, "strong"))
        for text in dict.fromkeys((step.formula, step.filled, step.value)):
            yield from fact("", f"= {text}")


def _shown(text: str) -> Expr:
    return Name(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


