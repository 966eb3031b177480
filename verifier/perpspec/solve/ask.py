"""Is a script satisfiable, by which values, or by which clauses is it not?

A fresh context for every question, so that the same text gives the same model; a budget of solver work and never of
time, which only stands behind it as an outer guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import z3

from ..language.domains import Finite, Value, Variable
from ..readings.smt_text import Script

GUARD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Answer:
    """``sat`` with the value of every name, ``unsat`` with the clauses that mattered, or ``unknown`` with the reason."""

    status: Literal["sat", "unsat", "unknown"]
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)
    core: tuple[str, ...] = ()
    reason: str = ""


def check(script: Script, variables: Mapping[str, Variable], budget: int, seed: int = 0) -> Answer:
    """Return what z3 says of ``script`` within ``budget`` units of its resource counter."""
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    solver.set("rlimit", budget)
    solver.set("timeout", GUARD_MS)
    solver.set("random_seed", seed)
    solver.from_string(script.text)
    answer = solver.check(*[z3.Bool(tracker, context) for tracker in script.trackers])
    if answer == z3.sat:
        values, choices = _model(solver.model(), script, variables)
        return Answer("sat", values, choices)
    if answer == z3.unsat:
        core = {script.trackers[str(tracker)] for tracker in solver.unsat_core()}
        return Answer("unsat", core=tuple(clause for clause in dict.fromkeys(script.trackers.values()) if clause in core))
    return Answer("unknown", reason=_why(solver.reason_unknown(), budget))


def _why(reason: str, budget: int) -> str:
    if "resource" in reason or "canceled" in reason:
        return f"the budget of {budget} units ran out"
    return "the outer guard of time ran out" if "timeout" in reason else f"the solver gave up: {reason}"


def _model(model: z3.ModelRef, script: Script, variables: Mapping[str, Variable]) -> tuple[dict[str, Value], dict[str, int]]:
    found = {str(declared): model[declared] for declared in model.decls()}
    values: dict[str, Value] = {}
    choices: dict[str, int] = {}
    for symbol, name in script.names.items():
        value = found.get(symbol)
        if name not in variables:
            choices[name.removeprefix("choice of ")] = 0 if value is None else value.as_long()
        else:
            values[name] = _value(value, variables[name], script.words)
    return values, choices


def _value(value: z3.ExprRef | None, variable: Variable, words: tuple[str, ...]) -> Value:
    if value is None:
        return _any_of(variable)
    match variable.kind.form:
        case "truth":
            return bool(z3.is_true(value))
        case "word":
            return words[int(value.as_long())]
        case _:
            exact = value.approx(30) if z3.is_algebraic_value(value) else value
            return Fraction(exact.numerator_as_long(), exact.denominator_as_long())


def _any_of(variable: Variable) -> Value:
    domain = variable.domain
    if isinstance(domain, Finite):
        return domain.values[0]
    return next((end for end in (domain.low, domain.high) if end is not None), Fraction(0))
