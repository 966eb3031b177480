"""How does a page say what a change of a rule comes to: where, by how much, for which open accounts?"""

from __future__ import annotations

from ..diff.change import Change, Region, Transition
from ..report import change_words as words
from ..report.change_words import Units
from .markup import number, shown, slug

_SIGNS = {"stricter": "▲ ", "looser": "▼ "}


def direction(word: str) -> str:
    """Return a direction as a mark that says its word, and points where rules get stricter."""
    return f'<span class="ps-badge ps-{slug(word)}">{_SIGNS.get(word, "")}{shown(word)}</span>'


def largest(region: Region, units: Units) -> str:
    """Return the largest difference of a region, where it is, and both values there."""
    rate = region.quantity != "highest leverage"
    if region.gap is None:
        return "grows without end"
    gap = words.amount(region.gap, region.kind, units, rate=rate)
    sign = "+" if region.gap > 0 else ""
    if region.old is None or region.new is None:
        return number(f"{sign}{gap}")
    both = " → ".join(words.amount(value, region.kind, units, rate=rate) for value in (region.old, region.new))
    at = "" if region.gap_at is None else f" at {words.amount(region.gap_at, region.over_kind, units)}"
    return f"<b>{number(sign + gap)}</b>{number(at)} ({number(both)})"


def sizes(region: Region, units: Units) -> str:
    """Return the sizes of a region."""
    return number(words.stretch(region.stretch, region.over_kind, units))


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
