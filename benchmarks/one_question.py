"""How long do solvers take for one question with rounding: a witness, and a proof?"""

from __future__ import annotations

from collections.abc import Iterator

from perpspec.claims.claim import Claim
from perpspec.fuzz.mass import hunt
from perpspec.language.tree import Not
from perpspec.readings.smt import script
from perpspec.solve.ask import check

from .measure import Benchmark, Measured, has, missing, seconds
from .questions import payment_near_the_exact_one, payments_cancel_at_the_cap

BUDGET = 2_000_000


def _run(quick: bool) -> Iterator[Measured]:
    times = 3 if quick else 7
    leak, small = payments_cancel_at_the_cap(), payment_near_the_exact_one()
    assert (_z3(leak), _z3(small)) == ("sat", "unsat")
    yield Measured("perpspec with z3: a witness against cancelling", seconds(lambda: _z3(leak), times))
    yield Measured("perpspec, mass testing: the same witness", seconds(lambda: hunt(leak, {}, {}, 20_000, 0), times))
    yield Measured("perpspec with z3: rounding moves by half a step at most", seconds(lambda: _z3(small), times))
    if not has("cvc5"):
        yield missing("cvc5")
        return
    assert (_cvc5(leak), _cvc5(small)) == ("sat", "unsat")
    yield Measured("cvc5, the same text: the witness", seconds(lambda: _cvc5(leak), times))
    yield Measured("cvc5, the same text: the proof", seconds(lambda: _cvc5(small), times))


def _z3(claim: Claim) -> str:
    text = script([*claim.given, Not(claim.shown)], claim.variables)
    return check(text, {variable.name: variable for variable in claim.variables}, BUDGET).status


def _cvc5(claim: Claim) -> str:
    import cvc5

    solver = cvc5.Solver()
    solver.setOption("produce-models", "true")
    parser = cvc5.InputParser(solver)
    text = script([*claim.given, Not(claim.shown)], claim.variables).text
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, f"(set-logic ALL)\n{text}\n(check-sat)\n", "question")
    answer = ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, parser.getSymbolManager()).strip() or answer
    return answer


BENCHMARK = Benchmark("one-question", "seconds for one question about a rounded payment, text and answer", _run)
