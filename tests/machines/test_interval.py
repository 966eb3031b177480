"""Does the funding interval move as its rules say, settlement by settlement, and is every way found?"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from perpspec.language.domains import Range
from perpspec.language.faults import FormulaError
from perpspec.load.load import Spec
from perpspec.machines.interval import clocks, first, followed, step, ways
from perpspec.readings.exact import Env

HOUR = Fraction(3600)
ANY = {"funding.premium": Range()}
HEAD = """perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: venue, title: a page}, api: {kind: api, title: another page}}}
contracts: {markets: {AUSDT: {form: linear}, BUSDT: {form: linear}}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, -2%, 2%)
  interval:
"""
THREE = (
    HEAD
    + """    states: [8h, 4h, 1h]
    default: {value: 8h, by_market: {BUSDT: 4h}}
    changes:
      - {from: [8h, 4h], to: 1h, when: abs(rate) == 2%}
      - {from: 1h, to: 4h, when: abs(rate) <= 0.002%, after: 3}
"""
)

Load = Callable[[str], Spec]


def at(premium: Fraction) -> Env:
    """Return the inputs of one settlement."""
    return Env({"funding.premium": premium})


def test_one_settlement_at_the_cap_moves_the_interval(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE), "AUSDT")
    assert step(clock, first(clock), at(Fraction(1, 10))).interval == HOUR


def test_calm_settlements_count_only_in_a_row(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE), "AUSDT")
    running = step(clock, first(clock), at(Fraction(1, 10)))
    lengths = []
    for premium in (0, 0, 1, 0, 0, 0):
        running = step(clock, running, at(Fraction(premium, 1000)))
        lengths.append(running.interval / HOUR)
    assert lengths == [1, 1, 1, 1, 1, 4]


def test_a_settlement_that_meets_no_guard_leaves_the_interval_alone(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE), "AUSDT")
    assert step(clock, first(clock), at(Fraction(1, 100))).interval == 8 * HOUR


def test_the_nearest_length_is_found_by_the_fewest_moves(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE), "AUSDT")
    found = ways(clock, clock.default, ANY)
    assert {length / HOUR: len(moves) for length, moves in found.items()} == {8: 0, 1: 1, 4: 2}


def test_each_market_has_its_own_default(spec_of: Load) -> None:
    spec = spec_of(THREE)
    assert [clock.default / HOUR for market in ("AUSDT", "BUSDT") for clock in clocks(spec, market)] == [8, 4]


def test_a_way_is_followed_through_as_many_settlements_as_its_moves_ask(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE), "AUSDT")
    assert followed(clock, ways(clock, clock.default, ANY)[4 * HOUR], ANY) == 4


def test_a_move_that_no_premium_can_cause_leads_nowhere(spec_of: Load) -> None:
    text = HEAD + "    states: [8h, 1h]\n    default: 8h\n    changes: [{from: 8h, to: 1h, when: abs(rate) > 2%}]\n"
    (clock,) = clocks(spec_of(text))
    assert list(ways(clock, clock.default, ANY)) == [8 * HOUR]
    assert list(ways(clock, clock.default)) == [8 * HOUR, HOUR]


def test_a_move_that_another_one_forestalls_is_not_followed(spec_of: Load) -> None:
    changes = "[{from: 8h, to: 4h, when: rate >= 0%}, {from: 8h, to: 1h, when: rate >= 1%}]"
    (clock,) = clocks(spec_of(HEAD + f"    states: [8h, 4h, 1h]\n    default: 8h\n    changes: {changes}\n"))
    assert followed(clock, ways(clock, clock.default, ANY)[HOUR], ANY) is None


def test_a_disputed_length_gives_one_clock_for_each_reading(spec_of: Load) -> None:
    to = "{status: disputed, alternatives: [{value: 4h, source: page}, {value: 1h, source: api}]}"
    found = clocks(
        spec_of(HEAD + f"    states: [8h, 4h, 1h]\n    default: 8h\n    changes: [{{from: 8h, to: {to}, when: rate == 2%}}]\n")
    )
    assert [(dict(clock.reading), int(clock.moves[0].end / HOUR)) for clock in found] == [
        ({"funding.interval.changes.0.to": "4h"}, 4),
        ({"funding.interval.changes.0.to": "1h"}, 1),
    ]


def test_a_market_that_is_exempt_never_moves(spec_of: Load) -> None:
    (clock,) = clocks(spec_of(THREE + "    exempt: {by_market: {AUSDT: never moved}}\n"), "AUSDT")
    assert clock.moves == ()


def test_a_length_that_can_be_anything_is_refused(spec_of: Load) -> None:
    silent = "{status: silent, searched: page, domain: {from: 1h, to: 8h}}"
    with pytest.raises(FormulaError, match=r"funding\.interval\.default"):
        clocks(spec_of(HEAD + f"    states: [8h, 1h]\n    default: {silent}\n"))


def test_a_spec_without_an_interval_has_no_clock(spec_of: Load) -> None:
    assert clocks(spec_of(HEAD.replace("  interval:\n", ""))) == ()
