"""How does a page show a clause: its status, its formula or words, what it may be, and where that is from?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..language.faults import FormulaError
from ..language.tree import Num, Truth
from ..load.names import PROSE
from ..load.venue import Stated
from ..model.clause import Clause, Interval
from ..readings.mathml import mathml
from .entries import worked_out
from .markup import badge, bullets, code, note, number, paragraphs, section, shown, table
from .subject import Subject, anchor_of

_MOST_MARKETS = 12


def clause_sections(subject: Subject, here: str, stated: Iterable[Stated]) -> str:
    """Return one part of a page for each clause."""
    return "\n".join(
        section(f"{shown(_name(s))} {badge(s.clause.status)}", clause_text(subject, here, s), anchor_of(s), 3, shown(_name(s)))
        for s in stated
    )


def clause_text(subject: Subject, here: str, stated: Stated) -> str:
    """Return everything a clause says."""
    clause = stated.clause
    value = said(subject, stated, clause.value) if clause.value is not None else ""
    worked = worked_out(subject.spec, stated.id) if clause.value is not None else ""
    equal = f'<p class="ps-equals">= {number(worked)}</p>' if worked and worked.replace(" ", "") != clause.value else ""
    return paragraphs(value, equal, _options(subject, here, stated), _by_market(subject, clause), _about(subject, here, stated))


def said(subject: Subject, stated: Stated, text: str) -> str:
    """Return one value of a clause: a formula as mathematics, words as they stand."""
    try:
        kind = subject.spec.names.kind(stated.id)
        if kind is not None and kind != PROSE and kind.form != "word":
            tree = subject.spec.names.tree(text)
            return (
                f'<p class="ps-value">{number(text)}</p>'
                if isinstance(tree, (Num, Truth))
                else f'<div class="ps-math">{mathml(tree)}</div>'
            )
    except FormulaError:
        pass
    return f"<p>{number(text)}</p>"


def short(subject: Subject, clause: Clause) -> str:
    """Return what a clause says in the cell of a table."""
    if clause.value is not None:
        return number(clause.value)
    if clause.alternatives:
        return " or ".join(number(option.value) for option in clause.alternatives)
    if isinstance(clause.domain, Interval):
        return _range(clause.domain)
    return " or ".join(number(text) for text in clause.domain or ()) or ("by market" if clause.by_market else "not published")


def cell(subject: Subject, ident: str) -> str:
    """Return a clause in the cell of a table, with the anchor that links lead to and its status where it is open."""
    stated = subject.spec.venue.stated.get(ident)
    if stated is None:
        return ""
    mark = f" {badge(stated.clause.status)}" if stated.clause.status != "published" else ""
    return f'<span id="{anchor_of(stated)}"></span>{short(subject, stated.clause)}{mark}'


def _name(stated: Stated) -> str:
    path = [str(part) for part in stated.path]
    return ": ".join(path[1:] if path[0] in ("parameters", "definitions") else path).replace("_", " ")


def _options(subject: Subject, here: str, stated: Stated) -> str:
    clause = stated.clause
    if clause.alternatives:
        rows = (
            [said(subject, stated, o.value), subject.sources(here, o.source), shown(o.note or "")] for o in clause.alternatives
        )
        return table(("one source says", "source", "note"), (_flat(row) for row in rows))
    if clause.status != "silent":
        return ""
    if isinstance(clause.domain, Interval):
        return f"Not published. It may be {_range(clause.domain)}."
    return "Not published. It may be:\n\n" + bullets(map(number, clause.domain)) if clause.domain else "Not published."


def _flat(row: list[str]) -> list[str]:
    return [
        cell.replace("<p>", "")
        .replace('<p class="ps-value">', "")
        .replace("</p>", "")
        .replace('<div class="ps-math">', "")
        .replace("</div>", "")
        .replace(' display="block"', "")
        for cell in row
    ]


def _range(domain: Interval) -> str:
    low = f"anything from {number(domain.from_)}" if domain.from_ is not None else "anything"
    return low + (f" to {number(domain.to)}" if domain.to is not None else " upward" if domain.from_ is not None else "")


def _by_market(subject: Subject, clause: Clause) -> str:
    if not clause.by_market:
        return ""
    pairs = list(clause.by_market.items())
    rest = len(pairs) - _MOST_MARKETS
    left = note(f"and {rest} more markets") if rest > 0 else ""
    return paragraphs(table(("market", "value"), ([code(m), number(v)] for m, v in pairs[:_MOST_MARKETS])), left)


def _about(subject: Subject, here: str, stated: Stated) -> str:
    return "\n".join(f"{line}\n{{ .ps-note }}\n" for line in _facts(subject, here, stated))


def _facts(subject: Subject, here: str, stated: Stated) -> Iterator[str]:
    clause = stated.clause
    if clause.called:
        yield f"The venue calls it “{shown(clause.called)}”."
    if clause.reason:
        yield f"Inferred: {shown(clause.reason)}"
    if clause.note:
        yield shown(clause.note)
    if clause.searched:
        yield f"Looked for in {subject.sources(here, clause.searched)}."
    if clause.question:
        yield f"Question: “{shown(clause.question)}”"
    if stated.sources and not clause.searched and not clause.alternatives:
        yield f"Source: {subject.sources(here, stated.sources)}"
