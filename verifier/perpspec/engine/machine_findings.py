"""How is the answer to a claim about a machine told: as an outcome, and where some reading breaks it as a finding?"""

from __future__ import annotations

from dataclasses import replace

from ..checks.disputes import why_open
from ..claims.finding import Evidence, Finding, Mark, Outcome, Verdict, Witness
from ..claims.machine_claim import MachineClaim
from ..load.load import Spec
from ..machines.told import told
from .machines import Answered, machine_in, mends, open_choices, orders_in, published


def outcome_of(claim: MachineClaim, answered: Answered) -> Outcome:
    """Return what was asked of a machine and what came out."""
    spent = f"{answered.found.states} states" if answered.found else ""
    method = "search" if answered.found or not answered.detail.startswith("for any") else "z3"
    return Outcome(
        claim.id, claim.check, claim.venue, answered.verdict, Evidence(method, answered.detail, spent), answered.hinges
    )


def finding_of(claim: MachineClaim, answered: Answered, spec: Spec) -> Finding:
    """Return the finding for a claim that some reading breaks, with its shortest events."""
    wording, verdict = claim.wording, answered.verdict
    depends = verdict == Verdict.DEPENDS
    hinges = [spec.venue.stated[name] for name in answered.hinges if name in spec.venue.stated]
    basis = "by search" if depends else "refuted in every reading, by search"
    return Finding(
        claim.check, "undocumented" if depends else wording.kind,
        "note" if wording.severity == "note" else "warning" if depends else wording.severity, verdict, claim.venue,
        "+".join(dict.fromkeys((*answered.hinges, claim.subject))) if depends else claim.subject, wording.message,
        (*_marks(claim, answered, spec), *(Mark(place, label) for place, label in claim.also)), wording.help,
        _witness(claim, answered), readings=tuple(_hinge(claim, answered, name) for name in answered.hinges),
        question=" ".join(dict.fromkeys(s.clause.question for s in hinges if s.clause.question)) or wording.question,
        basis=basis, as_of=claim.as_of, gravity=claim.gravity, clauses=answered.hinges,
    )  # fmt: skip


def _marks(claim: MachineClaim, answered: Answered, spec: Spec) -> tuple[Mark, ...]:
    """Return the clauses that the answer hangs on and those that alone would mend it, or where the claim stands."""
    stated = spec.venue.stated
    open_ = [Mark(stated[n].place, f"hangs on this: {why_open(stated[n])}") for n in answered.hinges if n in stated]
    asked = [n for n in published(claim) if answered.hinges and n in stated and stated[n].place == claim.place]
    causes = [*answered.causes, *(n for n in asked if mends(claim, answered.failing or {}, n))]
    marks = [*open_, *(Mark(stated[n].place, claim.wording.label) for n in causes if n in stated)]
    return tuple(marks or [Mark(claim.place, claim.wording.label)])


def _hinge(claim: MachineClaim, answered: Answered, name: str) -> str:
    labels = open_choices(claim)[name]
    failing, holding = answered.failing or {}, answered.holding or {}
    return f"fails when `{name}` = {labels[failing[name]]}; holds when it is {labels[holding[name]]}"


def _witness(claim: MachineClaim, answered: Answered) -> Witness:
    found, picks = answered.found, answered.failing or {}
    assert found is not None
    assert found.trace is not None
    machine = machine_in(claim, replace(claim.shape, slots=orders_in(claim, found)), picks)
    events = tuple(f"{said} -> {seen}" for said, seen in told(machine, found.trace))
    labels = open_choices(claim)
    return Witness((), events, {name: labels[name][pick] for name, pick in picks.items()})
