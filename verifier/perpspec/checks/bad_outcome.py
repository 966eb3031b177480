"""Does a venue publish, for one situation of an order, an outcome that is a hazard by itself, or leave it possible?

For situations that the order machine does not play. The witness is the case in which it shows, as `perpspec cases`
lists it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.claim import Severity, Wording
from ..claims.finding import Finding, Mark, Outcome, Verdict, Witness
from ..load.load import Spec
from ..machines.cases import cases
from ..machines.rules import options
from .disputes import why_open
from .settled import proved


def bad_outcome(spec: Spec, check: str, situation: str, bad: str, wording: Wording, gravity: int) -> Iterator[Finding | Outcome]:
    """Yield what is published of a situation that the spec states; ``bad`` is the outcome that is a hazard."""
    stated = spec.venue.stated.get(situation)
    if stated is None:
        return
    possible = tuple(dict.fromkeys(options(spec, situation)))
    if bad not in possible:
        yield proved(check, situation, f"{stated.clause.status}: {' or '.join(possible)}")
        return
    depends = len(possible) > 1
    yield Finding(
        check, "undocumented" if depends else wording.kind, _severity(wording, depends),
        Verdict.DEPENDS if depends else Verdict.REFUTED, "", situation, wording.message,
        (Mark(stated.place, f"hangs on this: {why_open(stated)}" if depends else wording.label),), wording.help,
        _shown(spec, situation, possible, bad),
        readings=(f"fails when `{situation}` = {bad}; holds when it is {' or '.join(_without(possible, bad))}",) * depends,
        question=stated.clause.question or wording.question, basis="by inspection", gravity=gravity,
        clauses=(situation,) * depends,
    )  # fmt: skip


def _severity(wording: Wording, depends: bool) -> Severity:
    return "warning" if depends and wording.severity == "error" else wording.severity


def _without(possible: tuple[str, ...], bad: str) -> tuple[str, ...]:
    return tuple(word for word in possible if word != bad)


def _shown(spec: Spec, situation: str, possible: tuple[str, ...], bad: str) -> Witness | None:
    """Return the first case that shows the outcome, and not one on the harmless side of a boundary."""
    found = next((case for case in cases(spec) if case.situation == situation and case.expected == possible), None)
    return Witness((), (*found.steps, f"{found.looks_at}: {bad}")) if found else None
