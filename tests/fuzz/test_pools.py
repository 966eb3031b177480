"""Are the values of an input inside its domain, on its grid, and the telling ones among them?"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from perpspec.fuzz.draw import columns, corners
from perpspec.fuzz.pools import Pool, pools
from perpspec.language.domains import TRUTHS, Finite, Range, Variable
from perpspec.language.kinds import MONEY, NUMBER, TRUTH
from perpspec.language.parse import parse
from perpspec.language.tree import Compare, Name, Num, Step, Steps

AMOUNTS = st.fractions(-(10**12), 10**12, max_denominator=10**6)
STEPS = st.sampled_from([None, Fraction(1), Fraction(1, 100), Fraction(1, 3), Fraction(250)])


def _pool(domain: Range, step: Fraction | None = None, *texts: str) -> tuple[Pool, int]:
    made, scales = pools((Variable("x", NUMBER, domain, step),), [parse(text) for text in texts])
    return made[0], scales["x"]


@given(AMOUNTS, AMOUNTS, st.booleans(), st.booleans(), STEPS)
def test_every_value_drawn_lies_in_the_domain(
    one: Fraction, other: Fraction, low_open: bool, high_open: bool, step: Fraction | None
) -> None:
    domain = Range(min(one, other), max(one, other), low_open, high_open)
    pool, scale = _pool(domain, step)
    drawn = columns((pool,), 200, Random(0))[0] if pool.telling else []
    assert all(domain.holds(Fraction(int(raw), scale)) for raw in (*pool.telling, *drawn))
    assert pool.telling or domain.low == domain.high or low_open or high_open


def test_ends_constants_and_their_neighbours_are_telling() -> None:
    pool, scale = _pool(Range(Fraction(0), Fraction(100), low_open=True), Fraction(1, 10), "x > 33.3", "x / 7 < 2")
    telling = {Fraction(int(raw), scale) for raw in pool.telling}
    wanted = ("0.1", "100", "99.9", "33.2", "33.3", "33.4", "7", "2", "1", "10", "50", "4.5")
    assert telling >= {Fraction(text) for text in wanted}
    assert Fraction(0) not in telling


def test_bounds_of_a_table_are_telling_for_what_is_looked_up() -> None:
    rows = (Step(None, Fraction(5_123), Num(Fraction(1))), Step(Fraction(5_123), None, Num(Fraction(2))))
    size = Variable("x", MONEY, Range(Fraction(0), None))
    (pool,), scales = pools((size,), [Compare("<", Steps(Name("x"), rows), Num(Fraction(2)))])
    assert 5_123 * scales["x"] in pool.telling


def test_inputs_of_one_kind_share_a_scale_and_those_of_another_do_not() -> None:
    variables = (
        Variable("a", NUMBER, Range(), Fraction(1, 3)),
        Variable("b", NUMBER, Finite((Fraction(1, 7), Fraction(2)))),
        Variable("c", MONEY, Range(), Fraction(1, 100)),
        Variable("d", TRUTH, TRUTHS),
    )
    made, scales = pools(variables, ())
    assert scales == {"a": 42, "b": 42, "c": 200}
    assert [pool.telling for pool in made if pool.name in "bd"] == [(6, 84), (False, True)]


def test_a_denominator_that_is_absurd_is_left_out_and_the_domain_still_holds() -> None:
    domain = Range(Fraction(1, 3**60), Fraction(10))
    pool, scale = _pool(domain, None, "x > 0.5")
    assert scale < 10**25
    assert all(domain.holds(Fraction(int(raw), scale)) for raw in pool.telling)


def test_small_numbers_of_every_size_are_drawn() -> None:
    pool, scale = _pool(Range(Fraction(-(10**9)), Fraction(10**9)))
    values = [abs(Fraction(int(raw), scale)) for raw in columns((pool,), 4000, Random(1))[0]]
    for power in range(-6, 9):
        assert sum(1 for value in values if 10**power < value < 3 * 10 ** (power)) > 5, power


def test_corners_are_within_their_number_and_complete_where_they_can_be() -> None:
    wide, _ = _pool(Range(Fraction(0), Fraction(10**6)))
    truth = Pool("live", TRUTH, (False, True))
    few, whole = corners((truth, truth), 100)
    assert (sorted(few), whole) == ([(False, False), (False, True), (True, False), (True, True)], True)
    some, whole = corners((truth, wide, wide), 500)
    assert 100 < len(list(some)) <= 500
    assert not whole
    none, whole = corners((truth, truth, truth), 7)
    assert len(list(none)) <= 7
    assert not whole


def test_an_input_is_also_drawn_equal_to_another_and_one_step_beside_it() -> None:
    domain = Range(Fraction(0), Fraction(10**8))
    made, _ = pools([Variable(name, MONEY, domain, Fraction(1, 100)) for name in "ab"], ())
    one, other = columns(made, 8192, Random(0))
    distances = [int(b) - int(a) for a, b in zip(one, other, strict=True)]
    grid = made[0].grid
    assert all(distances.count(distance) > 50 for distance in (-grid, 0, grid))
