"""What is to be asked of the venue: every silent and every disputed clause as a question, with what hangs on it?"""

from __future__ import annotations

from ..load.venue import Stated
from .clauses import short
from .markup import badge, link, paragraphs, section, shown, slug
from .site import Page
from .subject import Subject


def open_clauses(subject: Subject) -> list[Stated]:
    """Return every clause that is silent or disputed, in the order of the spec."""
    return [s for s in subject.spec.venue.stated.values() if s.clause.status in ("silent", "disputed")]


def questions_page(subject: Subject) -> Page:
    """Return the page of questions, those first on which findings hang."""
    here = subject.path("questions")
    found = sorted(open_clauses(subject), key=lambda s: (not _hanging(subject, s), s.section))
    silent = sum(stated.clause.status == "silent" for stated in found)
    lead = (
        f'<p class="ps-lead">{silent} things are not published and {len(found) - silent} are published in '
        f"two ways. Each is a question that the venue could answer with a sentence.</p>"
    )
    parts = [
        section(
            f"{_question(stated)} {badge(stated.clause.status)}", _text(subject, here, stated), f"question-{slug(stated.id)}", 3
        )
        for stated in found
    ]
    return Page(here, "Questions", paragraphs("# Questions to the venue", lead, *parts), "silent disputed questions")


def _question(stated: Stated) -> str:
    return shown(stated.clause.question or f"What is {stated.id.replace('_', ' ')}?")


def _hanging(subject: Subject, stated: Stated) -> list[str]:
    return [f.fingerprint for f in subject.findings if stated.id in f.subject.split("+")]


def _text(subject: Subject, here: str, stated: Stated) -> str:
    clause = stated.clause
    about = f"{subject.clause(here, stated.id)}: {short(subject, clause)}"
    looked = f"Looked for in {subject.sources(here, clause.searched)}.\n{{ .ps-note }}" if clause.searched else ""
    hanging = [f for f in subject.findings if f.fingerprint in _hanging(subject, stated)]
    links = ", ".join(link(here, subject.path(f"findings/{f.fingerprint}"), shown(f.id)) for f in hanging)
    return paragraphs(about, f"On it hangs {links}." if links else "", looked)
