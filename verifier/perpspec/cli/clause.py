"""What is there to know about one clause: what it says, where that is from, what it comes to, who needs it?"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.finding import Mark
from ..language.faults import FormulaError
from ..load.load import Spec
from ..load.resolve import Resolver
from ..load.venue import Stated
from ..readings.exact import Env
from ..readings.rebuild import choices_in, clauses_in
from ..report.frame import frames
from ..report.numbers import domain_text, for_people
from ..report.sheet import Row, fact
from ..report.steps import Arithmetic, step_rows
from .entries import entry_of
from .lines import lines_of


def clause_dossier(ident: str, spec: Spec) -> Iterator[Row]:
    """Yield everything about the clause or input of that name; nothing if the spec has none."""
    stated = spec.venue.stated.get(ident)
    if stated is not None:
        yield from clause_head(stated, spec)
        yield from _computed(stated, spec)
        yield from _users(ident, spec)
        yield ()
    elif ident in spec.venue.inputs:
        yield ((f"{ident}  input", "strong"), (f"  {spec.venue.id}", "plain"))
        yield from fact("values", domain_text(spec.resolver().variable(ident), spec.venue.units))
        yield from _users(ident, spec)
        yield ()


def clause_head(stated: Stated, spec: Spec) -> Iterator[Row]:
    """Yield what a clause says, with its place and its sources written out."""
    entry = entry_of(spec, stated)
    yield ((stated.id, "strong"), (f"  {stated.clause.status}  {spec.venue.id}", "plain"))
    yield from frames((Mark(stated.place),), lines_of, "note")
    yield from fact("says", entry.value)
    for word, text in entry.notes:
        if word != "source":
            yield from fact(word, text)
    for source in stated.sources:
        yield from fact("source", _source(source, spec))


def _source(name: str, spec: Spec) -> str:
    known = spec.venue.sources
    if known is None or name not in known.sources:
        return name
    text = known.sources[name]
    dates = [f"dated {text.dated}" if text.dated else "", f"read {text.read}" if text.read else ""]
    return ", ".join(part for part in (f"{name}: {text.title}", text.address or "", *dates) if part)


def _computed(stated: Stated, spec: Spec) -> Iterator[Row]:
    kind = spec.names.kind(stated.id)
    if kind is None or kind.form in ("prose", "word"):
        return
    yield from fact("kind", str(kind))
    for market in spec.markets or ("",):
        resolver = spec.resolver(market)
        try:
            tree = resolver.clause(stated.id)
        except FormulaError:
            continue
        if tree is not None:
            if market:
                yield from fact("for", market + (" and others alike" if len(spec.markets) > 1 else ""))
            for variable in resolver.variables(tree):
                yield from fact("needs", f"{variable.name}: {domain_text(variable, spec.venue.units)}")
            for name, labels in choices_in(tree).items():
                yield from fact("hangs on", f"{name}: {' | '.join(labels)}")
            yield from _arithmetic(stated.id, resolver, spec)
            return


def _arithmetic(ident: str, resolver: Resolver, spec: Spec) -> Iterator[Row]:
    def said(name: str, value: object) -> str:
        assert isinstance(value, (str, bool)) or hasattr(value, "numerator")
        return for_people(value, spec.names.kind(name) or kind, spec.venue.units, name)  # type: ignore[arg-type]

    kind = spec.names.kind(ident)
    tree = resolver.clause(ident)
    if tree is not None and kind is not None:
        yield from step_rows(Arithmetic(Env({}), said).steps(ident, tree))


def _users(ident: str, spec: Spec) -> Iterator[Row]:
    users = []
    for name in spec.venue.stated:
        try:
            tree = spec.resolver(next(iter(spec.markets), "")).clause(name) if name != ident else None
        except (FormulaError, KeyError):
            continue
        if tree is not None and ident in clauses_in(tree):
            users.append(name)
    if users:
        yield from fact("used by", ", ".join(users))
