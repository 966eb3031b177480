"""Does the stateful fuzzer find a planted fault among many orders, and nothing where the rules hold?"""

from __future__ import annotations

from perpspec.fuzz.stateful import stateful
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import stepper
from perpspec.machines.walk import played
from tests.machines.rulesets import AT_SUBMISSION, CUT, machine

MANY = Shape(slots=8, lots=3, most=20, prices=False, post_only=False)


def test_a_fault_among_many_orders_is_found_and_the_trace_plays() -> None:
    made = stepper(machine(AT_SUBMISSION, MANY))
    found = stateful(made, "increases", examples=300, longest=60)
    assert found.trace is not None
    assert played(made, "increases", found.trace) is not None
    assert len(found.trace) <= 10


def test_nothing_is_found_where_the_rules_hold() -> None:
    found = stateful(stepper(machine(CUT, MANY)), "increases", examples=30, longest=100)
    assert found.trace is None
    assert found.steps > 100
