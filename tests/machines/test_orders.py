"""Does the order machine find the shortest fault, and prove what holds?"""

from __future__ import annotations

import pytest

from perpspec.machines.machine import Machine
from perpspec.machines.search import Searched, search
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import stepper
from perpspec.machines.told import told
from perpspec.machines.walk import played, walk
from perpspec.solve.fixedpoint import proof, shortest
from tests.machines.rulesets import AT_SUBMISSION, CLIPPED, CUT, RANKED, machine, rules

SMALL = Shape(slots=2, prices=False, post_only=False)
MODES = ("one_way", "hedge")
BUDGET = 50_000_000


def searched(made: Machine, broken: str = "increases") -> Searched:
    """Return what a search over all states finds."""
    return search(stepper(made), broken)


@pytest.mark.parametrize("slots", [2, 3])
def test_the_fault_of_checking_only_at_submission_takes_six_events(slots: int) -> None:
    made = machine(AT_SUBMISSION, Shape(slots=slots))
    found = searched(made)
    assert found.trace is not None
    assert [said for said, _ in told(made, found.trace)] == [
        "submit 1: buy 1 at 1",
        "fill 1: 1",
        "submit 2: sell 1 at 1",
        "submit 3: sell 1 at 1 reduce-only",
        "fill 2: 1",
        "fill 3: 1",
    ]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("words", [CLIPPED, CUT, RANKED], ids=["clipped", "cut", "ranked"])
def test_no_sequence_of_events_breaks_the_rules_that_hold(words: dict[str, str], mode: str) -> None:
    found = searched(machine(words, SMALL.in_mode(mode)))
    assert (found.trace, found.complete) == (None, True)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("words", "answer"), [(CLIPPED, "proved"), (CUT, "proved"), (AT_SUBMISSION, "reachable")])
def test_a_rule_is_settled_for_any_number_of_orders(words: dict[str, str], answer: str, mode: str) -> None:
    crowd = Shape(mode=mode, slots=1, prices=False, post_only=False, crowd=True)
    assert proof(machine(words, crowd), "increases", BUDGET).status == answer


def test_a_cancellation_that_is_forgotten_is_refuted_by_the_proof() -> None:
    crowd = Shape(slots=1, prices=False, post_only=False, crowd=True)
    assert proof(machine({**CUT, "position_flips": "keep"}, crowd), "increases", BUDGET).status == "reachable"


@pytest.mark.parametrize("mode", MODES)
def test_the_solver_and_the_search_agree_on_the_shortest_fault(mode: str) -> None:
    made = machine(AT_SUBMISSION, SMALL.in_mode(mode))
    found = searched(made)
    assert found.trace is not None
    assert shortest(made, "increases", 8, BUDGET) == len(found.trace)


def test_the_walk_finds_the_fault_and_cuts_it_down_to_a_trace_that_plays() -> None:
    made = stepper(machine(AT_SUBMISSION, Shape(slots=2)))
    found = walk(made, "increases", 100_000, seed=1)
    assert found.trace is not None
    assert len(found.trace) <= found.first_length
    assert played(made, "increases", found.trace) == found.trace
    assert walk(made, "increases", 100_000, seed=1) == found


def test_every_step_of_the_enumeration_is_taken_alike_one_by_one() -> None:
    made = stepper(machine(RANKED, Shape(slots=2)))
    state = made.start
    for _ in range(6):
        moves = made.successors(state)
        for event, args, after, breaks in moves:
            assert made.take[event](state, args) == (after, breaks)
        state = made.ordered(moves[len(moves) // 2][2])


@pytest.mark.parametrize(
    ("first", "left"),
    [("newest", (1, 0)), ("oldest", (0, 1)), ("worst price", (0, 1)), ("pro rata", (0, 0)), ("each alone", (1, 1))],
)
def test_who_is_cut_first_is_as_the_rule_says(first: str, left: tuple[int, int]) -> None:
    made = machine({**CUT, "cut_first": first}, Shape(slots=3, lots=1, post_only=False))
    steps = stepper(made)
    # long 2; an old reduce-only sell at 2, a newer and better one at 1, and a plain sell that fills
    wanted = [
        ("submit", 1, (1, False, 1, 1)), ("fill", 1, (1,)), ("submit", 1, (1, False, 1, 1)), ("fill", 1, (1,)),
        ("submit", 1, (-1, True, 1, 2)), ("submit", 2, (-1, True, 1, 1)), ("submit", 3, (-1, False, 1, 1)), ("fill", 3, (1,)),
    ]  # fmt: skip
    state = steps.start
    for name, order, args in wanted:
        number = next(n for n, event in enumerate(made.events) if (event.name, event.order) == (name, order))
        taken = steps.take[number](state, args)
        assert taken is not None
        state = taken[0] if name == "fill" and order == 3 else steps.ordered(taken[0])
    names = [var.name for var in made.variables]
    assert (state[names.index("order1.quantity")], state[names.index("order2.quantity")]) == left


def test_rules_are_words_of_the_language() -> None:
    assert set(rules(CUT)) == set(CUT)
