"""What does a section say, one line for each thing: its clauses, its inputs, and its plain fields?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..language.faults import FormulaError
from ..load.documents import Document
from ..load.load import Spec
from ..load.venue import Stated
from ..model.clause import Clause, Input, Interval, Model
from ..model.tiers import Table
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names
from ..report.numbers import for_people

_HEAD = frozenset({"perpspec", "section", "effective", "published", "source", "amends"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its name below the section, its status or another word for what it is, its value, and what it adds."""

    name: str
    status: str
    value: str
    notes: tuple[tuple[str, str], ...] = ()


def entries(spec: Spec, section: str, market: str = "") -> tuple[Entry, ...]:
    """Return what a section in force says; with a market, what it says of that market."""
    found: dict[str, Entry] = {}
    for document in spec.venue.layers(section):
        for entry in _walk(spec, document, document.model, (), market):
            found[entry.name] = entry
    return tuple(found.values())


def entry_of(spec: Spec, stated: Stated) -> Entry:
    """Return what one clause says."""
    return _clause(spec, stated.document, stated.clause, tuple(map(str, stated.path)), "")


def _walk(spec: Spec, document: Document, value: object, path: tuple[str, ...], market: str) -> Iterator[Entry]:
    match value:
        case Clause():
            yield _clause(spec, document, value, path, market)
        case Input():
            yield _input(".".join(path), value)
        case Table() | None:
            return
        case Model():
            yield from _each(spec, document, _fields(value, path), path, market)
        case dict():
            kept = ((key, item) for key, item in value.items() if path != ("markets",) or market in ("", key))
            yield from _each(spec, document, kept, path, market)
        case list() if value and isinstance(value[0], Model):
            named = ((str(getattr(item, "id", number)), item) for number, item in enumerate(value, start=1))
            yield from _each(spec, document, named, path[:-1] if hasattr(value[0], "id") else path, market)
        case _:
            yield Entry(".".join(path), "", ", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _each(
    spec: Spec, document: Document, items: Iterable[tuple[str, object]], path: tuple[str, ...], market: str
) -> Iterator[Entry]:
    for key, item in items:
        yield from _walk(spec, document, item, (*path, key), market)


def _fields(model: Model, path: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """Yield what a model says, under the names of the file; the head of a file is left out."""
    for name, field in type(model).model_fields.items():
        if name in model.model_fields_set and (path or name not in _HEAD):
            yield field.alias or name, getattr(model, name)


def _clause(spec: Spec, document: Document, clause: Clause, path: tuple[str, ...], market: str) -> Entry:
    name = ".".join(path)
    value = clause.by_market.get(market, clause.value) or ""
    worked = worked_out(spec, f"{document.section}.{_bare(path)}", market) if value else ""
    if worked and _bare_number(worked) != _bare_number(value):
        value = f"{value}  = {worked}"
    return Entry(name, clause.status, value or _open(clause), tuple(_notes(clause, document, market)))


def _bare_number(text: str) -> str:
    return text.replace(" ", "").replace("_", "")


def _bare(path: tuple[str, ...]) -> str:
    inner = path[1:] if path[0] in ("parameters", "definitions") else path
    return ".".join(part.split("(", 1)[0] for part in inner)


def _open(clause: Clause) -> str:
    """Return the values that a disputed or silent clause may have."""
    if clause.alternatives:
        return " | ".join(f"{option.value} [{', '.join(option.source)}]" for option in clause.alternatives)
    if isinstance(clause.domain, Interval):
        return _range(clause.domain)
    return " | ".join(clause.domain or ()) or ("by market" if clause.by_market else "nothing is known of it")


def _range(domain: Interval) -> str:
    low = f"from {domain.from_}" if domain.from_ is not None else "from anything"
    return f"{low} {f'to {domain.to}' if domain.to is not None else 'upward'}"


def _notes(clause: Clause, document: Document, market: str) -> Iterator[tuple[str, str]]:
    if clause.called:
        yield "called", f'"{clause.called}"'
    if not clause.alternatives and (sources := clause.source or document.model.source) and not clause.searched:
        yield "source", ", ".join(sources)
    if clause.searched:
        yield "searched", ", ".join(clause.searched)
    if clause.reason:
        yield "reason", clause.reason
    if clause.by_market and market not in clause.by_market:
        yield "by market", ", ".join(f"{name} {value}" for name, value in clause.by_market.items())
    if clause.note:
        yield "note", clause.note
    if clause.question:
        yield "ask", f'"{clause.question}"'


def _input(name: str, given: Input) -> Entry:
    said: list[str] = [given.kind]
    if isinstance(given.domain, Interval):
        said.append(_range(given.domain))
    elif given.domain is not None:
        said.append("one of " + ", ".join(given.domain))
    said += [f"is {given.is_}"] if given.is_ else []
    said += [f"from the feed {given.feed}"] if given.feed else []
    said += [f"in steps of {given.step}"] if given.step else []
    notes = (("called", f'"{given.called}"'),) if given.called else ()
    return Entry(name, "input", ", ".join(said), notes)


def worked_out(spec: Spec, ident: str, market: str = "") -> str:
    """Return the value of a clause that needs no inputs and hangs on no choice; nothing for others."""
    kind = spec.names.kind(ident)
    if kind is None or kind.form in ("prose", "word"):
        return ""
    try:
        tree = spec.resolver(market).clause(ident)
        if tree is None or free_names(tree) or choices_in(tree):
            return ""
        return for_people(exact(tree, Env({})), kind, spec.venue.units, ident)
    except (FormulaError, Undefined, KeyError):
        return ""
