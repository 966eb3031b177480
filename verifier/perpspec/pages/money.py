"""How does a page say what a change of a rule comes to: where, by how much, for which open accounts?"""

from __future__ import annotations

import re

from ..diff.change import Change, Region, Transition
from ..report import change_words as words
from ..report.change_words import Units
from .markup import number, shown, slug

_REPEATING = re.compile(r"-?\d+/\d+ \(about ([^)]*)\)")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")
_SIGNS = {"stricter": "▲ ", "looser": "▼ "}


def direction(word: str) -> str:
    """Return a direction as a mark that says its word, and points where rules get stricter."""
    return f'<span class="ps-badge ps-{slug(word)}">{_SIGNS.get(word, "")}{shown(word)}</span>'


def said(text: str) -> str:
    """Return words with amounts as markup: a fraction that repeats is rounded and says so, a minus is one."""
    return number(_MINUS.sub("\u2212", _REPEATING.sub("≈\u00a0\\1", text)))


def largest(region: Region, units: Units) -> str:
    """Return the largest difference of a region, where it is, and both values there."""
    rate = region.quantity != "highest leverage"
    if not region.parts and region.quantity != "largest position":
        return said(words.region(region, units))
    if region.gap is None:
        return "without end" if region.parts else said(words.region(region, units))
    gap = words.amount(region.gap, region.kind, units, rate=rate)
    bold = f"<b>{said(('+' if region.gap > 0 else '') + gap)}</b>"
    if region.old is None or region.new is None:
        return bold
    both = " → ".join(words.amount(value, region.kind, units, rate=rate) for value in (region.old, region.new))
    there = region.gap_at is not None and region.quantity != "largest position"
    at = f" at {said(words.amount(region.gap_at, region.over_kind, units))}" if there and region.gap_at is not None else ""
    return f"{bold}{at} ({said(both)})"


def sizes(region: Region, units: Units) -> str:
    """Return the sizes of a region."""
    return said(words.stretch(region.stretch, region.over_kind, units))


def gravest(change: Change) -> tuple[Region, ...]:
    """Return of each quantity that a change moves the region with the largest difference, in their order."""
    found: dict[str, Region] = {}
    for region in change.regions:
        known = found.get(region.quantity)
        if known is None or _weight(region) > _weight(known):
            found[region.quantity] = region
    return tuple(found.values())


def _weight(region: Region) -> tuple[bool, object]:
    return (region.gap is None, 0 if region.gap is None else abs(region.gap))


def struck(change: Change) -> Transition | None:
    """Return the first question whose answer is that accounts are below maintenance at the instant of the change."""
    found = (t for t in change.transitions if t.what == "below maintenance" and t.sizes and not t.cost)
    return next(found, None)
