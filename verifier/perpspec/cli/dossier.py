"""What is there to know about one finding or one claim: question, answer, and the arithmetic step by step?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..claims.claim import Claim
from ..claims.finding import Finding, Verdict
from ..engine.ask import Answered, ask
from ..engine.collect import outcome_of
from ..engine.options import Options, Reading
from ..engine.plan import plan
from ..engine.replay import environment
from ..engine.witness import witness_of
from ..language.domains import Value
from ..load.load import Spec
from ..pages.arithmetic import worked_rows
from ..pages.behind import claim_behind
from ..readings.plain import plain
from ..report.numbers import domain_text
from ..report.sheet import Row, fact
from ..report.text import finding_rows, witness_rows
from .clause import clause_head
from .lines import lines_of

_LONGEST = 600


def finding_dossier(finding: Finding, spec: Spec, replay: str) -> Iterator[Row]:
    """Yield a finding as the report has it, then what was asked, how its witness is worked out, and where it rests."""
    yield from finding_rows(finding, lines_of, replay)
    yield from fact("page", f"perpspec explain {finding.id}")
    claim = claim_behind(finding, list(_claims(spec, Options(only=(finding.id,)))))
    if claim is not None:
        yield from _behind(claim, spec, Options(only=(finding.id,)))


def claim_dossier(ident: str, spec: Spec) -> Iterator[Row]:
    """Yield what is asked by the claim of that id, and its answer; nothing if the spec is not asked it."""
    check = ident.partition(":")[0]
    options = Options(only=(check,))
    claim = next((claim for claim in _claims(spec, options) if claim.id == ident), None)
    if claim is not None:
        yield ((f"{ident}  {spec.venue.id}", "strong"),)
        yield from fact("page", f"perpspec explain {check}")
        yield from _behind(claim, spec, options)


def _claims(spec: Spec, options: Options) -> Iterator[Claim]:
    for group in plan(spec, options).claims:
        yield from group


def _behind(claim: Claim, spec: Spec, options: Options) -> Iterator[Row]:
    answered = ask(claim, options)
    outcome = outcome_of(claim, answered, spec, options)
    yield ()
    yield from fact("asked", claim.sentence, "strong")
    for variable in claim.variables:
        yield from fact("for all", f"{variable.name}: {domain_text(variable, spec.venue.units)}")
    for given in claim.given:
        yield from fact("given", _short(plain(given)))
    yield from fact("to show", _short(plain(claim.shown)))
    evidence = outcome.evidence
    said = "; ".join(part for part in (evidence.method, evidence.detail, evidence.budget) if part)
    yield from fact("answer", f"{outcome.verdict}, by {said}")
    if evidence.cases:
        yield from fact("", f"the fuzzer tried {evidence.cases:_} cases")
    if evidence.met_by:
        yield from fact("met by", evidence.met_by)
    if answered.decided.witness is not None:
        yield from _worked(claim, answered, spec)
    for ident in outcome.clauses:
        if ident in spec.venue.stated:
            yield ()
            yield from clause_head(spec.venue.stated[ident], spec)


def _worked(claim: Claim, answered: Answered, spec: Spec) -> Iterator[Row]:
    values = answered.decided.witness or {}
    for name, reading in (("fails", answered.failing), ("holds", answered.holding)):
        if reading is not None and (name == "fails" or answered.verdict is Verdict.DEPENDS):
            yield ()
            yield from witness_rows(name, witness_of(claim, values, reading, spec))
            yield from _steps(claim, values, reading, spec)


def _steps(claim: Claim, values: Mapping[str, Value], reading: Reading, spec: Spec) -> Iterator[Row]:
    kinds = {variable.name: variable.kind for variable in claim.variables}
    env = environment(values, reading)
    for given in claim.given:
        yield from worked_rows("assumed", given, env, spec, kinds)
    yield from worked_rows("to be shown", claim.shown, env, spec, kinds)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
