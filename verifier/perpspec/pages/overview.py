"""What does the first page of a venue say: what is published, disputed and silent, what was found, and of which date?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..claims.finding import Verdict
from ..report.summary import KIND_WORDS
from .findings import finding_link
from .markup import badge, code, link, moment, number, paragraphs, section, shown, table
from .questions import open_clauses
from .site import Page
from .subject import PAGE_OF, Subject

STATUSES = ("published", "inferred", "disputed", "silent")
RULES = (
    "contracts", "position_modes", "tiers", "margin", "index", "mark_price", "funding", "orders", "limits", "liquidation",
    "feeds", "states",
)  # fmt: skip


def overview_page(subject: Subject) -> Page:
    """Return the first page of a venue."""
    here = subject.path("index")
    identity = subject.spec.venue.identity
    lead = f'<p class="ps-lead">{shown(_about(identity.product, identity.scope))}</p>'
    parts = [
        _dates(subject, here),
        _figures(subject, here),
        section("The gravest findings", _gravest(subject, here)),
        section("What is published", coverage(subject, here)),
        section("What was asked", _asked(subject)),
        section("Assumed", _assumed(subject, here)) if subject.spec.venue.section("assumptions") is not None else "",
    ]
    return Page(
        here, subject.title, paragraphs(f"# {shown(subject.title)}", lead, *parts), f"{subject.spec.venue.id} overview coverage"
    )


def _about(product: str | None, scope: str | None) -> str:
    """Return what a venue's rules are for, as sentences."""
    said = [f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in (product, scope) if text]
    return " ".join(said)


def _dates(subject: Subject, here: str) -> str:
    newest = max((d.effective for d in subject.spec.venue.documents), default="")
    as_of = f"as in force on {moment(subject.spec.venue.as_of)}" if subject.spec.venue.as_of else "as last changed"
    said = (
        f"Rules {as_of}{f', the newest of {moment(newest)}' if newest and not subject.spec.venue.as_of else ''}; "
        f"verified with {shown(subject.report.tool)}."
    )
    others = [
        link(here, f"{folder}/index", moment(date or "newest")) for date, folder in subject.versions if folder != subject.folder
    ]
    return f"{said}{' Other versions: ' + ', '.join(others) + '.' if others else ''}\n{{ .ps-note }}"


def _figures(subject: Subject, here: str) -> str:
    counts = status_counts(subject)
    shares = [(counts[s], f"clauses {s}") for s in STATUSES if counts[s]]
    kinds = Counter(f.kind for f in subject.findings)
    found = [(kinds[k], f"{KIND_WORDS[k]}{'s' if kinds[k] != 1 else ''}") for k in KIND_WORDS if kinds[k]]
    return paragraphs(_tiles(shares), _tiles(found))


def _tiles(counts: Sequence[tuple[int, str]]) -> str:
    tiles = "".join(f"<li><b>{count}</b><span>{shown(words)}</span></li>" for count, words in counts)
    return f'<ul class="ps-tiles">{tiles}</ul>' if tiles else ""


def status_counts(subject: Subject, name: str = "") -> Counter[str]:
    """Return how many clauses of the rules, or of one section, have each status."""
    inside = (name,) if name else RULES
    return Counter(s.clause.status for s in subject.spec.venue.stated.values() if s.section in inside)


def _gravest(subject: Subject, here: str) -> str:
    chosen = {finding.id: finding for finding in reversed(subject.findings)}
    first = [f for f in subject.findings if chosen[f.id] is f][:3]
    if not first:
        return "Nothing was found."
    rows = ([badge(f.severity), finding_link(subject, here, f), shown(KIND_WORDS[f.kind])] for f in first)
    every = link(here, subject.path("findings/index"), f"All {len(subject.findings)} findings")
    return paragraphs(table(("", "finding", "kind"), rows), every)


def coverage(subject: Subject, here: str) -> str:
    """Return the matrix of sections and statuses, each section with a link to its page."""
    rows = []
    for name in RULES:
        counts = status_counts(subject, name)
        title = shown(name.replace("_", " "))
        there = PAGE_OF.get(name)
        known = sum(counts.values()) > 0
        bar = _bar(counts) if known else badge("no section")
        rows.append(
            [link(here, subject.path(there), title) if there and known else title, bar, *(str(counts[s] or "") for s in STATUSES)]
        )
    found = open_clauses(subject)
    questions = link(here, subject.path("questions"), f"{len(found)} questions to the venue") if found else ""
    return paragraphs(table(("section", "", *STATUSES), rows, (2, 3, 4, 5)), questions)


def _bar(counts: Counter[str]) -> str:
    whole = sum(counts.values())
    parts = "".join(f'<i class="ps-{s}" style="flex:{counts[s]}"></i>' for s in STATUSES if counts[s])
    said = ", ".join(f"{counts[s]} {s}" for s in STATUSES if counts[s])
    return f'<span class="ps-bar" role="img" aria-label="{said} of {whole}">{parts}</span>'


def _asked(subject: Subject) -> str:
    verdicts = Counter(outcome.verdict for outcome in subject.outcomes)
    meaning = {
        Verdict.PROVED: "holds in every reading", Verdict.REFUTED: "fails in every reading",
        Verdict.DEPENDS: "fails in some readings and holds in others", Verdict.VACUOUS: "nothing meets the assumptions",
        Verdict.UNKNOWN: "not decided, never counted as proved", Verdict.SKIPPED: "the spec says nothing that is asked about",
    }  # fmt: skip
    return table(
        ("verdict", "questions", "meaning"),
        ([badge(v.value), str(verdicts[v]), meaning[v]] for v in Verdict if verdicts[v]),
        (1,),
    )


def _assumed(subject: Subject, here: str) -> str:
    found = [stated for stated in subject.spec.venue.stated.values() if stated.section == "assumptions"]
    rows = (
        [code(s.id.partition(".")[2]), number(s.clause.value or ""), shown(s.clause.note or s.clause.reason or "")] for s in found
    )
    return paragraphs("By the user of perpspec, never by the venue.", table(("assumption", "value", "why"), rows, (1,)))
