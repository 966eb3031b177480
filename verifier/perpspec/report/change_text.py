"""How is a comparison of two versions read by a person at a terminal?"""

from __future__ import annotations

from collections.abc import Iterator

from ..diff.change import Change, Comparison, Label
from .change_words import daily, lines, markets
from .sheet import Row, Style, fact, paragraph, plain_text
from .summary import counted

_STYLE: dict[str, Style] = {"stricter": "error", "looser": "good", "incomparable": "warning", "equivalent": "faint"}


def render(comparison: Comparison) -> str:
    """Return a comparison as plain text."""
    return plain_text(comparison_rows(comparison))


def comparison_rows(comparison: Comparison) -> Iterator[Row]:
    """Yield the changes, the gravest first, then funding, notices and one line of counts."""
    yield ((f"{_label(comparison.old)} -> {_label(comparison.new)}", "strong"),)
    for change in comparison.changes:
        yield ()
        yield from _change(change, comparison)
    for bound in comparison.funding:
        yield ()
        yield (("funding of a day", "strong"),)
        yield from paragraph(daily(bound))
    for notice in comparison.notices:
        yield ()
        yield (("warning", "warning"), (f"  {notice.id}  {notice.place}", "plain"))
        yield from paragraph(notice.message)
    yield ()
    yield ((counts(comparison), "strong"),)


def _label(label: Label) -> str:
    return f"{label.shown}"


def _change(change: Change, comparison: Comparison) -> Iterator[Row]:
    yield ((change.direction, _STYLE[change.direction]), (f"  {change.id}  {change.kind}  ", "strong"),
           (markets(change.markets) if change.markets else "", "plain"))  # fmt: skip
    yield from paragraph(change.message)
    for name, text in lines(change, comparison.units):
        yield from fact(name.ljust(10), text)
    if change.direction != "equivalent":
        yield from fact("id", change.fingerprint, "faint")


def counts(comparison: Comparison) -> str:
    """Return one line of how many changes there are, of each direction."""
    if not comparison.changes:
        return "no rule means anything else"
    found = [change.direction for change in comparison.changes]
    parts = [f"{found.count(name)} {name}" for name in dict.fromkeys(found)]
    return f"{counted(len(found), 'change')}: {', '.join(parts)}" + (
        f"; {counted(len(comparison.notices), 'notice')}" if comparison.notices else ""
    )
