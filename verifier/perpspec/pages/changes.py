"""What has changed in the rules of a venue, when, for which markets, and by how much money?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..diff.change import Change, Comparison, Label
from ..diff.compare import LEVERAGES, compare
from ..diff.history import steps
from ..diff.versions import Versions
from ..engine.parallel import answers
from ..load.documents import Document
from ..report import change_words as words
from ..report.change_text import counts
from .markup import badge, bullets, code, moment, more, note, paragraphs, prose, section, shown, slug, table
from .money import direction, gravest, largest, said, struck
from .site import Page
from .subject import Subject

_HEAD = ("venue", "sources", "assumptions", "examples", "claims", "scenarios")
_MOST, _MOST_CASES, _LONGEST = 30, 6, 240
_WORTH_IT, _TOGETHER = 8, 8  # steps that follow on each other share a version, so one process takes some of them


def changes_page(subject: Subject) -> Page:
    """Return the page with every dated version against the one before it, the newest first."""
    found = list(answers(partial(_step, subject), tuple(reversed(steps(subject.spec))), _WORTH_IT, _TOGETHER))
    lead = (
        f'<p class="ps-lead">{len(found)} dated changes of the rules, the newest first: in which direction, by how '
        "much money at the most, and what became of accounts that were open.</p>"
    )
    parts = [section(moment(one.new.as_of), _told(subject, one), f"change-{slug(one.new.as_of)}") for one in found]
    here = subject.path("changes")
    text = paragraphs("# Changes", lead if found else "No rule has a date yet.", _overview(found), *parts)
    return Page(here, "Changes", text, "changelog history versions")


def _step(subject: Subject, step: tuple[str, str]) -> Comparison:
    (old, new), spec, name = step, subject.spec, subject.spec.venue.id
    versions = Versions(spec.at(old), spec.at(new))
    return compare(versions, Label(old.strip() or "undated", name, old), Label(new, name, new), LEVERAGES)


def _overview(found: list[Comparison]) -> str:
    """Return how many rules each year made stricter and looser."""
    years = sorted({one.new.as_of[:4] for one in found}, reverse=True)
    if len(found) < 4:
        return ""
    moved = ("stricter", "looser", "incomparable", "equivalent")
    rows = (
        [year, *(str(sum(c.direction == d for o in found if o.new.as_of[:4] == year for c in o.changes) or "") for d in moved)]
        for year in years
    )
    return table(("year", "stricter", "looser", "neither", "same rule"), rows, range(1, 5))


def _told(subject: Subject, one: Comparison) -> str:
    rules = [change for change in one.changes if change.direction != "equivalent" or change.section not in _HEAD]
    rows = ([_where(subject, change), _comes_to(subject, change)] for change in rules[:_MOST])
    left = note(f"and {len(rules) - _MOST} more changes") if len(rules) > _MOST else ""
    lines = [said(words.daily(bound)) for bound in one.funding]
    lines += [f"{badge(notice.id)} {prose(notice.message)}" for notice in one.notices]
    documents = [d for d in subject.spec.venue.documents if d.effective == one.new.as_of and d.section not in _HEAD]
    return paragraphs(
        note(f"Against {moment(one.old.shown)}. {shown(counts(one))}."),
        table(("rule", "comes to"), rows) if rules else "", left, bullets(lines),
        bullets(_document(subject, d) for d in documents),
    )  # fmt: skip


def _where(subject: Subject, change: Change) -> str:
    """Return which rule is another, for which markets, and in which direction it moved."""
    name = "tier table" if change.id == "tiers.table" else subject.clause(subject.path("changes"), change.id)
    markets = f"<br>{more(change.markets, 4)}" if change.markets else ""
    return f"{name}{markets}<br>{direction(change.direction)} {shown(change.kind)}"


def _comes_to(subject: Subject, change: Change) -> str:
    return "<br>".join(_lines(subject, change))


def _lines(subject: Subject, change: Change) -> Iterator[str]:
    units = words.units_of(change, subject.spec.venue.units)
    if change.regions:
        for region in gravest(change):
            yield f"{shown(region.quantity)}: {largest(region, units)}"
    else:
        yield prose(_short(change.message))
    if change.kind != "source" and not change.regions and (change.old is not None or change.new is not None):
        yield f"{code(_short(change.old or 'not stated'))} → {code(_short(change.new or 'not stated'))}"
    for case in change.situations[:_MOST_CASES]:
        yield said(words.situation(case, units))
    after = struck(change)
    if after is not None:
        yield said(words.transition(after, change.measure, units))
    if change.direction != "equivalent" or change.reach != "nothing":
        yield f"a backtest: {said(words.reach(change.reach, change.measure, units))}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _document(subject: Subject, document: Document) -> str:
    model = document.model
    facts = [f"Announced {moment(model.published)}." if model.published else "", shown(model.note or "")]
    facts += [f"Source: {subject.sources(subject.path('changes'), model.source)}." if model.source else ""]
    whole = "amends the rules in force" if model.amends else "states the section as a whole"
    return " ".join(part for part in (f"{code(document.section)} {whole}.", *facts) if part)
