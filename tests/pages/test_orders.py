"""Do the pages on orders say every outcome as the rules have it, and every scenario as it is played?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perpspec.claims.finding import Report
from perpspec.load.load import Spec, load_spec
from perpspec.machines.play import play
from perpspec.model.outcomes import OUTCOMES
from perpspec.pages.compare import compare_page
from perpspec.pages.flags import matrix
from perpspec.pages.lifecycle import life_figure
from perpspec.pages.markup import prose
from perpspec.pages.orders import orders_page
from perpspec.pages.overview import overview_page
from perpspec.pages.playing import figure, scenario_sections, scenarios_of
from perpspec.pages.subject import Subject, anchor_of
from tests.pages.sites import ROOT

VENUES = ("binance-usdm", "bybit-linear", "deribit", "dydx-v4", "okx-swap")
SMALL = """
perpspec: 1
venue: {id: shop, title: A shop}
position_modes: {one_way: offered}
orders:
  reduce_only:
    one_way: accept
    oversized: {status: silent, searched: [help], domain: [refuse, clip]}
    at_fill: clip
scenarios:
  scenarios:
    - id: once
      title: "a <script>alert(1)</script> of 10_000"
      reading: {orders.reduce_only.oversized: clip}
      events:
        - {event: submit, side: buy, quantity: 2}
        - {event: fill, order: 1, quantity: 2}
        - {event: submit, side: sell, quantity: 5, reduce_only: true}
"""


def subject_of(spec: Spec) -> Subject:
    """Return a venue of which nothing was asked."""
    return Subject(spec, Report("perpspec", (), (), ()), spec.venue.id)


def venue(name: str) -> Subject:
    """Return a venue of the library."""
    return subject_of(load_spec(ROOT / "specs" / name))


@pytest.mark.parametrize("name", VENUES)
def test_every_outcome_is_in_a_table_and_leads_to_its_rule(name: str) -> None:
    subject = venue(name)
    page = orders_page(subject)
    assert page is not None
    for ident in OUTCOMES:
        stated = subject.spec.venue.stated.get(ident)
        if stated is not None:
            assert f"](#{anchor_of(stated)})" in page.text, ident
            assert f"{{ #{anchor_of(stated)} " in page.text, ident


def test_an_open_cell_says_in_words_that_it_is_open_and_what_it_may_be(spec_of: Callable[[str], Spec]) -> None:
    text = matrix(subject_of(spec_of(SMALL)), "shop/orders")
    row = next(line for line in text.splitlines() if "larger than the position" in line)
    assert ">silent</span> [refuse or clip](" in row
    assert ">not stated<" in next(line for line in text.splitlines() if "the position shrinks" in line)
    assert "silent" not in next(line for line in text.splitlines() if "fills for more" in line)


@pytest.mark.parametrize("name", VENUES)
def test_every_scenario_is_drawn_as_it_is_played(name: str) -> None:
    subject = venue(name)
    found = scenarios_of(subject)
    assert found
    for scenario in found:
        played = play(subject.spec, scenario)
        text = figure(played)
        resting = sum(len(row.seen.orders) for row in played.rows)
        held = sum(bool(value) for row in played.rows for value in row.seen.positions.values())
        assert bool(text) == bool(resting + held), "there is a drawing unless there is nothing to draw"
        assert text.count('class="ps-resting"') == resting
        assert text.count("✕") == (sum(bool(row.note) for row in played.rows) if text else 0)
        assert text.count('class="ps-held"') == held


def test_a_scenario_is_shown_as_text_and_its_table_holds_what_was_seen(spec_of: Callable[[str], Spec]) -> None:
    page = orders_page(subject_of(spec_of(SMALL)))
    assert page is not None
    assert "<script" not in page.text
    assert "### A &#60;script&#62;alert&#40;1&#41;&#60;/script&#62; of 10\u202f000" in page.text
    (last,) = (line for line in page.text.splitlines() if line.startswith("| 3 |"))
    assert "| 2 | 2&#58; sell 2 reduce&#45;only |" in last


def test_the_life_of_an_order_has_a_dashed_way_for_each_outcome_that_is_open(spec_of: Callable[[str], Spec]) -> None:
    text = life_figure(subject_of(spec_of(SMALL)), "reduce_only", "An order")
    assert text.count("ps-open") == 2
    assert text.count('class="ps-move') == 4
    assert life_figure(subject_of(spec_of(SMALL)), "closing", "An order") == ""


def test_a_venue_that_says_nothing_of_orders_has_no_such_page(spec_of: Callable[[str], Spec]) -> None:
    assert orders_page(subject_of(spec_of("perpspec: 1\nvenue: {id: shop, title: A shop}\n"))) is None


def test_the_first_page_counts_what_is_said_of_orders_and_leads_there() -> None:
    text = overview_page(venue("okx-swap")).text
    for name in ("orders", "position modes", "limits"):
        assert f"| [{name}](orders.md) |" in text


def test_venues_are_compared_in_each_situation_of_a_flag() -> None:
    subjects = [venue("okx-swap"), venue("deribit")]
    text = compare_page(subjects).text
    for ident in OUTCOMES:
        for subject in subjects:
            stated = subject.spec.venue.stated.get(ident)
            if stated is not None:
                assert f"]({subject.folder}/orders.md#{anchor_of(stated)})" in text, ident


def test_words_beside_code_keep_the_space_between_them() -> None:
    assert prose("`a` may be `b` or `c`: so") == "<code>a</code> may be <code>b</code> or <code>c</code>&#58; so"


def test_a_scenario_of_a_market_shows_the_margin_after_each_event_and_one_without_a_market_none() -> None:
    page = scenario_sections(venue("binance-usdm"))
    grows = page.split("scenario-margin-grows-with-the-mark", 1)[1].split("### ", 1)[0]
    assert "| position | maintenance margin |" in grows
    assert "| −3 | 1\u202f350 USDT |" in grows
    assert "margin |" not in scenario_sections(venue("bitmex"))
