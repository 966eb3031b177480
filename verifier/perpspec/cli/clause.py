"""What is there to know about one clause: what it says, where that is from, what it comes to, who needs it?"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.finding import Mark
from ..language.faults import FormulaError
from ..language.tree import Expr
from ..load.load import Spec
from ..load.names import PROSE
from ..load.venue import Stated
from ..pages.arithmetic import worked_rows
from ..pages.entries import entry_of
from ..readings.exact import Env
from ..readings.rebuild import choices_in, clauses_in, free_names
from ..report.frame import frames
from ..report.numbers import domain_text
from ..report.sheet import Row, fact
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
    market, tree = _first_tree(stated.id, spec)
    if kind is None or kind.form in ("prose", "word") or tree is None:
        return
    yield from fact("kind", str(kind))
    for variable in spec.resolver(market).variables(tree):
        yield from fact("needs", f"{variable.name}: {domain_text(variable, spec.venue.units)}")
    choices = choices_in(tree)
    for name, labels in choices.items():
        yield from fact("hangs on", f"{name}: {' | '.join(labels)}")
    reading = "".join(f", with `{name}` = {labels[0]}" for name, labels in choices.items())
    if market or reading:
        yield from fact("shown", f"for {market or 'every market'}{reading}")
    yield from worked_rows(stated.id, tree, Env({}, dict.fromkeys(choices, 0)), spec, {})


def _first_tree(ident: str, spec: Spec) -> tuple[str, Expr | None]:
    """Return what a clause stands for in the first market for which it says something."""
    for market in spec.markets or ("",):
        try:
            tree = spec.resolver(market).clause(ident)
        except FormulaError:
            continue
        if tree is not None:
            return market, tree
    return "", None


def _users(ident: str, spec: Spec) -> Iterator[Row]:
    users = []
    for name in spec.venue.stated:
        tree = _first_tree(name, spec)[1] if name != ident and spec.names.kind(name) not in (PROSE, None) else None
        if tree is not None and (ident in clauses_in(tree) or ident in free_names(tree)):
            users.append(name)
    if users:
        yield from fact("used by", ", ".join(users))
