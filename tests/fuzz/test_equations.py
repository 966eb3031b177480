"""Are inputs that an assumption settles worked out instead of drawn, and is nothing lost by it?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.claims.claim import Claim, Wording
from perpspec.fuzz.equations import solved
from perpspec.fuzz.mass import MANY, hunt
from perpspec.language.domains import TRUTHS, Finite, Range, Variable
from perpspec.language.kinds import NUMBER, TRUTH
from perpspec.language.parse import parse
from perpspec.language.tree import Binary, Clause, Compare, Expr, Name
from perpspec.readings.exact import Env, exact
from perpspec.source.text import Place

WIDE = Range(Fraction(-(10**6)), Fraction(10**6))
X, Y, Z = (Variable(name, NUMBER, WIDE) for name in "xyz")


def _claim(shown: str, *given: str | Expr, variables: tuple[Variable, ...] = (X, Y, Z)) -> Claim:
    trees = tuple(parse(part) if isinstance(part, str) else part for part in given)
    return Claim("a.b", "a", "", variables, trees, parse(shown), Place("f", 1, 1, 1, 2), Wording("fails"))


@pytest.mark.parametrize("cases", [500, MANY])
def test_inputs_that_meet_an_equation_are_found(cases: int) -> None:
    claim = _claim("x < 700", "x == y * 3 / 7 + z")
    found = hunt(claim, {}, {}, cases, 0)
    assert found.witness is not None
    assert exact(claim.given[0], Env(found.witness)) is True
    assert set(found.witness) == {"x", "y", "z"}


def test_an_equation_may_stand_inside_a_conjunction_and_a_clause_on_either_side() -> None:
    same = Clause("c", Compare("==", parse("y + 1"), Clause("d", Name("x"))))
    found = hunt(_claim("z > 1", parse("y > 5 and z == 0"), same), {}, {}, 500, 0)
    assert found.witness is not None
    values = found.witness
    assert values["z"] == 0
    assert values["x"] == exact(Binary("+", Name("y"), parse("1")), Env(values))


def test_one_equation_may_lead_to_the_next() -> None:
    free = solved((parse("x == y + 1"), parse("y == z * 2")), parse("x > y"), (X, Y, Z))
    assert [variable.name for variable in free.variables] == ["z"]
    assert {name: exact(tree, Env({"z": Fraction(3)})) for name, tree in free.bound.items()} == {"x": 7, "y": 6}


def test_the_domain_of_a_settled_input_still_counts() -> None:
    narrow = Variable("x", NUMBER, Range(Fraction(0), Fraction(1), low_open=True))
    found = hunt(_claim("y < 0.4", "x == y", variables=(narrow, Y)), {}, {}, 500, 0)
    assert found.witness is not None
    assert 0 < found.met < 500
    assert narrow.domain.holds(found.witness["x"])
    never = hunt(_claim("y > 0", "x == y - 10_000_000", variables=(narrow, Y)), {}, {}, 500, 0)
    assert (never.met, never.witness) == (0, None)


def test_an_equation_without_value_is_not_met() -> None:
    found = hunt(_claim("x > 5", "x == 1 / (y - y)", variables=(Variable("x", NUMBER, Range()), Y)), {}, {}, 500, 0)
    assert (found.met, found.witness) == (0, None)


def test_what_is_no_equation_of_an_amount_stays_an_assumption() -> None:
    listed = Variable("y", NUMBER, Finite((Fraction(1), Fraction(2))))
    live = Variable("live", TRUTH, TRUTHS)
    given = [parse(text) for text in ("x == x * 2", "y == 2", "live == true", "x != 3", "x + 1 == 4")]
    given[2] = Compare("==", Name("live"), parse("True"))
    free = solved(given, parse("x > 0"), (X, listed, live))
    assert free.given == tuple(given)
    assert free.bound == {}
