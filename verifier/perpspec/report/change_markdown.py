"""How is a comparison read as a risk notice, in Markdown?"""

from __future__ import annotations

from collections.abc import Iterator

from ..diff.change import Change, Comparison
from .change_text import counts
from .change_words import daily, lines, markets

_HEAD = {"stricter": "Stricter", "looser": "Looser", "incomparable": "Neither stricter nor looser", "equivalent": "Same rule"}


def render(comparison: Comparison, level: int = 1) -> str:
    """Return a comparison as a Markdown page whose first heading is of that level."""
    return "\n".join(_page(comparison, level)) + "\n"


def _page(comparison: Comparison, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escaped(comparison.old.shown)} → {escaped(comparison.new.shown)}"
    yield ""
    yield f"{counts(comparison)}."
    for direction, title in _HEAD.items():
        found = [change for change in comparison.changes if change.direction == direction]
        if found:
            yield ""
            yield f"{'#' * (level + 1)} {title}"
            yield ""
            for change in found:
                yield from _change(change, comparison)
    if comparison.funding:
        yield from ("", f"{'#' * (level + 1)} Funding of a day", "")
        yield from (f"- {escaped(daily(bound))}" for bound in comparison.funding)
    if comparison.notices:
        yield from ("", f"{'#' * (level + 1)} Notices", "")
        yield from (f"- `{notice.id}` {escaped(notice.message)}" for notice in comparison.notices)


def _change(change: Change, comparison: Comparison) -> Iterator[str]:
    named = f", {escaped(markets(change.markets))}" if change.markets else ""
    yield f"- **{escaped(change.id)}**{named} ({change.kind}): {escaped(change.message)}"
    for name, text in lines(change, comparison.units):
        yield f"    - {name}: {escaped(text)}"


def escaped(text: str) -> str:
    """Return text in which nothing is taken for Markdown but code marks, on one line."""
    plain = " ".join(text.split())
    for sign in "\\*_<>|[]#":
        plain = plain.replace(sign, f"\\{sign}")
    return plain
