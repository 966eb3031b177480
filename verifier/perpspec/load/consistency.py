"""Does each clause have the fields that its status asks for?"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.infer import nearest
from ..model.outcomes import OUTCOMES
from ..source.nodes import at
from ..source.text import Fault
from .documents import Document
from .venue import Stated, clauses_of

_NEEDS = {
    "published": "a published clause needs a `value`",
    "inferred": "an inferred clause needs a `value` and the `reason` for it",
    "disputed": "a disputed clause needs at least two `alternatives`, each with its `source`",
    "silent": "a silent clause needs `searched` (where it was looked for)",
}


def status_faults(document: Document) -> Iterator[Fault]:
    """Yield one fault for each clause whose fields do not fit its status."""
    for stated in clauses_of(document):
        if not _fits(stated):
            status = stated.clause.status
            yield Fault("clause.status", f"`{stated.path[-1]}` is {status} but not written so", stated.place, _NEEDS[status])


def outcome_faults(document: Document) -> Iterator[Fault]:
    """Yield one fault for each outcome of an order that is none of those its situation can have."""
    for stated in clauses_of(document):
        known = OUTCOMES.get(stated.id, ())
        if known and stated.clause.kind is None:
            for text, path in _outcomes(stated):
                if text not in known:
                    place = at(stated.node, path).place
                    help = nearest(text, list(known)) or "one of " + ", ".join(f"`{word}`" for word in known)
                    yield Fault("orders.outcome", f"`{text}` is no outcome of `{stated.id}`", place, help)


def _outcomes(stated: Stated) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    clause = stated.clause
    if clause.value is not None:
        yield clause.value, ("value",)
    for index, option in enumerate(clause.alternatives):
        yield option.value, ("alternatives", index, "value")
    for index, text in enumerate(clause.domain if isinstance(clause.domain, list) else ()):
        yield text, ("domain", index)


def _fits(stated: Stated) -> bool:
    clause = stated.clause
    has_value = clause.value is not None or bool(clause.by_market)
    match clause.status:
        case "published":
            return has_value and not clause.alternatives
        case "inferred":
            return has_value and clause.reason is not None and not clause.alternatives
        case "disputed":
            return clause.value is None and len(clause.alternatives) > 1 and all(a.source for a in clause.alternatives)
        case "silent":
            return clause.value is None and not clause.alternatives and bool(clause.searched)
