"""How many cases a second does each way of fuzzing a claim try?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perpspec.claims.claim import Claim
from perpspec.fuzz.mass import MANY, hunt
from perpspec.fuzz.strategies import inputs
from perpspec.language.domains import Range, Variable
from perpspec.readings.compiled import compiled
from perpspec.readings.exact import Env, exact
from perpspec.readings.rebuild import free_names

from .measure import Measured, once

CASES = "cases/s"
UNIT = 10**8  # every input counts in units of 1e-8


def rates(claim: Claim, quick: bool) -> Iterator[Measured]:
    """Yield cases a second: of our two ways, drawing included, and of the peers."""
    hunt(claim, {}, {}, 100, 0)
    yield Measured("perpspec, plain Python", _hunted(claim, MANY - 1, 1 if quick else 5), CASES, 500_000)
    hunt(claim, {}, {}, MANY, 0)
    many = 2_000_000 if quick else 8_000_000
    yield Measured("perpspec, numpy", _hunted(claim, many, 1), CASES, 5_000_000)
    yield Measured("exact interpreter of the tree, values drawn at random", _interpreted(claim, 5_000), CASES)
    tries = 300 if quick else 2_000
    yield Measured("hypothesis over the interpreter of the tree", _by_hypothesis(claim, tries), CASES)
    yield Measured("hypothesis, whole numbers into our compiled formula", _hypothesis_compiled(claim, tries), CASES)


def _hunted(claim: Claim, cases: int, times: int) -> float:
    tried = 0

    def work() -> None:
        nonlocal tried
        for seed in range(times):
            found = hunt(claim, {}, {}, cases, seed)
            assert found.witness is None
            tried += found.cases

    spent = once(work)
    return tried / spent


def _interpreted(claim: Claim, cases: int) -> float:
    dice = random.Random(0)
    grid = Fraction(1, UNIT)

    def work() -> None:
        for _ in range(cases):
            values = {v.name: grid * dice.randint(1, _highest(v)) for v in claim.variables}
            assert exact(claim.shown, Env(values)) is True

    return cases / once(work)


def _highest(variable: Variable) -> int:
    assert isinstance(variable.domain, Range)
    assert variable.domain.high is not None
    return int(variable.domain.high * UNIT)


def _by_hypothesis(claim: Claim, cases: int) -> float:
    tried = 0

    @settings(max_examples=cases, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(inputs(claim))
    def holds(env: Env) -> None:
        nonlocal tried
        tried += 1
        assert exact(claim.shown, env) is True

    spent = once(holds)
    return tried / spent


def _hypothesis_compiled(claim: Claim, cases: int) -> float:
    names = free_names(claim.shown)
    variables = [variable for variable in claim.variables if variable.name in names]
    run = compiled([claim.shown], variables, dict.fromkeys(names, UNIT)).run
    whole = [st.integers(1, _highest(variable)) for variable in variables]
    tried = 0

    @settings(max_examples=cases, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(*whole))
    def holds(case: tuple[int, ...]) -> None:
        nonlocal tried
        tried += 1
        assert run(*case) == (True,)

    spent = once(holds)
    return tried / spent
