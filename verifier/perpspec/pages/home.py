"""What is on the first page of a site: the venues, how much each publishes, and where to begin?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .markup import badge, link, paragraphs, section, shown, table
from .overview import STATUSES, status_counts
from .site import Page
from .subject import Subject

HERE = "index"


def home_page(subjects: Sequence[Subject], guide: bool) -> Page:
    """Return the first page."""
    lead = (
        '<p class="ps-lead">What perpetual-futures venues publish about their own '
        "risk, written once as data: computed exactly, proved, "
        "attacked, drawn and compared. What a venue does not say may be anything, and a rule must hold all the same.</p>"
    )
    ways = [link(HERE, "compare", "Venues side by side"), link(HERE, "checks/index", "Every check")]
    ways += [link(HERE, "guide/index", "The guide")] if guide else []
    text = paragraphs(
        "# Risk rules, verified", lead, section("Venues", _venues(subjects)), " · ".join(ways), section("Words", _words())
    )
    return Page(HERE, "Start", text, "venues")


def _venues(subjects: Sequence[Subject]) -> str:
    head = ("venue", "markets", "clauses", "open", "errors", "warnings", "")
    return table(head, (_venue(subject) for subject in subjects), (1, 2, 3, 4, 5))


def _venue(subject: Subject) -> list[str]:
    counts = status_counts(subject)
    found = Counter(f.severity for f in subject.findings)
    date = f" {shown(subject.spec.venue.as_of)}" if subject.spec.venue.as_of else ""
    name = link(HERE, f"{subject.folder}/index", shown(subject.title) + date)
    markets = len(dict.fromkeys((*subject.spec.markets, *subject.spec.tiered)))
    numbers = [
        str(markets),
        str(sum(counts.values())),
        str(counts["silent"] + counts["disputed"]),
        str(found["error"]),
        str(found["warning"]),
    ]
    return [name, *numbers, link(HERE, f"{subject.folder}/calculator", "calculator")]


def _words() -> str:
    meaning = {
        "published": "the venue says so, and the source is named", "inferred": "the reading of who wrote the spec, "
"with the reason",
        "disputed": "two published texts disagree, and "
"both are tried", "silent": "looked for and not found, so it may be anything",
    }  # fmt: skip
    return table(("a clause is", "which means"), ([badge(status), meaning[status]] for status in STATUSES))
