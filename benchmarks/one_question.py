"""How long do solvers take for one question with rounding: a witness, and a proof?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from perpspec.claims.claim import Claim
from perpspec.fuzz.mass import hunt
from perpspec.language.tree import Not
from perpspec.readings.smt import script
from perpspec.solve.ask import check

from .measure import Benchmark, Measured, has, missing, seconds
from .questions import payment_near_the_exact_one, payments_cancel_at_the_cap

BUDGET = 2_000_000
GUARD_MS = 20_000


def _run(quick: bool) -> Iterator[Measured]:
    times = 3 if quick else 7
    leak, small = payments_cancel_at_the_cap(), payment_near_the_exact_one()
    yield Measured("perpspec: mass testing for a leak", seconds(lambda: _hunted(leak), times), note=_hunted(leak))
    solvers = {"perpspec with z3": _z3, "cvc5, the same text": _cvc5 if has("cvc5") else None}
    for who, ask in solvers.items():
        for what, claim in {"a leak": leak, "a proof": small}.items():
            if ask is None:
                yield missing(f"{who}: {what}")
            else:
                yield Measured(f"{who}: {what}", seconds(partial(ask, claim), times), note=ask(claim))


def _hunted(claim: Claim) -> str:
    return "found" if hunt(claim, {}, {}, 20_000, 0).witness is not None else "not found"


def _z3(claim: Claim) -> str:
    text = script([*claim.given, Not(claim.shown)], claim.variables)
    return check(text, {variable.name: variable for variable in claim.variables}, BUDGET).status


def _cvc5(claim: Claim) -> str:
    import cvc5  # type: ignore[import-not-found, unused-ignore]

    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(GUARD_MS))
    parser = cvc5.InputParser(solver)
    text = script([*claim.given, Not(claim.shown)], claim.variables).text
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, f"(set-logic ALL)\n{text}\n(check-sat)\n", "question")
    answer = ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, parser.getSymbolManager()).strip() or answer
    return answer


BENCHMARK = Benchmark("one-question", "seconds for one question about a rounded payment, text and answer", _run)
