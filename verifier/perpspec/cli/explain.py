"""``perpspec explain``: what lies behind a check, a finding, a claim, or a clause?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .exits import CLEAN, UsageError
from .verb import Verb

if TYPE_CHECKING:
    from ..checks.info import Check
    from ..claims.finding import Report
    from ..report.sheet import Row
    from .paths import Read

_FINGERPRINT = 12


def declare(parser: ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument(
        "id",
        metavar="ID",
        help="a check (`tiers.gap`), a topic, a fingerprint, a claim (`tiers.gap:SUBJECT`) or a clause (`funding.cap`)",
    )
    parser.add_argument(
        "--in", dest="where", metavar="PATH", default="specs/", help="where to look (default: specs/); PATH@DATE too"
    )


def run(args: Namespace) -> int:
    """Print the page of a check, or everything about a finding, a claim or a clause of the specs in ``--in``."""
    from .output import emit, print_rows
    from .pages import pages, topics

    if args.id in pages():
        emit(_page(pages()[args.id]))
    elif args.id in topics():
        emit("".join(f"{c.info.id}  {c.info.summary}\n" for c in pages().values() if c.info.id.startswith(f"{args.id}.")))
    else:
        print_rows(_found(args.id, args.where))
    return CLEAN


def _page(check: Check) -> str:
    from ..report.summary import KIND_WORDS

    info = check.info
    head = f"{info.id}: {info.summary}\n{info.severity}, {KIND_WORDS[info.kind]}, since {info.since}\n"
    return f"{head}\n{check.page.strip()}\n"


def _found(ident: str, where: str) -> list[Row]:
    """Return what is to be said of a finding, a claim or a clause; raise ``UsageError`` if there is none."""
    from ..language.infer import nearest
    from .pages import pages
    from .paths import read_all

    read = read_all([where])
    if len(ident) == _FINGERPRINT and not set(ident) - set("0123456789abcdef"):
        rows = list(_of_finding(ident, read))
        missing = f"no finding in `{where}` has the fingerprint `{ident}`"
        remedy = "it may be mended, or in other specs: name them with --in PATH"
    elif ":" in ident:
        rows = list(_of_claim(ident, read))
        missing, remedy = f"nothing in `{where}` is asked as `{ident}`", "the claims of a run are in its JSON report"
    else:
        rows = list(_of_clause(ident, read))
        missing = f"there is no check, and in `{where}` no clause, called `{ident}`"
        remedy = nearest(ident, [*pages(), *(name for one in read for name in one.spec.venue.stated)])
    if not rows:
        raise UsageError(missing, remedy)
    return rows


def _of_finding(fingerprint: str, read: list[Read]) -> Iterator[Row]:
    from ..report.text import replay_command
    from .dossier import finding_dossier

    for one in read:
        report = _report(one)
        for finding in report.findings:
            if finding.fingerprint == fingerprint:
                yield from finding_dossier(finding, one.spec, replay_command(finding, report))
                return


def _report(one: Read) -> Report:
    import sys

    from ..engine.accepted import accept
    from ..engine.options import Options
    from ..engine.verify import verify
    from .paths import today
    from .progress import progress

    with progress(sys.stderr) as draw:
        report = verify([one.spec], Options(), draw)
    return accept(report, {one.spec.venue.id: one.accepted}, one.spec.venue.as_of or today())


def _of_claim(ident: str, read: list[Read]) -> Iterator[Row]:
    from .dossier import claim_dossier

    for one in read:
        yield from claim_dossier(ident, one.spec)


def _of_clause(ident: str, read: list[Read]) -> Iterator[Row]:
    from .clause import clause_dossier

    for one in read:
        yield from clause_dossier(ident, one.spec)


EXPLAIN = Verb("explain", "print all there is to know about a check, a finding, a claim or a clause", declare, run)
