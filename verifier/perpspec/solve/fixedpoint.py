"""Can a machine reach what breaks a property, at whatever depth and with whatever quantities?

Spacer looks for an invariant over whole numbers without bounds: one order followed through everything it meets, and
any number of other orders as an environment that is free to do what it likes. A bounded search is a second opinion on
the shortest sequence of events. A budget of solver work, never of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import z3

from ..language.tree import Abs, Binary, Compare, Expr, If, Logic, Name, Neg, Not, Num, Pick, Round, Truth
from ..machines.machine import Event, Machine

Terms = Mapping[str, z3.ExprRef]
GUARD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Answer:
    """``proved`` with the invariant that was found, ``reachable``, or ``unknown`` with the reason."""

    status: Literal["proved", "reachable", "unknown"]
    detail: str = ""


def proof(machine: Machine, broken: str, budget: int) -> Answer:
    """Return whether no sequence of events of any length breaks the property."""
    context = z3.Context()
    engine = z3.Fixedpoint(ctx=context)
    engine.set("engine", "spacer", "timeout", GUARD_MS, "rlimit", budget)
    before = _symbols(machine, context, "")
    after = _symbols(machine, context, "'")
    sorts = [term.sort() for term in before.values()]
    holds = z3.Function("Reached", *sorts, z3.BoolSort(context))
    bad = z3.Function("Broken", z3.BoolSort(context))
    engine.register_relation(holds, bad)
    engine.declare_var(*before.values(), *after.values())
    engine.rule(holds(*[_start(var.start, context) for var in machine.variables]))
    for number, event in enumerate(machine.events):
        names, given, ranges = _parameters(event, before, context, number)
        engine.declare_var(*given)
        guards, known = _enabled(event, names, context)
        equal = [after[v.name] == _term(event.updates.get(v.name, Name(v.name)), known, context) for v in machine.variables]
        engine.rule(holds(*after.values()), [holds(*before.values()), *ranges, *guards, *equal])
        if broken in event.breaks:
            wrong = _term(event.breaks[broken], known, context)
            engine.rule(bad(), [holds(*before.values()), *ranges, *guards, wrong])
    answer = engine.query(bad())
    if answer == z3.unsat:
        return Answer("proved", " ".join(str(engine.get_answer()).split()))
    return Answer("reachable") if answer == z3.sat else Answer("unknown", engine.reason_unknown())


def shortest(machine: Machine, broken: str, deepest: int, budget: int) -> int | None:
    """Return how many events the shortest sequence has that breaks the property, or None up to ``deepest``."""
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    solver.set("rlimit", budget)
    state = _symbols(machine, context, "@0")
    solver.add(*[state[v.name] == _start(v.start, context) for v in machine.variables])
    for depth in range(1, deepest + 1):
        after = _symbols(machine, context, f"@{depth}")
        taken, wrong = [], [z3.BoolVal(False, context)]
        for number, event in enumerate(machine.events):
            names, _, ranges = _parameters(event, state, context, number, f"@{depth}")
            guards, known = _enabled(event, names, context)
            equal = [after[v.name] == _term(event.updates.get(v.name, Name(v.name)), known, context) for v in machine.variables]
            taken.append(z3.And(*ranges, *guards, *equal))
            if broken in event.breaks:
                wrong.append(z3.And(*ranges, *guards, _term(event.breaks[broken], known, context)))
        if solver.check(z3.Or(*wrong)) == z3.sat:
            return depth
        solver.add(z3.Or(*taken))
        state = after
    return None


def _start(value: int | bool, context: z3.Context) -> z3.ExprRef:
    return z3.BoolVal(value, context) if isinstance(value, bool) else z3.IntVal(value, context)


def _symbols(machine: Machine, context: z3.Context, suffix: str) -> dict[str, z3.ExprRef]:
    return {v.name: _symbol(v.name + suffix, isinstance(v.start, bool), context) for v in machine.variables}


def _symbol(name: str, truth: bool, context: z3.Context) -> z3.ExprRef:
    return z3.Bool(name, context) if truth else z3.Int(name, context)


def _parameters(
    event: Event, state: Terms, context: z3.Context, number: int, suffix: str = ""
) -> tuple[dict[str, z3.ExprRef], list[z3.ExprRef], list[z3.ExprRef]]:
    names, given, ranges = dict(state), [], []
    for parameter in event.parameters:
        truth = bool(parameter.values) and isinstance(parameter.values[0], bool)
        symbol = _symbol(f"{parameter.name}!{number}{suffix}", truth, context)
        names[parameter.name] = symbol
        given.append(symbol)
        if parameter.least is not None:
            ranges.append(symbol >= parameter.least)
        elif parameter.values and not truth:
            ranges.append(z3.Or(*[symbol == value for value in parameter.values]))
    return names, given, ranges


def _enabled(event: Event, names: dict[str, z3.ExprRef], context: z3.Context) -> tuple[list[z3.ExprRef], Terms]:
    for name, expr in event.steps:
        names[name] = _term(expr, names, context)
    return [_term(guard, names, context) for guard in event.guards], names


def _term(expr: Expr, names: Terms, context: z3.Context) -> z3.ExprRef:  # noqa: C901 - one case for each node
    """Return the expression over whole numbers; a choice or a word must have been settled by a reading."""

    def term(part: Expr) -> z3.ExprRef:
        return _term(part, names, context)

    match expr:
        case Num(value=value):
            return z3.IntVal(int(value), context)
        case Truth(value=value):
            return z3.BoolVal(value, context)
        case Name(ident=ident):
            return names[ident]
        case Neg(body=body):
            return -term(body)
        case Not(body=body):
            return z3.Not(term(body))
        case Abs(body=body):
            return z3.If(term(body) >= 0, term(body), -term(body))
        case Binary(op=op, left=left, right=right):
            if op == "*" and _is_side(left):
                return _signed(term(left), term(right))
            return _binary(op, term(left), term(right))
        case Compare(op=op, left=left, right=right):
            return _compared(op, term(left), term(right))
        case Logic(op=op, parts=parts):
            return (z3.And if op == "and" else z3.Or)(*[term(part) for part in parts])
        case If(cond=cond, then=then, other=other):
            return z3.If(term(cond), term(then), term(other))
        case Pick(how=how, parts=(left, right)):
            a, b = term(left), term(right)
            return z3.If(a > b if how == "max" else a < b, a, b)
        case Round(body=body):
            return term(body)
        case _:
            raise ValueError(f"`{expr}` is not of a machine of whole numbers")


def _binary(op: str, left: z3.ExprRef, right: z3.ExprRef) -> z3.ExprRef:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def _is_side(expr: Expr) -> bool:
    return isinstance(expr, Name) and expr.ident.rpartition(".")[2] == "side"


def _signed(left: z3.ExprRef, right: z3.ExprRef) -> z3.ExprRef:
    """Return the product with a side, which is 1, -1 or 0: by cases, so that everything stays linear."""
    return z3.If(left == 1, right, z3.If(left == -1, -right, 0))


def _compared(op: str, left: z3.ExprRef, right: z3.ExprRef) -> z3.ExprRef:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
        case _:
            return left != right
