"""What does a page say about one finding: place, reading, witness, arithmetic, what it means, and what to ask?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent

from ..claims.finding import Finding, Mark, Verdict, Witness
from ..report.frame import Lines, frames
from ..report.sheet import plain_text
from ..report.summary import KIND_WORDS
from ..report.text import replay_command, verdict_sentence
from .behind import Behind, Claims
from .markup import badge, bullets, code, link, more, note, number, paragraphs, prose, section, shown, table
from .site import Page
from .steps import steps
from .subject import Subject

_MOST_MARKETS = 24


def findings_pages(subject: Subject, lines: Lines) -> tuple[Page, tuple[Page, ...]]:
    """Return the list of findings, and one page for each, accepted ones too."""
    claims = Claims(subject.spec, subject.asked)
    return _list(subject), tuple(_page(subject, finding, claims.behind(finding), lines) for finding in subject.findings)


def finding_link(subject: Subject, here: str, finding: Finding) -> str:
    """Return a finding's message as a link to its page."""
    return link(here, subject.path(f"findings/{finding.fingerprint}"), prose(finding.message))


def _list(subject: Subject) -> Page:
    here = subject.path("findings/index")
    parts = [f'<p class="ps-lead">{_lead(subject)}</p>']
    for severity in ("error", "warning", "note"):
        found = [finding for finding in subject.findings if finding.severity == severity]
        if found:
            parts.append(section(f"{severity.capitalize()}s", _rows(subject, here, found)))
    text = paragraphs("# Findings", *parts)
    return Page(here, "Findings", text, "findings contradictions hazards undocumented")


def _lead(subject: Subject) -> str:
    kinds = [(kind, sum(f.kind == kind for f in subject.findings)) for kind in KIND_WORDS]
    said = ", ".join(f"{count} {KIND_WORDS[kind]}{'s' if count != 1 else ''}" for kind, count in kinds if count)
    reviewed = sum(f.accepted is not None for f in subject.findings)
    tail = f" {reviewed} of them were reviewed by hand against the sources." if reviewed else ""
    return f"{said}.{tail}" if said else "Nothing was found."


def _rows(subject: Subject, here: str, found: Sequence[Finding]) -> str:
    rows = (
        [badge(f.severity), finding_link(subject, here, f), shown(KIND_WORDS[f.kind]), code(f.id), reviewed(f)] for f in found
    )
    return table(("", "finding", "kind", "check", "reviewed"), rows)


def reviewed(finding: Finding) -> str:
    """Return whether somebody has looked at a finding and confirmed it."""
    return "yes" if finding.accepted is not None else ""


def _page(subject: Subject, finding: Finding, behind: Behind | None, lines: Lines) -> Page:
    path = subject.path(f"findings/{finding.fingerprint}")
    marks = f"{badge(finding.severity)} {badge(KIND_WORDS[finding.kind])} {badge(finding.verdict.value)}"
    head = paragraphs(
        f"# {prose(finding.message[:1].upper() + finding.message[1:])}",
        f"{marks} {link(path, f'checks/{finding.id}', code(finding.id))}",
    )
    parts = [
        _accepted(finding),
        section("Where", _place(finding.spans, lines)),
        section("Verdict", paragraphs(shown(_sentence(finding)), bullets(prose(reading) for reading in finding.readings))),
        section("Witness", _witnesses(finding)) if finding.witness else "",
        _arithmetic(behind),
        section("What it means", bullets(prose(text) for text in finding.consequences)) if finding.consequences else "",
        section("Markets", more(finding.markets, _MOST_MARKETS)) if finding.markets else "",
        section("What to do", paragraphs(*_remedy(finding))) if finding.help or finding.question else "",
        section(
            "Again, by yourself", f'<pre class="ps-command"><code>{shown(replay_command(finding, subject.report))}</code></pre>'
        ),
    ]
    return Page(
        path,
        f"{finding.id} {finding.fingerprint[:6]}",
        paragraphs(head, *parts),
        f"{finding.message} {finding.id} {finding.fingerprint}",
    )


def _accepted(finding: Finding) -> str:
    if finding.accepted is None:
        return ""
    until = f" until {shown(finding.accepted.until)}" if finding.accepted.until else ""
    reason = finding.accepted.reason.removeprefix("Reviewed: ").removeprefix("reviewed: ")
    return note(f"Reviewed{until}: {prose(reason)}")


def _sentence(finding: Finding) -> str:
    text = verdict_sentence(finding)
    return f"{text[:1].upper()}{text[1:]}."


def _place(marks: Sequence[Mark], lines: Lines) -> str:
    shown_lines = plain_text(frames(marks, lines, "plain")).split("\n")
    inside = "\n".join(map(shown_line, dedent("\n".join(line for line in shown_lines if line.strip())).split("\n")))
    return f'<pre class="ps-source"><code>{inside}</code></pre>'


def shown_line(line: str) -> str:
    """Return a line of a source as it stands, its spaces kept."""
    return "".join(c if c in " \u00a0" else shown(c) or "\u00a0" for c in line)


def _witnesses(finding: Finding) -> str:
    fails, holds = finding.witness, finding.other_witness
    found = [_witness(fails, "Fails with" if holds else "")] if fails else []
    if holds is not None and finding.verdict is Verdict.DEPENDS:
        found.append(_witness(holds, "Holds with"))
    return paragraphs(*found)


def _witness(witness: Witness, title: str) -> str:
    rows = [[f"{code(name)} is read as", number(label)] for name, label in witness.reading.items()]
    rows += [[shown(line.name.replace("_", " ")), number(line.text or str(line.value))] for line in witness.lines]
    head = f"**{title}**" if title and rows else ""
    events = "".join(f"{n}. {prose(event)}\n" for n, event in enumerate(witness.events, start=1))
    return paragraphs(head, table(("given and following", "value"), rows, (1,)) if rows else "", events)


def _arithmetic(behind: Behind | None) -> str:
    if behind is None:
        return ""
    asked = f"Asked: {prose(behind.claim.sentence)}."
    fails = (
        paragraphs("**In the reading in which it fails**" if behind.holds else "", steps(behind.fails)) if behind.fails else ""
    )
    holds = paragraphs("**In the reading in which it holds**", steps(behind.holds)) if behind.holds else ""
    return section("Step by step", paragraphs(asked, fails, holds))


def _remedy(finding: Finding) -> Iterator[str]:
    if finding.help:
        yield prose(finding.help[:1].upper() + finding.help[1:]) + "."
    if finding.question:
        yield f'<blockquote class="ps-ask">{shown(finding.question)}</blockquote>'
