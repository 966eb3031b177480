"""Does every formula of a venue parse, name what exists, and fit in its kinds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..language.faults import FormulaError
from ..language.infer import Scope, kind_of, nearest
from ..language.kinds import NAMED, TRUTH, WORD, Kind
from ..model.clause import Interval, Section
from ..model.rules import FundingSection, IndexSection, LiquidationSection, MarkPriceSection
from ..model.statements import ClaimsSection, ExamplesSection, PromisesSection, Statement
from ..source.nodes import Mapping as MappingNode
from ..source.nodes import Node, Scalar, at
from ..source.text import Fault, Place
from .documents import Document
from .names import PROSE, Names, texts_of
from .rings import rings
from .tables import TierTable
from .venue import Path, Stated

ROW_KINDS: Mapping[str, Kind] = {
    "row.maintenance_rate": NAMED["rate"], "row.initial_rate": NAMED["rate"], "row.max_leverage": NAMED["leverage"],
}  # fmt: skip


def formula_faults(names: Names, tables: Mapping[str, TierTable]) -> Iterator[Fault]:
    """Yield one fault for each formula that is not understood, in every document in force."""
    for stated in names.venue.stated.values():
        yield from _clause_faults(names, stated, tables)
    for ident, (given, document, path) in names.venue.inputs.items():
        if isinstance(given.domain, Interval):
            for end in (given.domain.from_, given.domain.to):
                yield from _faults(names, end, document, (*path, "domain"), ident.partition(".")[0], NAMED[given.kind])
    for section in dict.fromkeys(d.section for d in names.venue.documents):
        for document in names.venue.layers(section):
            yield from _conditions(names, document, document.model)


def ring_faults(names: Names) -> Iterator[Fault]:
    """Yield a fault where formulas, each understood by itself, stand on each other in a ring."""
    for stated, error in rings(names):
        yield fault_at(error, stated.node)


def _clause_faults(names: Names, stated: Stated, tables: Mapping[str, TierTable]) -> Iterator[Fault]:
    try:
        kind = names.kind(stated.id)
    except FormulaError as error:
        yield fault_at(error, stated.node)
        return
    if kind in (PROSE, WORD):
        if stated.section == "tiers" and stated.path[0] == "markets":
            yield from _table_faults(stated, tables)
        return
    wanted = names.wanted(stated) or kind
    for written in texts_of(stated):
        try:
            found = kind_of(names.tree(written.text), names.scope(stated))
            if wanted is not None and found != wanted and written.text.strip() not in ("0", "0.0"):
                raise FormulaError(f"a {found} where a {wanted} is wanted", (0, len(written.text)), help=f"write a {wanted}")
        except FormulaError as error:
            yield fault_at(error, written.node)


def _table_faults(stated: Stated, tables: Mapping[str, TierTable]) -> Iterator[Fault]:
    for written in texts_of(stated):
        if written.text not in tables:
            yield Fault(
                "tiers.table",
                f"there is no table `{written.text}`",
                written.node.place,
                nearest(written.text, list(tables)),
            )


def _conditions(names: Names, document: Document, model: Section) -> Iterator[Fault]:
    for path, text in _guards(model):
        yield from _faults(names, text, document, path, document.section, TRUTH)
    match model:
        case PromisesSection(promises=statements):
            yield from _statements(names, document, "promises", statements)
        case ClaimsSection(claims=statements):
            yield from _statements(names, document, "claims", statements)
        case ExamplesSection():
            yield from _examples(names, document, model)
        case _:
            return


def _guards(model: Section) -> list[tuple[Path, str | None]]:
    """Return the conditions that a section writes outside its clauses, each with its path."""
    match model:
        case IndexSection(cases=cases) | MarkPriceSection(cases=cases):
            return [(("cases", index, "when"), case.when) for index, case in enumerate(cases)]
        case FundingSection(interval=interval) if interval is not None:
            return [(("interval", "changes", index, "when"), c.when) for index, c in enumerate(interval.changes)]
        case LiquidationSection(steps=steps):
            return [(("steps", index, "when"), step.when) for index, step in enumerate(steps)]
        case _:
            return []


def _statements(names: Names, document: Document, field: str, statements: list[Statement]) -> Iterator[Fault]:
    for index, statement in enumerate(statements):
        local = {name: NAMED[given.kind] for name, given in statement.over.items()}
        if statement.for_ == "every tier":
            local |= ROW_KINDS
        for key, texts in (("claim", [statement.claim]), ("given", statement.given)):
            for position, text in enumerate(texts):
                path = (field, index, key) if key == "claim" else (field, index, key, position)
                yield from _faults(names, text, document, path, field, TRUTH, local)


def _examples(now: Names, document: Document, model: ExamplesSection) -> Iterator[Fault]:
    dated = {now.venue.as_of: now}
    for index, example in enumerate(model.examples):
        when = example.as_of or ""
        names = dated.get(when) or dated.setdefault(when, Names(replace(now.venue, as_of=when)))
        section = example.section or "margin"
        local: dict[str, Kind] = {}
        for name, text in example.given.items():
            try:
                local[name] = _given_kind(names, text, section)
            except FormulaError as error:
                yield fault_at(error, at(document.body, ("examples", index, "given", name)))
        for field, text in (("gives", example.gives), ("stated", example.stated)):
            yield from _faults(names, text, document, ("examples", index, field), section, None, local)


def _given_kind(names: Names, text: str, section: str) -> Kind:
    try:
        return kind_of(names.tree(text), names.scope_in(section, {}))
    except FormulaError:
        if text.replace("_", "").replace(" ", "").isalpha():
            return WORD
        raise


def _faults(
    names: Names, text: str | None, document: Document, path: tuple[str | int, ...], section: str, wanted: Kind | None,
    local: Mapping[str, Kind] | None = None,
) -> Iterator[Fault]:  # fmt: skip
    if text is None:
        return
    try:
        scope: Scope = names.scope_in(section, local or {})
        found = kind_of(names.tree(text), scope)
        if wanted is not None and found != wanted and text.strip() != "0":
            raise FormulaError(f"a {found} where a {wanted} is wanted", (0, len(text)), help=f"write a {wanted}")
    except FormulaError as error:
        yield fault_at(error, at(document.body, path))


def fault_at(error: FormulaError, node: Node) -> Fault:
    """Return what is wrong with a formula as a fault with its place in the file."""
    if isinstance(node, MappingNode):
        node = at(node, ("value",))
    place = node.place
    others = tuple((_inside(node, span), label) for span, label in error.others)
    return Fault(
        "formula",
        error.message,
        _inside(node, error.at) if isinstance(node, Scalar) else _start(place),
        error.help,
        others,
    )


def _inside(node: Node, span: tuple[int, int]) -> Place:
    return node.place.within(*span) if isinstance(node, Scalar) and node.place.line == node.place.end_line else _start(node.place)


def _start(place: Place) -> Place:
    return Place(place.file, place.line, place.column, place.line, place.column + 1)
