"""Is a text of a spec shown as people write it?"""

from __future__ import annotations

from perpspec.language.parse import parse
from perpspec.pages.markup import moment, section
from perpspec.readings.mathml import mathml


def test_an_instant_is_written_for_people_and_a_date_stays_as_it_is() -> None:
    assert "2025&#45;09&#45;15\u00a006&#58;30\u00a0UTC" in moment("2025-09-15T06:30Z")
    assert "06&#58;30\u00a0UTC" in moment("2025-09-15T06:30:12Z")
    assert ">2025&#45;09&#45;15<" in moment("2025-09-15")
    assert moment("") == ""


def test_the_list_beside_a_page_names_a_clause_without_its_mark() -> None:
    assert section("cap published", "1%", "clause-cap", 3, "cap").startswith(
        '### cap published { #clause-cap data-toc-label="cap" }'
    )


def test_a_name_in_a_formula_leaves_an_operator_its_space() -> None:
    assert mathml(parse("best_bid + best_ask")) == (
        '<math display="block"><mrow><mi>best bid</mi><mo>+</mo><mi>best ask</mi></mrow></math>'
    )
