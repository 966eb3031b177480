"""Which names do the formulas of a spec use?"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.faults import FormulaError
from ..language.kinds import WORD
from ..language.tree import Call, Expr, Name, children
from ..load.load import Spec
from ..load.names import PROSE, qualified, texts_of
from ..load.venue import clauses_of
from ..model.clause import Input, Interval, Model
from ..model.rules import FundingSection, LiquidationSection
from ..model.statements import ClaimsSection, Example, ExamplesSection, PromisesSection, Statement


def mentioned(spec: Spec) -> frozenset[str]:
    """Return the qualified names that any formula of any document uses."""
    found: set[str] = set()
    for section, text in _texts(spec):
        try:
            found |= set(_names(spec.names.tree(text), section, spec))
        except FormulaError:
            continue
    return frozenset(found)


def _texts(spec: Spec) -> Iterator[tuple[str, str]]:
    """Yield every text that is read as a formula, with the section it stands in."""
    for document in spec.venue.documents:
        for stated in clauses_of(document):
            wanted = spec.names.wanted(stated)
            if wanted not in (PROSE, WORD):
                yield from ((stated.section, written.text) for written in texts_of(stated))
        yield from ((document.section, text) for text in _conditions(document.model))
        if isinstance(document.model, ExamplesSection):
            yield from (text for example in document.model.examples for text in _of_example(example))
        for given in getattr(document.model, "inputs", {}).values():
            yield from ((document.section, text) for text in _of_input(given))


def _conditions(model: Model) -> Iterator[str]:
    """Yield the formulas of a section that are no clauses."""
    yield from (case.when for case in getattr(model, "cases", []))
    if isinstance(model, FundingSection) and model.interval is not None:
        yield from (change.when for change in model.interval.changes)
    if isinstance(model, LiquidationSection):
        yield from (step.when for step in model.steps if step.when is not None)
    if isinstance(model, (PromisesSection, ClaimsSection)):
        statements: list[Statement] = model.promises if isinstance(model, PromisesSection) else model.claims
        yield from (text for statement in statements for text in (statement.claim, *statement.given))


def _of_example(example: Example) -> Iterator[tuple[str, str]]:
    section = example.section or "margin"
    yield from ((section, name) for name in example.given if name.replace(".", "_").isidentifier())
    yield section, example.gives


def _of_input(given: Input) -> Iterator[str]:
    ends = (given.domain.from_, given.domain.to) if isinstance(given.domain, Interval) else ()
    yield from (text for text in (given.is_, given.step, *ends) if text is not None)


def _names(expr: Expr, section: str, spec: Spec) -> Iterator[str]:
    match expr:
        case Name(ident=ident):
            yield qualified(ident, section, spec.venue)
        case Call(function=function):
            yield function if "." in function else f"{section}.{function}"
        case _:
            pass
    for part in children(expr):
        yield from _names(part, section, spec)
