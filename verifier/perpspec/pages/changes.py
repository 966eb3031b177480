"""What has changed in the rules of a venue, when, for which markets, and by how much money?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from ..load.documents import Document
from ..load.load import Spec
from ..load.tables import TierTable
from .markup import more, paragraphs, section, shown, slug, table
from .site import Page
from .subject import Subject, percent
from .versions import changed, largest_rise

_HEAD = ("venue", "sources", "assumptions", "examples", "claims")
_MOST = 30


def changes_page(subject: Subject) -> Page:
    """Return the page with every dated document, the newest first."""
    documents = [d for d in subject.spec.venue.documents if d.effective and d.section not in _HEAD]
    newest = sorted(documents, key=lambda d: (d.effective, d.section, d.file), reverse=True)
    steps = tier_steps(subject.spec)
    lead = (
        f'<p class="ps-lead">{len(newest)} dated changes of the rules, the newest first. For '
        f"tiers: what maintenance margin they ask more (▲) or less (▼).</p>"
    )
    parts = [
        section(
            f"{shown(d.effective)} {shown(d.section.replace('_', ' '))}", _document(subject, d, steps), f"change-{slug(d.file)}"
        )
        for d in newest
    ]
    here = subject.path("changes")
    return Page(here, "Changes", paragraphs("# Changes", lead, _by_year(newest), *parts), "changelog history versions")


def _by_year(documents: list[Document]) -> str:
    count = Counter((d.effective[:4], d.section) for d in documents)
    years = sorted({year for year, _ in count}, reverse=True)
    names = sorted({name for _, name in count})
    rows = ([year, *(str(count[year, name] or "") for name in names)] for year in years)
    return (
        table(("year", *(name.replace("_", " ") for name in names)), rows, range(1, len(names) + 1)) if len(documents) > 3 else ""
    )


def tier_steps(spec: Spec) -> dict[int, list[tuple[str, TierTable | None, TierTable]]]:
    """Return, for each document, each of its markets with the table it had before and the one it has from then on."""
    now: dict[str, TierTable] = {}
    found: dict[int, list[tuple[str, TierTable | None, TierTable]]] = {}
    for document in spec.venue.timeline("tiers"):
        for content in (t for t in spec.printed if t.document is document and not t.former and t.tiers):
            for market in content.markets:
                found.setdefault(id(document), []).append((market, now.get(market), content))
                now[market] = content
    return found


def _document(subject: Subject, document: Document, steps: dict[int, list[tuple[str, TierTable | None, TierTable]]]) -> str:
    said = [f"Announced {shown(document.model.published)}." if document.model.published else "", shown(document.model.note or "")]
    source = f"Source: {subject.sources(subject.path('changes'), document.model.source)}." if document.model.source else ""
    whole = "Amends the rules in force." if document.model.amends else "States the section as a whole."
    rows = list(_steps(subject, steps.get(id(document), [])))
    head = ("markets", "rate of the first tier", "most change of margin", "at the size")
    named = "" if rows else f"Names {more(_named(document), 10)}." if _named(document) else ""
    return paragraphs(
        " ".join(part for part in (*said, whole, named, source) if part), table(head, rows[:_MOST], (1, 2, 3)) if rows else ""
    )


def _named(document: Document) -> list[str]:
    fields = [
        f
        for f in document.model.model_fields_set
        if f not in ("perpspec", "section", "effective", "published", "source", "amends", "note")
    ]
    return sorted(fields)


def _steps(subject: Subject, found: list[tuple[str, TierTable | None, TierTable]]) -> Iterator[list[str]]:
    groups: dict[tuple[object, object], list[tuple[str, TierTable | None, TierTable]]] = {}
    for market, old, new in found:
        groups.setdefault((old.key if old else None, new.key), []).append((market, old, new))
    for group in groups.values():
        _, old, new = group[0]
        markets = more([market for market, _, _ in group], 4)
        yield [markets, *_step(subject, old, new)]


def _step(subject: Subject, old: TierTable | None, new: TierTable) -> list[str]:
    rate = new.tiers[0].maintenance_rate or Fraction(0)
    if old is None:
        return [percent(rate), "first table here", ""]
    before = old.tiers[0].maintenance_rate or Fraction(0)
    rates = percent(rate) if before == rate else f"{percent(before)} → {percent(rate)}"
    if not changed(old, new):
        return [rates, "none", ""]
    found = largest_rise(old, new)
    if found is None:
        return [rates, "leverage or sizes only", ""]
    size, by = found
    return [
        rates,
        f"{'▲ +' if by > 0 else '▼ −'}{subject.amount(abs(by), new.measure, market=new.markets[0])}",
        subject.amount(size, new.measure, market=new.markets[0]),
    ]
