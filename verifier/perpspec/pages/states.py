"""What does each rule do in each state of the venue, side by side?"""

from __future__ import annotations

from ..model.conditions import StatesSection
from .clauses import cell
from .markup import paragraphs, section, shown, slug, table
from .sections import completed
from .site import Page
from .subject import Subject


def states_page(subject: Subject) -> Page | None:
    """Return the page on states; None where the spec has no such section."""
    model = subject.spec.venue.section("states")
    if not isinstance(model, StatesSection):
        return None
    rules = tuple(dict.fromkeys(rule for state in model.states.values() for rule in state.rules))

    head = ("state", *(shown(rule.replace("_", " ")) for rule in rules))
    rows = (
        [shown(name.replace("_", " ")), *(cell(subject, f"states.{name}.rules.{rule}") for rule in rules)]
        for name in model.states
    )
    ways = table(
        ("state", "is entered when", "is left when"),
        (
            [shown(n.replace("_", " ")), cell(subject, f"states.{n}.entered"), cell(subject, f"states.{n}.left")]
            for n in model.states
        ),
    )
    lead = '<p class="ps-lead">What goes on, and what stops, when the venue is not in its normal state.</p>'
    text = paragraphs("# States", lead, section("What each rule does", table(head, rows)), section("Ways in and out", ways))
    here = subject.path("states")
    return Page(here, "States", completed(subject, here, text, "states"), " ".join(slug(name) for name in model.states))
