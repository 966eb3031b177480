"""What does each check ask, why does it matter, and what has it found at which venue?"""

from __future__ import annotations

from collections.abc import Sequence

from ..checks.catalogue import catalogue
from ..checks.info import Check
from ..engine.accepted import PAGES
from ..report.summary import KIND_WORDS
from .findings import finding_link
from .markup import badge, code, link, paragraphs, section, shown, table
from .site import Page
from .subject import Subject


def every_check() -> tuple[Check, ...]:
    """Return every check, by id."""
    return tuple(sorted((*catalogue(), *PAGES), key=lambda check: check.info.id))


def check_pages(subjects: Sequence[Subject]) -> tuple[Page, tuple[Page, ...]]:
    """Return the list of checks by topic, and one page for each."""
    checks = every_check()
    topics = tuple(dict.fromkeys(check.info.id.partition(".")[0] for check in checks))
    here = "checks/index"
    lead = (
        f'<p class="ps-lead">{len(checks)} questions are asked of every venue. '
        f"Nobody has to write a property to get an answer.</p>"
    )
    parts = [section(topic.replace("_", " ").capitalize(), _topic(here, topic, checks, subjects)) for topic in topics]
    listed = Page(here, "Checks", paragraphs("# Checks", lead, *parts), "checks catalogue questions")
    return listed, tuple(_page(check, subjects) for check in checks)


def _topic(here: str, topic: str, checks: Sequence[Check], subjects: Sequence[Subject]) -> str:
    rows = (
        [
            link(here, f"checks/{c.info.id}", code(c.info.id)), shown(c.info.summary), badge(c.info.severity),
            str(_count(c, subjects) or ""),
        ]
        for c in checks if c.info.id.startswith(f"{topic}.")
    )  # fmt: skip
    return table(("check", "what it finds", "at the gravest", "found"), rows, (3,))


def _count(check: Check, subjects: Sequence[Subject]) -> int:
    return sum(f.id == check.info.id for subject in subjects for f in subject.findings)


def _page(check: Check, subjects: Sequence[Subject]) -> Page:
    info, path = check.info, f"checks/{check.info.id}"
    question, _, rest = check.page.strip().partition("\n\n")
    marks = f"{badge(info.severity)} {badge(KIND_WORDS[info.kind])} since {shown(info.since)}"
    rows = [
        [shown(s.title), badge(f.severity), finding_link(s, path, f)] for s in subjects for f in s.findings if f.id == info.id
    ]
    found = section("Found here", table(("venue", "", "finding"), rows)) if rows else ""
    text = paragraphs(f"# {code(info.id)}", f'<p class="ps-lead">{shown(question)}</p>', marks, rest, found)
    return Page(path, info.id, text, f"{info.summary} {question}")
