"""Which texts were read, when, and how much rests on each?"""

from __future__ import annotations

from collections import Counter

from ..model.identity import Source
from .markup import paragraphs, section, shown, slug
from .site import Page
from .subject import Subject

_KINDS = {
    "venue": "Pages of the venue", "announcement": "Announcements", "api": "Interfaces", "code": "Code",
    "third_party": "Others", "derived": "Worked out",
}  # fmt: skip


def sources_page(subject: Subject) -> Page:
    """Return the page of sources by their kind."""
    here = subject.path("sources")
    known = subject.spec.venue.sources
    used = Counter(name for stated in subject.spec.venue.stated.values() for name in stated.sources)
    parts = []
    for kind, title in _KINDS.items():
        found = [(name, source) for name, source in (known.sources if known else {}).items() if source.kind == kind]
        if found:
            parts.append(section(title, paragraphs(*(_source(name, source, used[name]) for name, source in found))))
    lead = (
        f'<p class="ps-lead">{len(known.sources) if known else 0} texts were read. Every clause names the ones it rests on.</p>'
    )
    return Page(here, "Sources", paragraphs("# Sources", lead, *parts), "sources documents")


def _source(name: str, source: Source, used: int) -> str:
    dates = [f"dated {shown(source.dated)}" if source.dated else "", f"read {shown(source.read)}" if source.read else ""]
    facts = [shown(name), *dates, f"{used} clauses in force rest on it" if used else ""]
    address = _address(source.address) if source.address else ""
    said = "; ".join(part for part in facts if part)
    lines = [f"**{shown(source.title)}** {address}", f"{said}. {shown(source.note or '')}\n{{ .ps-note }}"]
    return f'<span id="source-{slug(name)}"></span>\n' + "\n\n".join(lines)


def _address(address: str) -> str:
    """Return a link for an address of the web; anything else is shown as it stands."""
    if address.startswith(("https://", "http://")):
        return f'<a href="{shown(address)}" rel="noreferrer">{shown(address)}</a>'
    return shown(address)
