"""What does a page say about index and mark price: the rules in their order, the constituents, and each feed's bad days?"""

from __future__ import annotations

from ..language.faults import FormulaError
from ..load.venue import Stated
from ..model.conditions import Feed, FeedsSection
from ..model.rules import IndexSection
from ..readings.mathml import mathml
from .clauses import cell, short
from .markup import badge, code, paragraphs, section, shown, table
from .sections import completed, rules, stated_of
from .site import Page
from .subject import Subject, anchor_of

_OWN = ("constituents", "cases")


def prices_page(subject: Subject) -> Page:
    """Return the page on index and mark price."""
    here = subject.path("prices")
    parts = [_price(subject, here, "mark_price", "Mark price"), _price(subject, here, "index", "Index"), _feeds(subject, here)]
    lead = (
        '<p class="ps-lead">How the index is made of its sources, how the mark price follows from '
        "it, and what is taken when an input is stale, absurd or missing.</p>"
    )
    text = paragraphs("# Mark and index", lead, *parts)
    return Page(
        here,
        "Mark and index",
        completed(subject, here, text, "mark_price", "index", "feeds"),
        "mark price index constituents feeds stale fallback oracle",
    )


def _price(subject: Subject, here: str, name: str, title: str) -> str:
    if not stated_of(subject, name):
        return section(title, "The spec has no such section.")
    body = paragraphs(
        _fallbacks(subject, name), _constituents(subject, here) if name == "index" else "", rules(subject, here, name, _OWN)
    )
    return section(title, body.replace("\n## ", "\n### "))


def _fallbacks(subject: Subject, name: str) -> str:
    """Return the rules in the order in which they are tried, as one list from the first to the last resort."""
    cases = [stated for stated in stated_of(subject, name) if stated.path[0] == "cases"]
    general = subject.spec.venue.stated.get(f"{name}.price")
    if not cases:
        return ""
    items = [_case(subject, stated) for stated in cases]
    if general is not None:
        items.append(_step("in every other state", _value(subject, general), general))
    return f'<ol class="ps-flow" aria-label="Rules in the order in which they are tried">\n{"".join(items)}</ol>\n'


def _case(subject: Subject, stated: Stated) -> str:
    when = str(getattr(stated.clause, "when", ""))
    return _step(f"if {_math(subject, when)}", _value(subject, stated), stated)


def _step(when: str, value: str, stated: Stated) -> str:
    mark = badge(stated.clause.status) if stated.clause.status != "published" else ""
    return f'<li id="{anchor_of(stated)}"><span class="ps-when">{when}</span><span class="ps-then">{value} {mark}</span></li>\n'


def _value(subject: Subject, stated: Stated) -> str:
    kind = subject.spec.names.kind(stated.id)
    if stated.clause.value is not None and kind is not None and kind.form == "amount":
        return _math(subject, stated.clause.value)
    return short(subject, stated.clause)


def _math(subject: Subject, text: str) -> str:
    try:
        return mathml(subject.spec.names.tree(text)).replace(' display="block"', "")
    except FormulaError:
        return code(text)


def _constituents(subject: Subject, here: str) -> str:
    model = subject.spec.venue.section("index")
    if not isinstance(model, IndexSection) or not model.constituents:
        return ""
    rows = []
    for name, given in model.constituents.items():
        weight = cell(subject, f"index.constituents.{name}.weight")
        rows.append([code(name), weight, code(given.feed) if given.feed else "", shown(given.note or "")])
    return paragraphs(f"### {len(rows)} sources", table(("source", "weight", "feed", "note"), rows, (1,)))


def _feeds(subject: Subject, here: str) -> str:
    model = subject.spec.venue.section("feeds")
    if not isinstance(model, FeedsSection):
        return section("Feeds", "The spec has no such section.")
    head = ("feed", "age limit", "when stale", "when missing", "when absurd", "falls back to", "used by")
    lead = "What a rule does with an input that is too old, not there, or far from all others. A dash: nothing was found."
    return section(
        "Feeds and their bad days", paragraphs(lead, table(head, (_feed(subject, n, f) for n, f in model.feeds.items())))
    )


def _feed(subject: Subject, name: str, feed: Feed) -> list[str]:
    said = [cell(subject, f"feeds.{name}.{field}") for field in ("age_limit", "on_stale", "on_missing", "on_absurd")]
    return [
        f"{code(name)} {shown(feed.note or '')}",
        *said,
        ", ".join(map(code, feed.fallback)),
        ", ".join(map(shown, feed.used_by)),
    ]
