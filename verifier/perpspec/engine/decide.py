"""Does a claim hold under one reading: closed form first, then the solver, then the fuzzer?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..claims.claim import Claim
from ..fuzz.mass import hunt
from ..language.domains import Value, Variable
from ..language.tree import Expr, Not
from ..readings.defined import defined
from ..readings.rebuild import chosen
from ..readings.smt import script
from ..solve.ask import Answer, check
from .closed import decide_closed
from .options import Decided, Options, Reading, ToolFault
from .plain import plain_witness
from .probe import probed
from .replay import breaks, environment, meets

UNDECIDED_CASES = 20_000


def decide(claim: Claim, reading: Reading, options: Options) -> Decided:
    """Return whether the claim holds for all inputs under ``reading``, with a replayed witness where it does not."""
    closed = decide_closed(claim, reading)
    if closed is None:
        return _tested(claim, reading, by_solver(claim, reading, options), options)
    if closed.status == "fails" and claim.closed is not None:
        return _witnessed(claim, reading, closed, options)
    if closed.status == "fails":
        return _replayed(claim, reading, closed)
    if not options.second_opinion:
        return replace(closed, cases=probed(claim, reading, options.seed) if closed.status == "holds" else 0)
    solved = by_solver(claim, reading, options, closed.met_by)
    return _tested(claim, reading, _agreed(claim, closed, solved), options)


def _witnessed(claim: Claim, reading: Reading, closed: Decided, options: Options) -> Decided:
    """Return a law's refutation with a witness of the claim itself, which the law has lost."""
    solved = by_solver(claim, reading, options)
    if solved.status == "holds":
        raise ToolFault(f"{claim.id}: the closed form refutes what the solver proves")
    if solved.witness is None:
        return Decided("unknown", closed.method, reason=f"refuted by its law, but no witness: {solved.reason}")
    return Decided("fails", closed.method, solved.witness)


def _agreed(claim: Claim, closed: Decided, solved: Decided) -> Decided:
    if solved.status not in (closed.status, "unknown"):
        raise ToolFault(f"{claim.id}: {closed.method} says {closed.status}, z3 says {solved.status}")
    opinion = "z3 agrees" if solved.status == closed.status else f"z3: {solved.reason}"
    clauses = solved.clauses or closed.clauses
    return Decided(
        closed.status,
        f"{closed.method}, {opinion}",
        closed.witness,
        clauses,
        closed.reason,
        closed.cases,
        closed.met_by,
    )


def _replayed(claim: Claim, reading: Reading, found: Decided) -> Decided:
    assert found.witness is not None
    witness = {v.name: found.witness[v.name] for v in claim.variables if v.name in found.witness}
    if not breaks(claim, witness, reading):
        raise ToolFault(f"{claim.id}: the witness does not replay")
    return Decided("fails", found.method, witness, cases=found.cases)


def _tested(claim: Claim, reading: Reading, decided: Decided, options: Options) -> Decided:
    """Return ``decided`` after the fuzzer has tried to refute it; a refuted proof is a fault of ours."""
    if decided.status not in ("holds", "unknown") or not claim.variables:
        return decided
    cases = options.cases if decided.status == "holds" else max(options.cases, UNDECIDED_CASES)
    hunted = hunt(claim, reading.choices, reading.values, cases, options.seed)
    if hunted.witness is None:
        return Decided(decided.status, decided.method, None, decided.clauses, decided.reason, hunted.cases, decided.met_by)
    if decided.status == "holds":
        raise ToolFault(f"{claim.id}: {decided.method} proves what case {hunted.cases} of the fuzzer refutes: {hunted.witness}")
    plain = plain_witness(claim, hunted.witness, reading)
    return _replayed(claim, reading, Decided("fails", f"fuzzing, {hunted.cases} cases", plain, cases=hunted.cases))


def by_solver(claim: Claim, reading: Reading, options: Options, met_by: Mapping[str, Value] | None = None) -> Decided:
    """Return z3's answer under one reading; what holds wherever its formulas have a value, holds.

    ``met_by`` are inputs known to meet the assumptions, so that the solver need not look for some.
    """
    given = [chosen(part, reading.choices, reading.values) for part in claim.given]
    shown = chosen(claim.shown, reading.choices, reading.values)
    variables = {v.name: v for v in claim.variables if v.name not in reading.values}
    answer = _ask([*given, Not(shown)], variables, options)
    if answer.status == "sat" and not breaks(claim, answer.values, reading):
        given = [*given, *(defined(part) for part in given), defined(shown)]
        answer = _ask([*given, Not(shown)], variables, options)
        if answer.status == "sat" and not breaks(claim, answer.values, reading):
            return Decided("unknown", "z3", reason="the solver's witness is not exact")
    match answer.status:
        case "sat":
            return _replayed(claim, reading, Decided("fails", "z3", plain_witness(claim, answer.values, reading)))
        case "unknown":
            return Decided("unknown", "z3", reason=answer.reason)
        case _ if met_by is not None:
            return Decided("holds", "z3, for all inputs", clauses=answer.core, met_by=met_by)
        case _:
            return _not_vacuous(claim, reading, given, variables, answer, options)


def _not_vacuous(
    claim: Claim,
    reading: Reading,
    given: list[Expr],
    variables: Mapping[str, Variable],
    proof: Answer,
    options: Options,
) -> Decided:
    answer = _ask(given, variables, options)
    if answer.status == "unsat":
        return Decided("vacuous", "z3", reason="no input meets the assumptions", clauses=answer.core)
    if answer.status == "sat" and meets(claim, environment(_filled(answer.values, claim), reading)):
        return Decided("holds", "z3, for all inputs", clauses=proof.core, met_by=answer.values)
    reason = "the assumptions were not shown to be met by any input"
    return Decided("unknown", "z3", reason=answer.reason or reason)


def _filled(values: Mapping[str, Value], claim: Claim) -> dict[str, Value]:
    return {variable.name: values[variable.name] for variable in claim.variables if variable.name in values}


def _ask(truths: list[Expr], variables: Mapping[str, Variable], options: Options) -> Answer:
    text = script(truths, variables.values())
    return check(text, variables, options.budget, options.seed)


def core_of(claim: Claim, decided: Decided) -> tuple[str, ...]:
    """Return the clauses that the answer rests on: the solver's core, or every clause of the formulas."""
    if decided.clauses:
        return decided.clauses
    return claim.parts.clauses
