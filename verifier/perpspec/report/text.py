"""How does a report read on a terminal or in a log?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote
from typing import assert_never

from ..claims.finding import Finding, Line, Outcome, Report, Verdict, Witness
from .frame import Lines, frames
from .numbers import for_people
from .sheet import MARGIN, WIDTH, Row, Style, aligned, fact, paragraph, plain_text
from .summary import KIND_WORDS, counted, open_findings, ordered, summary, undecided

_MARKETS = 6


def render(report: Report, lines: Lines, show_accepted: bool = False) -> str:
    """Return the report as plain text; ``lines`` gives the lines of a file, or none."""
    return plain_text(report_rows(report, lines, show_accepted))


def report_rows(report: Report, lines: Lines, show_accepted: bool = False) -> Iterator[Row]:
    """Yield every open finding, the accepted ones on request, and the summary."""
    for finding in ordered(report.findings if show_accepted else open_findings(report)):
        yield from finding_rows(finding, lines, replay_command(finding, report))
        yield ()
    yield from _summary_rows(report, show_accepted)


def replay_command(finding: Finding, report: Report) -> str:
    """Return the command that works the finding out again; it looks in ``specs/`` unless it is told otherwise."""
    path = next((spec.get("path", "") for spec in report.specs if spec.get("id") == finding.venue), "")
    dated = next((f"@{spec['as_of']}" for spec in report.specs if spec.get("path") == path and spec.get("as_of")), "")
    known = not dated and (not path or path.startswith("specs/"))
    return f"perpspec explain {finding.fingerprint}" + ("" if known else f" --in {quote(path + dated)}")


def finding_rows(finding: Finding, lines: Lines, replay: str = "") -> Iterator[Row]:
    """Yield one finding: what, where, why, under which inputs, and what to do about it."""
    style: Style = "faint" if finding.accepted else finding.severity
    yield _head(finding, style)
    yield from frames(finding.spans, lines, style)
    if not any(mark.label == finding.message for mark in finding.spans):
        yield from paragraph(finding.message, "strong")
    yield from paragraph(verdict_sentence(finding))
    yield from _readings(finding)
    yield from _witnesses(finding)
    for consequence in finding.consequences:
        yield from fact("also" if finding.verdict is Verdict.DEPENDS else "means", consequence)
    if finding.markets:
        yield from fact("markets", _few(finding.markets))
    if finding.help:
        yield from fact("help", finding.help)
    if finding.question:
        yield from fact("ask", f'"{finding.question}"')
    if finding.accepted:
        until = f" (until {finding.accepted.until})" if finding.accepted.until else ""
        yield from fact("accepted", finding.accepted.reason + until)
    yield from fact("replay", replay or f"perpspec explain {finding.fingerprint}", wrapped=False)


def verdict_sentence(finding: Finding) -> str:
    """Return what was decided and by what."""
    match finding.verdict:
        case Verdict.REFUTED:
            said = "refuted in every reading"
        case Verdict.DEPENDS:
            said = "fails in some readings and holds in others"
        case Verdict.VACUOUS:
            said = "vacuous: nothing meets the assumptions, which is never a proof"
        case Verdict.UNKNOWN:
            said = "unknown, which is never a proof"
        case Verdict.PROVED | Verdict.SKIPPED:
            said = finding.verdict.value
        case _:
            assert_never(finding.verdict)
    # The engine's basis is a whole sentence; that of a check is only what the answer rests on.
    if not finding.basis:
        return said
    return finding.basis if finding.basis.startswith(said.split()[0]) else f"{said} ({finding.basis})"


def _head(finding: Finding, style: Style) -> Row:
    left = f"{finding.severity}  {finding.id}  "
    kind = KIND_WORDS[finding.kind]
    right = "  ".join(part for part in (finding.venue, finding.as_of) if part)
    gap = " " * max(2, WIDTH - len(left) - len(kind) - len(right))
    return ((finding.severity, style), (f"  {finding.id}", "strong"), (f"  {kind}", style), (gap + right, "plain"))


def _readings(finding: Finding) -> Iterator[Row]:
    for reading in finding.readings:
        yield from fact("reading", reading)


def _witnesses(finding: Finding) -> Iterator[Row]:
    fails, holds = finding.witness, finding.other_witness
    if fails is not None:
        shown = not finding.readings and not finding.other_witness
        yield from witness_rows("witness", fails, with_reading=shown)
    if holds is not None:
        yield from witness_rows("but holds", holds, with_reading=False, with_given=fails is None)


def witness_rows(name: str, witness: Witness, with_reading: bool = True, with_given: bool = True) -> Iterator[Row]:
    """Yield a witness: its inputs (left out where another witness has shown them), what follows, its events."""
    given = [(line.name, value_text(line)) for line in witness.lines if line.given and with_given]
    follows = [(f"-> {line.name}", value_text(line)) for line in witness.lines if not line.given]
    cells = given + follows
    yield from aligned(name, cells)
    if witness.events:
        yield from aligned("" if cells else name, [(f"{n}.", event) for n, event in enumerate(witness.events, start=1)])
    if with_reading and witness.reading:
        reading = ", ".join(f"`{clause}` = {option}" for clause, option in witness.reading.items())
        yield from fact("in", f"the reading {reading}")


def value_text(line: Line) -> str:
    """Return the value of a line with its unit, where the line has brought one, or else as the plain number."""
    return line.text or for_people(line.value, line.kind, {}, line.name)


def _few(markets: Iterable[str]) -> str:
    names = list(markets)
    rest = len(names) - _MARKETS
    return ", ".join(names[:_MARKETS]) + (f" and {counted(rest, 'other')}" if rest > 0 else "")


def _summary_rows(report: Report, show_accepted: bool) -> Iterator[Row]:
    counts = summary(report)
    open_ = counts.findings - counts.accepted
    kinds = ", ".join(counted(n, KIND_WORDS[kind]) for kind, n in counts.kinds.items() if n)
    grave = ", ".join(counted(n, severity) for severity, n in counts.severities.items() if n)
    yield ((f"{counted(open_, 'finding')}" + (f" ({grave}): {kinds}" if open_ else ""), "strong" if open_ else "good"),)
    if counts.accepted:
        hint = "" if show_accepted else ", seen with --show-accepted"
        yield ((f"{counted(counts.accepted, 'accepted finding')}{hint}", "plain"),)
    asked = ", ".join(f"{n:_} {verdict}" for verdict, n in counts.verdicts.items() if n)
    yield ((f"{counted(len(report.outcomes), 'claim')}" + (f": {asked}" if asked else ""), "plain"),)
    yield from _unknown_rows(undecided(report))


def _unknown_rows(unknown: tuple[Outcome, ...]) -> Iterator[Row]:
    if not unknown:
        return
    yield ((f"not decided, and so not proved: {counted(len(unknown), 'claim')}", "warning"),)
    for outcome in unknown:
        evidence = outcome.evidence
        said = evidence.detail or evidence.budget
        yield from paragraph(f"{outcome.venue}  {outcome.claim}  {evidence.method}: {said}", indent=MARGIN)
