"""How does an answer become an outcome, and where it fails a finding with its witness, one for each root cause?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..claims.claim import Claim
from ..claims.finding import Evidence, Finding, Line, Mark, Outcome, Verdict, Witness
from ..claims.quantities import said
from ..language.domains import Value
from ..language.kinds import NUMBER
from ..load.load import Spec
from ..readings.exact import Undefined, exact
from .ask import Answered, open_choices
from .decide import core_of
from .options import Options, Reading
from .replay import environment


def outcome_of(claim: Claim, answered: Answered, spec: Spec, options: Options) -> Outcome:
    """Return what was asked, what came out, and what the answer rests on."""
    decided = answered.decided
    met = ", ".join(
        f"{short(name)} = {_text(value, claim, name, spec)}" for name, value in (decided.met_by or {}).items()
    )
    budget = f"{options.budget} units of solver work" if "z3" in decided.method else ""
    detail = decided.reason or (f"in each of {answered.readings} readings" if answered.readings > 1 else "")
    evidence = Evidence(decided.method, detail, budget, decided.cases, met)
    return Outcome(
        claim.id, claim.check, claim.venue, answered.verdict, evidence, core_of(claim, decided), claim.markets
    )


def finding_of(claim: Claim, answered: Answered, spec: Spec) -> Finding:
    """Return the finding for a claim that fails in every reading, or that no input can meet."""
    if answered.verdict == Verdict.VACUOUS:
        return _vacuous(claim, answered)
    reading = answered.failing or Reading()
    witness = witness_of(claim, answered.decided.witness or {}, reading, spec)
    every = f"in every one of {answered.readings} readings" if answered.readings > 1 else "in every reading"
    return _finding(claim, spec, witness, claim.wording.kind, claim.wording.severity, Verdict.REFUTED,
                    f"refuted {every}, by {answered.decided.method}")  # fmt: skip


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
    witness = witness_of(claim, answered.decided.witness or {}, failing, spec)
    readings = tuple(_hinge(name, claim, failing, holding, spec) for name in answered.hinges)
    marks = tuple(
        Mark(spec.venue.stated[name].place, "hangs on this") for name in answered.hinges if name in spec.venue.stated
    )
    question = next(
        (spec.venue.stated[name].clause.question or "" for name in answered.hinges if name in spec.venue.stated), ""
    )
    base = _finding(claim, spec, witness, "undocumented", "note" if claim.wording.severity == "note" else "warning", Verdict.DEPENDS,
                    f"fails in some readings and holds in others, by {answered.decided.method}")  # fmt: skip
    others = tuple(f"{other.check}: {other.sentence}" for other, _ in ordered[1:])
    return Finding(
        base.id, base.kind, base.severity, base.verdict, base.venue, "+".join(answered.hinges), base.message, marks + base.spans,
        base.help, witness, _other(claim, answered, spec), readings, question or base.question,
        tuple(dict.fromkeys(m for member, _ in ordered for m in member.markets)), base.basis, others, base.as_of, base.gravity,
    )  # fmt: skip


def _other(claim: Claim, answered: Answered, spec: Spec) -> Witness | None:
    """Return the same inputs under the holding reading, where the claim is kept."""
    if answered.decided.witness is None or answered.holding is None:
        return None
    return witness_of(claim, answered.decided.witness, answered.holding, spec)


def _hinge(name: str, claim: Claim, failing: Reading, holding: Reading, spec: Spec) -> str:
    if name in failing.choices:
        labels = open_choices(claim)[name]
        return (
            f"fails when `{name}` = {labels[failing.choices[name]]}; holds when it is {labels[holding.choices[name]]}"
        )
    return f"fails when `{name}` = {_text(failing.values[name], claim, name, spec)}; holds when it is {_text(holding.values[name], claim, name, spec)}"


def _finding(claim: Claim, spec: Spec, witness: Witness, kind, severity, verdict: Verdict, basis: str) -> Finding:  # type: ignore[no-untyped-def]
    words = {line.name.replace(" ", "_"): line.text for line in witness.lines}
    words |= {shown.key: next(line.text for line in witness.lines if line.name == shown.label) for shown in claim.table}
    wording = claim.wording
    marks = (Mark(claim.place, _filled(wording.label, words)), *(Mark(place, label) for place, label in claim.also))
    return Finding(
        claim.check, kind, severity, verdict, claim.venue, claim.subject, _filled(wording.message, words), marks, wording.help,
        witness, None, (), _filled(wording.question, words), claim.markets, basis, (), claim.as_of, claim.gravity,
    )  # fmt: skip


def _filled(template: str, words: Mapping[str, str]) -> str:
    for name, text in words.items():
        template = template.replace("{" + name + "}", text)
    return template


def _vacuous(claim: Claim, answered: Answered) -> Finding:
    message = f"nothing satisfies the assumptions of: {claim.sentence}"
    return Finding(
        claim.check, "fault", "error", Verdict.VACUOUS, claim.venue, claim.subject, message, (Mark(claim.place, "asked here"),),
        "mend the domains or the assumptions of this claim", basis=f"{answered.decided.method}: {answered.decided.reason}",
        markets=claim.markets, as_of=claim.as_of,
    )  # fmt: skip


def witness_of(claim: Claim, values: Mapping[str, Value], reading: Reading, spec: Spec) -> Witness:
    """Return the witness as named lines: the inputs, then what the claim's table works out from them."""
    env = environment(values, reading)
    lines = [Line(short(v.name), values[v.name], v.kind, True, said(values[v.name], v.kind, spec.venue.units, percent=_is_rate(v.name, spec)))
             for v in claim.variables if v.name in values]  # fmt: skip
    for shown in claim.table:
        try:
            value = exact(shown.expr, env)
            lines.append(
                Line(
                    shown.label,
                    value,
                    shown.kind,
                    False,
                    said(value, shown.kind, spec.venue.units, percent="rate" in shown.label),
                )
            )
        except Undefined:
            lines.append(Line(shown.label, "no value", shown.kind, False, "no value"))
    taken = {
        name: labels[reading.choices[name]] for name, labels in open_choices(claim).items() if name in reading.choices
    }
    taken |= {name: _text(value, claim, name, spec) for name, value in reading.values.items()}
    return Witness(tuple(lines), (), taken)


def _is_rate(name: str, spec: Spec) -> bool:
    declared = spec.venue.inputs.get(name)
    return declared is not None and declared[0].kind == "rate"


def _text(value: Value, claim: Claim, name: str, spec: Spec) -> str:
    kind = next((v.kind for v in claim.variables if v.name == name), NUMBER)
    return said(value, kind, spec.venue.units, percent=_is_rate(name, spec))


def short(name: str) -> str:
    """Return the last part of a qualified name, as it is shown to people."""
    return name.rpartition(".")[2]
