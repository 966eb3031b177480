"""How does an exact value come about: each clause on the way, with the numbers put in for the names?

Decides nothing: every value is that of the exact reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..language.domains import Value
from ..language.kinds import Kind
from ..language.tree import Choice, Clause, Expr, Name, Num, Steps, Truth, Window, Word, children
from ..readings.exact import Env, Undefined, belongs, exact, window_name
from ..readings.plain import plain
from ..readings.rebuild import rebuilt
from .sheet import MARGIN, Row, fact

Said = Callable[[str, Value, Kind | None], str]

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Worked:
    """One step: what is worked out, its formula, the formula with values put in, and the value or why there is none."""

    name: str
    formula: str
    filled: str
    value: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Works formulas out; ``said`` writes the value of a name, whose kind is given where no name tells it.

    ``env`` must hold every choice; inputs that it lacks stay names.
    """

    env: Env
    said: Said
    done: dict[tuple[str, str], Worked] = field(default_factory=dict)

    def steps(self, name: str, expr: Expr) -> tuple[Worked, ...]:
        """Return every clause that ``expr`` needs, each once and before it is used, and ``expr`` itself at the end."""
        self.done.clear()
        self._needed(expr)
        if not isinstance(expr, Clause):
            self._add(name, expr)
        return tuple(self.done.values())

    def _needed(self, expr: Expr) -> None:
        match expr:
            case Clause(id=ident, body=body):
                self._needed(body)
                self._add(ident, body)
            case Choice():
                self._needed(self._taken(expr))
            case Steps(x=x):
                self._needed(x)
                self._add_row(expr)
            case _:
                for part in children(expr):
                    self._needed(part)

    def _add(self, name: str, body: Expr) -> None:
        taken = self._taken(body)
        value = self._value(name, body)
        if isinstance(taken, (Num, Truth, Word)):
            worked = Worked(name, getattr(taken, "shown", "") or value, "", value)
        else:
            worked = Worked(name, _cut(plain(taken)), _cut(plain(self._filled(taken))), value)
        self.done.setdefault((name, worked.filled), worked)

    def _add_row(self, table: Steps) -> None:
        x = self._exact(table.x)
        if isinstance(x, (bool, str)):
            return
        for number, row in enumerate(table.rows, start=1):
            if belongs(x, row.over, row.up_to, row.upper_inclusive):
                name = f"tier {number} of {len(table.rows)}"
                words = ("over", "up to") if row.upper_inclusive else ("from", "below")
                ends = (f"{word} {end}" for word, end in zip(words, (row.over, row.up_to), strict=True) if end is not None)
                place = f"{plain(self._filled(table.x))} lies {' '.join(ends)}"
                self.done.setdefault((name, place), Worked(name, place, "", self._value("rate", row.value)))
                return

    def _taken(self, expr: Expr) -> Expr:
        """Return what a choice comes to in this reading, so that the formula shown is the one worked out."""
        return self._taken(expr.options[self.env.choices[expr.id]]) if isinstance(expr, Choice) else expr

    def _filled(self, expr: Expr) -> Expr:
        match expr:
            case Clause(id=ident, body=body):
                found = self._exact(body)
                return expr if isinstance(found, str) else Name(self.said(ident, found, None))
            case Name(ident=ident):
                return self._named(ident, expr)
            case Window():
                return self._named(window_name(expr), expr)
            case Num(value=value, kind=kind, shown=shown):
                return expr if shown else Name(self.said("", value, kind))
            case Truth() | Word():
                return expr
            case Choice():
                return self._filled(self._taken(expr))
            case _:
                return rebuilt(expr, tuple(self._filled(part) for part in children(expr)))

    def _named(self, name: str, expr: Expr) -> Expr:
        return Name(self.said(name, self.env.values[name], None)) if name in self.env.values else expr

    def _value(self, name: str, expr: Expr) -> str:
        found = self._exact(expr)
        return found if isinstance(found, str) else self.said(name, found, None)

    def _exact(self, expr: Expr) -> Value:
        """Return the value; text where it is a word, where an input is missing, or where there is no value."""
        try:
            return exact(expr, self.env)
        except Undefined as nothing:
            return f"no value: {nothing}"
        except KeyError:
            return ""


def step_rows(steps: tuple[Worked, ...]) -> Iterator[Row]:
    """Yield the steps as rows: the formula, the numbers in it, the value, each only where it says something new."""
    for step in steps:
        yield ((MARGIN, "plain"), (step.name, "strong"))
        for text in dict.fromkeys(text for text in (step.formula, step.filled, step.value) if text not in ("", step.name)):
            yield from fact("", f"= {text}")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
