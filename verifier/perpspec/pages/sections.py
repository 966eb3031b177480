"""What is on the page of a section that computes or rules: outputs, inputs, definitions, parameters, in this order?"""

from __future__ import annotations

from collections.abc import Iterable

from ..load.venue import Stated
from ..model.clause import Clause, Input
from .clauses import clause_sections, short
from .markup import code, number, paragraphs, section, shown, table
from .site import Page
from .subject import Subject, anchor_of

_GROUPS = (("definitions", "Definitions"), ("parameters", "Parameters"))


def stated_of(subject: Subject, name: str) -> list[Stated]:
    """Return the clauses of a section in force."""
    return [stated for stated in subject.spec.venue.stated.values() if stated.section == name]


def outputs(subject: Subject, name: str, leave: Iterable[str] = ()) -> list[Stated]:
    """Return the clauses of a section that are not parameters, definitions or of the fields ``leave``."""
    left = {"parameters", "definitions", *leave}
    return [stated for stated in stated_of(subject, name) if stated.path[0] not in left]


def rules(subject: Subject, here: str, name: str, leave: Iterable[str] = ()) -> str:
    """Return the whole of a section: what it gives, what it needs, what it defines and sets."""
    parts = [clause_sections(subject, here, outputs(subject, name, leave)), inputs(subject, here, name)]
    for group, title in _GROUPS:
        found = [stated for stated in stated_of(subject, name) if stated.path[0] == group]
        if found:
            parts.append(section(title, clause_sections(subject, here, found)))
    return paragraphs(_note(subject, name), *parts)


def _note(subject: Subject, name: str) -> str:
    return "\n\n".join(shown(d.model.note) for d in subject.spec.venue.layers(name) if d.model.note)


def inputs(subject: Subject, here: str, name: str) -> str:
    """Return a table of what comes from outside: kind, feed, sampling, window and age limit."""
    found = [(i, given) for i, (given, document, _) in subject.spec.venue.inputs.items() if document.section == name]
    if not found:
        return ""
    head = ("input", "kind", "what it is", "sampled", "over", "age limit", "source")
    rows = [_input(subject, here, ident, given) for ident, given in found]
    kept = [i for i in range(len(head)) if i < 2 or any(row[i] for row in rows)]
    return section("Inputs", table([head[i] for i in kept], ([row[i] for i in kept] for row in rows)))


def _input(subject: Subject, here: str, ident: str, given: Input) -> list[str]:
    def cell(clause: Clause | None) -> str:
        return short(subject, clause) if clause is not None else ""

    what = [f"is {code(given.is_)}" if given.is_ else "", f"from the feed {code(given.feed)}" if given.feed else ""]
    what += [f"by {cell(given.by)}" if given.by else "", shown(given.note or "")]
    name = code(ident.partition(".")[2])
    window, limit = cell(given.over), cell(given.age_limit)
    texts = "; ".join(part for part in what if part)
    return [
        name,
        number(given.kind.replace("_", " ")),
        texts,
        cell(given.sampled),
        window,
        limit,
        subject.sources(here, given.source),
    ]


def completed(subject: Subject, here: str, text: str, *names: str) -> str:
    """Return a page with, at its end, every clause of its sections that it has not shown."""
    left = [s for name in names for s in stated_of(subject, name) if not _has(text, s) and not _in_a_table(s)]
    return paragraphs(text, section("Also stated", clause_sections(subject, here, left)) if left else "")


def _has(text: str, stated: Stated) -> bool:
    anchor = anchor_of(stated)
    return f'id="{anchor}"' in text or f"{{ #{anchor} }}" in text


def _in_a_table(stated: Stated) -> bool:
    return (
        stated.section == "tiers"
        and stated.path[0] in ("tables", "markets")
        and stated.clause.status in ("published", "inferred")
    )


def section_page(subject: Subject, path: str, name: str, title: str, lead: str, *extra: str, leave: Iterable[str] = ()) -> Page:
    """Return the page of a section with what is drawn or listed before its clauses."""
    here = subject.path(path)
    text = paragraphs(f"# {shown(title)}", f'<p class="ps-lead">{lead}</p>', *extra, rules(subject, here, name, leave))
    words = " ".join(stated.id for stated in stated_of(subject, name))
    return Page(here, title, completed(subject, here, text, name), words)
