"""How does an answer become an outcome, and where it fails a finding with its witness, one for each root cause?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..claims.claim import Claim
from ..claims.finding import Evidence, Finding, Mark, Outcome, Verdict, Witness
from ..load.load import Spec
from .ask import Answered, open_choices
from .decide import core_of
from .options import Options, Reading
from .witness import short, text, witness_of


def outcome_of(claim: Claim, answered: Answered, spec: Spec, options: Options) -> Outcome:
    """Return what was asked, what came out, and what the answer rests on."""
    decided = answered.decided
    met = ", ".join(f"{short(name)} = {text(value, claim, name, spec)}" for name, value in (decided.met_by or {}).items())
    budget = f"{options.budget} units of solver work" if "z3" in decided.method else ""
    detail = decided.reason or (f"in each of {answered.readings} readings" if answered.readings > 1 else "")
    evidence = Evidence(decided.method, detail, budget, decided.cases, met)
    return Outcome(claim.id, claim.check, claim.venue, answered.verdict, evidence, core_of(claim, decided), claim.markets)


def finding_of(claim: Claim, answered: Answered, spec: Spec) -> Finding:
    """Return the finding for a claim that fails in every reading, or that no input can meet."""
    if answered.verdict == Verdict.VACUOUS:
        return _vacuous(claim, answered)
    witness = witness_of(claim, answered.decided.witness or {}, answered.failing or Reading(), spec)
    every = f"in every one of {answered.readings} readings" if answered.readings > 1 else "in every reading"
    return _worded(claim, witness, f"refuted {every}, by {answered.decided.method}")


def grouped(hanging: Sequence[tuple[Claim, Answered]], spec: Spec) -> list[Finding]:
    """Return one finding for each set of clauses that claims hang on, the gravest claim first."""
    causes: dict[tuple[str, ...], list[tuple[Claim, Answered]]] = {}
    for claim, answered in hanging:
        causes.setdefault(tuple(sorted(answered.hinges)), []).append((claim, answered))
    return [_depending(members, spec) for members in causes.values()]


def _depending(members: list[tuple[Claim, Answered]], spec: Spec) -> Finding:
    ordered = sorted(members, key=lambda member: (-member[0].gravity, member[0].id))
    claim, answered = ordered[0]
    failing, holding = answered.failing or Reading(), answered.holding or Reading()
    inputs = answered.decided.witness or {}
    basis = f"fails in some readings and holds in others, by {answered.decided.method}"
    plain = _worded(claim, witness_of(claim, inputs, failing, spec), basis)
    hinges = [spec.venue.stated[name] for name in answered.hinges if name in spec.venue.stated]
    return replace(
        plain,
        kind="undocumented",
        severity="note" if plain.severity == "note" else "warning",
        verdict=Verdict.DEPENDS,
        subject="+".join(answered.hinges),
        spans=(*(Mark(stated.place, "hangs on this") for stated in hinges), *plain.spans),
        other_witness=witness_of(claim, inputs, holding, spec),
        readings=tuple(_hinge(name, claim, failing, holding, spec) for name in answered.hinges),
        clauses=answered.hinges,
        question=next((s.clause.question for s in hinges if s.clause.question), plain.question),
        markets=tuple(dict.fromkeys(market for member, _ in ordered for market in member.markets)),
        consequences=tuple(
            dict.fromkeys(_consequence(other) for other, _ in ordered if _consequence(other) != _consequence(claim))
        ),
    )


def _consequence(claim: Claim) -> str:
    return f"{claim.check}: {claim.sentence}"


def _hinge(name: str, claim: Claim, failing: Reading, holding: Reading, spec: Spec) -> str:
    if name in failing.choices:
        labels = open_choices(claim)[name]
        fails, holds = labels[failing.choices[name]], labels[holding.choices[name]]
    else:
        fails, holds = (text(reading.values[name], claim, name, spec) for reading in (failing, holding))
    return f"fails when `{name}` = {fails}; holds when it is {holds}"


def _worded(claim: Claim, witness: Witness, basis: str) -> Finding:
    words = {line.name.replace(" ", "_"): line.text for line in witness.lines}
    words |= {shown.key: next(line.text for line in witness.lines if line.name == shown.label) for shown in claim.table}
    wording = claim.wording
    return Finding(
        claim.check,
        wording.kind,
        wording.severity,
        Verdict.REFUTED,
        claim.venue,
        claim.subject,
        _filled(wording.message, words),
        (Mark(claim.place, _filled(wording.label, words)), *(Mark(place, label) for place, label in claim.also)),
        wording.help,
        witness,
        question=_filled(wording.question, words),
        markets=claim.markets,
        basis=basis,
        as_of=claim.as_of,
        gravity=claim.gravity,
    )


def _filled(template: str, words: Mapping[str, str]) -> str:
    for name, said in words.items():
        template = template.replace("{" + name + "}", said)
    return template


def _vacuous(claim: Claim, answered: Answered) -> Finding:
    return Finding(
        claim.check,
        "fault",
        "error",
        Verdict.VACUOUS,
        claim.venue,
        claim.subject,
        f"nothing satisfies the assumptions of: {claim.sentence}",
        (Mark(claim.place, "asked here"),),
        "mend the domains or the assumptions of this claim",
        basis=f"{answered.decided.method}: {answered.decided.reason}",
        markets=claim.markets,
        as_of=claim.as_of,
    )
