"""Which findings are accepted, and which entries of the list have expired or match nothing?

No clock is asked: the day comes from the caller. An entry is judged only by a run that could have found what it
accepts: of the newest rules, with its check among those asked, and with every question of that check decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..checks.info import Check, CheckInfo
from ..claims.finding import Accepted, Finding, Mark, Report, Verdict
from ..load.accepted import Entry
from .options import Options
from .plan import selected

Asked = frozenset[str] | None

UNMATCHED = CheckInfo("documents.accepted_unmatched", "an accepted finding is no longer found", "fault", "warning")
EXPIRED = CheckInfo("documents.accepted_expired", "the acceptance of a finding has run out", "fault", "warning")

PAGES = (
    Check(
        UNMATCHED,
        """Does every entry of `accepted.yaml` still accept something?

## Why it matters
A list of exceptions that nobody needs any more hides the next finding that comes to share an entry, and makes the
list look longer than the trouble is.

## What to do
Delete the entry. If the finding came back under another fingerprint, because the clause or the table it is about
was renamed, review it again and accept it under the new one.
""",
        lambda _: iter(()),
    ),
    Check(
        EXPIRED,
        """Is every acceptance still in its term?

## Why it matters
`until` was written because the reason would not hold for ever. From the day after it, the finding counts again.

## What to do
Mend what was found, or review it again and write a later date with the reason that holds now.
""",
        lambda _: iter(()),
    ),
)  # fmt: skip


def accept(report: Report, accepted: Mapping[str, Sequence[Entry]], today: str, only: Sequence[str] = ()) -> Report:
    """Return the report with its reviewed findings accepted.

    ``accepted`` is by venue, ``today`` a date, ``only`` what the run was told to ask (nothing: everything).
    """
    asked = frozenset(check.info.id for check in selected(Options(only=tuple(only)))) if only else None
    terms = {
        (venue, entry.fingerprint, entry.id): Accepted(entry.reason, entry.until)
        for venue, entries in accepted.items()
        for entry in entries
        if not _expired(entry, today)
    }
    findings = tuple(
        replace(finding, accepted=terms.get((finding.venue, finding.fingerprint, finding.id))) for finding in report.findings
    )
    faults = tuple(
        fault for venue, entries in accepted.items() for entry in entries for fault in _faults(report, venue, entry, today, asked)
    )
    return replace(report, findings=findings + faults)


def _expired(entry: Entry, today: str) -> bool:
    return bool(entry.until) and entry.until < today[:10]


def _faults(report: Report, venue: str, entry: Entry, today: str, asked: Asked) -> Iterator[Finding]:
    found = next((f for f in report.findings if f.venue == venue and f.fingerprint == entry.fingerprint), None)
    if found is not None and found.id == entry.id:
        if _expired(entry, today):
            message = f"`{entry.id}` was accepted until {entry.until}, and counts again"
            yield _fault(EXPIRED, venue, entry, message, "mend it, or review it again and write a later date")
    elif found is not None:
        message = f"`{entry.fingerprint}` is a finding of `{found.id}`, not of `{entry.id}`"
        yield _fault(UNMATCHED, venue, entry, message, f"write `id: {found.id}` if that is what was reviewed")
    elif _could_be_found(report, venue, entry, asked):
        message = f"`{entry.id}` is accepted with the fingerprint `{entry.fingerprint}`, which no finding has"
        yield _fault(UNMATCHED, venue, entry, message, "delete the entry")


def _could_be_found(report: Report, venue: str, entry: Entry, asked: Asked) -> bool:
    newest = any(spec.get("id") == venue and not spec.get("as_of") for spec in report.specs)
    answers = (outcome.verdict for outcome in report.outcomes if (outcome.venue, outcome.check) == (venue, entry.id))
    return newest and (asked is None or entry.id in asked) and Verdict.UNKNOWN not in answers


def _fault(check: CheckInfo, venue: str, entry: Entry, message: str, help: str) -> Finding:
    return Finding(
        check.id, check.kind, check.severity, Verdict.REFUTED, venue, entry.fingerprint, message,
        (Mark(entry.place, check.summary),), help, basis="by comparison with the findings of this run",
    )  # fmt: skip
