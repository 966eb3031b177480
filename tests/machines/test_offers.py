"""Which prices may an order wait for, and which times in force may it have, where the pages name only some of them?"""

from __future__ import annotations

from pathlib import Path

import pytest

from perpspec.load.load import load_spec
from perpspec.machines.rules import offered_rule, words_of

OPEN = ("accept", "refuse")
HEAD = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {faq: {kind: venue, title: Questions}}}
orders:
  triggers: """


@pytest.mark.parametrize(
    ("stated", "last", "mark"),
    [
        ("{mark: accept}", ("refuse",), ("accept",)),
        ("{mark: accept, last: accept}", ("accept",), ("accept",)),
        ("{mark: {status: silent, searched: [faq], domain: [accept, refuse]}}", ("refuse",), OPEN),
        ("{index: refuse}", OPEN, OPEN),
        ("{at_once: refuse}", OPEN, OPEN),
    ],
    ids=["one is offered", "two are offered", "one may be offered", "one is refused", "none is named"],
)
def test_a_price_that_no_page_names_is_not_offered_beside_one_that_is(
    stated: str, last: tuple[str, ...], mark: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(HEAD + stated + "\n", encoding="utf-8")
    spec = load_spec(file)
    assert words_of(offered_rule(spec, "orders.triggers.last")) == last
    assert words_of(offered_rule(spec, "orders.triggers.mark")) == mark
