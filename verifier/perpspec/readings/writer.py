"""Where does the text of a value stand: in the expression at hand, on a line before it, or once for several uses?

What may be undefined is written in a stretch of lines of its own, left by its ``fail`` statement: ``continue`` of
the caller's loop, or ``break`` of a loop of one round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from .written import Amount, Flag, Said, Term, Text

LONGEST = 160
DEEPEST = 24
INDENT = "    "


@dataclass
class Stretch:
    """Lines that are run in order; ``fails`` tells whether they may end with ``fail``."""

    fail: str
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    fails: bool = False


@dataclass
class Writer:
    """The function being written: inputs by name, what is written already, and the stretch at hand."""

    inputs: Mapping[str, Term]
    shared: frozenset[int] = frozenset()
    done: list[str] = field(default_factory=list)
    known: dict[int, tuple[Term, bool]] = field(default_factory=dict)
    here: Stretch = field(default_factory=lambda: Stretch("break"))
    count: int = 0

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def say(self, line: str) -> None:
        self.here.lines.append(line)

    def fail(self, when: str = "") -> None:
        """Leave the stretch, as the value is undefined ``when`` a truth holds, or always."""
        self.here.fails = True
        self.say(f"if {when}: {self.here.fail}" if when else self.here.fail)

    def flush(self) -> list[str]:
        """Return the lines that stand before the value written last, and forget them."""
        lines = [*self.done, *self.here.lines]
        self.done, self.here.lines = [], []
        return lines

    def local(self, text: Text) -> Text:
        """Return a name or a numeral for ``text``, so that it can be used twice."""
        if text.fixed is not None or text.text.isidentifier():
            return text
        name = self.fresh()
        self.say(f"{name} = {text.text}")
        return Text(name)

    def short(self, term: Term) -> Term:
        """Return ``term`` with a name in place of a text that is too long to be nested further."""
        match term:
            case Flag(text=text) | Said(text=text):
                return replace(term, text=self.local(Text(text)).text) if len(text) > LONGEST else term
            case _:
                return replace(term, above=self.local(term.above)) if len(term.above.text) > LONGEST else term

    def inside(self, write: Callable[[], Term]) -> tuple[list[str], Term]:
        """Return the lines and the term that ``write`` makes, for a place one level deeper than here."""
        outer, self.here = self.here, Stretch(self.here.fail, [], self.here.depth + 1)
        term = write()
        inner, self.here = self.here, outer
        self.here.fails |= inner.fails
        return inner.lines, term

    def prepare(self, key: int, write: Callable[[], Term]) -> None:
        """Write a value before everything that uses it, unless that is done."""
        if key not in self.known:
            self.known[key] = self.apart(write)

    def once(self, key: int, write: Callable[[], Term]) -> Term:
        """Return the term that ``write`` makes, written once before everything that uses it."""
        self.prepare(key, write)
        term, fails = self.known[key]
        if fails:
            self.fail(f"{first_name(term)} is None")
        return term

    def apart(self, write: Callable[[], Term]) -> tuple[Term, bool]:
        """Write a stretch of its own; return the names of its value, and whether it may be None for undefined."""
        outer, self.here = self.here, Stretch("break")
        term = self.short(write())
        inner, self.here = self.here, outer
        if not inner.fails:
            self.done += inner.lines
            return self._kept(term, self.done), False
        lines = inner.lines
        kept = self._kept(term, lines, always=True)
        self.done += [f"{first_name(kept)} = None", "while True:", *indented([*lines, "break"])]
        return kept, True

    def _kept(self, term: Term, lines: list[str], always: bool = False) -> Term:
        match term:
            case Flag(text=text, fixed=fixed) | Said(text=text, fixed=fixed):
                if fixed is not None and not always:
                    return term
                return replace(term, text=self._name(text, lines, always), fixed=None)
            case _:
                return self._amount(term, lines, always)

    def _amount(self, term: Amount, lines: list[str], always: bool) -> Term:
        if term.above.fixed is not None and not always:
            return term
        return replace(term, above=Text(self._name(term.above.text, lines, always)))

    def _name(self, text: str, lines: list[str], always: bool) -> str:
        if text.isidentifier() and not always:
            return text
        name = self.fresh()
        lines.append(f"{name} = {text}")
        return name


def first_name(term: Term) -> str:
    """Return the text that is None where the value is undefined."""
    return term.text if isinstance(term, (Flag, Said)) else term.above.text


def indented(lines: Iterable[str]) -> list[str]:
    """Return ``lines`` one level deeper."""
    return [INDENT + line for line in lines]
