"""What does a page say about orders: each flag in each situation, the life of an order, scenarios, and the rules themselves?"""

from __future__ import annotations

from .flags import listed, matrix
from .lifecycle import life_figure
from .markup import note, paragraphs, section
from .playing import scenario_sections
from .sections import completed, rules, stated_of
from .site import Page
from .subject import Subject

SECTIONS = {"position_modes": "Position modes", "orders": "Rules of orders", "limits": "Limits"}
_LIVES = {"reduce_only": "An order with reduce-only", "closing": "An order against a leg, in hedge mode"}
_ALONE = ("position_modes", "orders.time_in_force", "orders.triggers", "orders.self_trade", "orders.races")


def orders_page(subject: Subject) -> Page | None:
    """Return the page on orders, position modes and limits; None where the spec has none of these sections."""
    there = [name for name in SECTIONS if subject.spec.venue.section(name) is not None]
    if not there:
        return None
    here = subject.path("orders")
    lead = '<p class="ps-lead">What becomes of an order in each situation, and where nobody says what becomes of it.</p>'
    lives = paragraphs(*(life_figure(subject, flag, name) for flag, name in _LIVES.items()))
    parts = [
        _part("Flags and situations", matrix(subject, here), _MATRIX),
        _part("Modes, triggers and time in force", listed(subject, here, _ALONE)),
        _part("The life of an order", lives if lives.strip() else "", _LIFE),
        _part("Scenarios", scenario_sections(subject), _SCENARIOS),
        *(section(SECTIONS[name], rules(subject, here, name)) for name in there),
    ]
    text = completed(subject, here, paragraphs("# Orders", lead, *parts), *there)
    words = " ".join(["reduce-only post-only hedge", *(s.id for name in there for s in stated_of(subject, name))])
    return Page(here, "Orders", text, words)


_MATRIX = (
    "Each cell leads to the rule with its source. A cell without a mark is published; where a mark says silent or disputed "
    "every outcome that is named is possible. A dot: this flag cannot be in this situation."
)
_LIFE = "Drawn from the same outcomes as the table above. Fills and cancels that are nothing special are left out."
_SCENARIOS = (
    "Sequences of events, played through the machine that is built from the rules of this page, in lots and ticks. "
    "perpspec replay plays the same files."
)


def _part(name: str, text: str, about: str = "") -> str:
    return section(name, paragraphs(note(about) if about else "", text)) if text else ""
