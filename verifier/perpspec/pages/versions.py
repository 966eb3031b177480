"""What has changed from one tier table to the next: at which sizes, by how much, in which direction?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..load.load import Spec
from ..load.tables import Tier, TierTable
from .markup import code, number, table
from .subject import Subject, percent, times


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sizes between two bounds (None: without end) with the tier of each version, None where it has none."""

    low: Fraction
    high: Fraction | None
    old: int | None
    new: int | None


def before(spec: Spec, content: TierTable) -> TierTable | None:
    """Return the last table printed before for the first market of a table that says something else."""
    market = content.markets[0] if content.markets else ""
    older = [
        t for t in spec.printed
        if market in t.markets and not t.former and t.tiers and t.key != content.key
        and t.document.effective < content.document.effective
    ]  # fmt: skip
    return max(older, key=lambda t: t.document.effective, default=None)


def stretches(old: TierTable, new: TierTable) -> tuple[Stretch, ...]:
    """Return the sizes between all bounds of both tables, each with its tier in both."""
    ends = {end for t in (old, new) for tier in t.tiers for end in (tier.over, tier.up_to) if end is not None}
    cuts = sorted(ends)
    open_ended = any(tier.up_to is None for t in (old, new) for tier in t.tiers)
    spans: list[tuple[Fraction, Fraction | None]] = [*pairwise(cuts)]
    spans += [(cuts[-1], None)] if open_ended else []
    return tuple(Stretch(low, high, _at(old, low), _at(new, low)) for low, high in spans)


def _at(content: TierTable, low: Fraction) -> int | None:
    found = (i for i, t in enumerate(content.tiers) if t.over <= low and (t.up_to is None or low < t.up_to))
    return next(found, None)


def rise(old: TierTable, new: TierTable, stretch: Stretch, size: Fraction) -> Fraction | None:
    """Return how much more maintenance margin the new table asks at a size; None where one has no tier."""
    if stretch.old is None or stretch.new is None:
        return None
    (rate, deduction), (new_rate, new_deduction) = old.lines[stretch.old], new.lines[stretch.new]
    return (new_rate - rate) * size - (new_deduction - deduction)


def changed(old: TierTable, new: TierTable) -> tuple[Stretch, ...]:
    """Return the stretches on which margin, initial rate or leverage differ."""
    return tuple(stretch for stretch in stretches(old, new) if _differs(old, new, stretch))


def _differs(old: TierTable, new: TierTable, stretch: Stretch) -> bool:
    if stretch.old is None or stretch.new is None:
        return stretch.old is not stretch.new
    a, b = old.tiers[stretch.old], new.tiers[stretch.new]
    same = old.lines[stretch.old] == new.lines[stretch.new] and old.initial(a) == new.initial(b)
    return not same or a.max_leverage != b.max_leverage


def largest_rise(old: TierTable, new: TierTable) -> tuple[Fraction, Fraction] | None:
    """Return the size, of all bounds, at which maintenance margin changes most, and by how much."""
    found = [
        (size, by) for s in changed(old, new) for size in (s.low, s.high) if size is not None
        if (by := rise(old, new, s, size)) is not None and by
    ]  # fmt: skip
    return max(found, key=lambda pair: (abs(pair[1]), -pair[0]), default=None)


def compared(subject: Subject, old: TierTable, new: TierTable) -> str:
    """Return a table of every stretch of sizes on which the two versions differ."""
    found = changed(old, new)
    dated = (
        f"The version before came into force on "
        f"{number(old.document.effective or 'a date that is not published')} as {code(old.name)}."
    )
    if not found:
        return f"{dated} At no size does it ask another margin.\n"
    head = ("over", "up to", "most leverage", "initial rate", "maintenance rate", "margin at the end")
    return f"{dated}\n\n" + table(head, (_row(subject, old, new, stretch) for stretch in found), range(6))


def _row(subject: Subject, old: TierTable, new: TierTable, stretch: Stretch) -> list[str]:
    a = old.tiers[stretch.old] if stretch.old is not None else None
    b = new.tiers[stretch.new] if stretch.new is not None else None
    by = rise(old, new, stretch, stretch.high) if stretch.high is not None else None
    sign = "" if by is None else "same" if by == 0 else f"{'▲ +' if by > 0 else '▼ −'}{subject.amount(abs(by), new.measure)}"
    low = bare(subject, new, stretch.low)
    high = bare(subject, new, stretch.high) if stretch.high is not None else "∞"
    return [
        low,
        high,
        _both(_leverage(old, a), _leverage(new, b)),
        _both(_initial(old, a), _initial(new, b)),
        _both(_rate(a), _rate(b)),
        sign,
    ]


def bare(subject: Subject, content: TierTable, value: Fraction) -> str:
    """Return an amount of a table without its unit."""
    text = subject.amount(value, content.measure)
    return text.rpartition(" ")[0] or text


def _both(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _leverage(content: TierTable, tier: Tier | None) -> str:
    initial = content.initial(tier) if tier is not None else None
    most = tier.max_leverage if tier is not None and tier.max_leverage else 1 / initial if initial else None
    return times(most) if most else "none"


def _initial(content: TierTable, tier: Tier | None) -> str:
    initial = content.initial(tier) if tier is not None else None
    return percent(initial) if initial is not None else "none"


def _rate(tier: Tier | None) -> str:
    return percent(tier.maintenance_rate) if tier is not None and tier.maintenance_rate is not None else "none"
