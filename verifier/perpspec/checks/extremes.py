"""At which size do two stepped margins differ most, or does a split save most: always on one side of a bound?"""

from __future__ import annotations

from fractions import Fraction

from ..load.tables import TierTable
from .tables import ZERO, follows, top

Extreme = tuple[Fraction, Fraction]


def margin_beside(table: TierTable, size: Fraction, *, below: bool) -> Fraction | None:
    """Return the margin by the tier that ends at ``size`` or goes on there, or by the one that starts there."""
    for tier, (rate, deduction) in zip(table.tiers, table.lines, strict=True):
        inside = tier.over < size if below else tier.over <= size
        ends = tier.up_to is None or (size <= tier.up_to if below else size < tier.up_to)
        if inside and ends:
            return rate * size - deduction
    return None


def where_both_end(one: TierTable, other: TierTable) -> Fraction | None:
    """Return the largest size that both tables may have a tier for."""
    known = [limit for limit in (top(one), top(other)) if limit is not None]
    return min(known, default=None)


def widest(one: TierTable, other: TierTable) -> Extreme:
    """Return a size at which the margins differ most among all bounds, and by how much, on either side of a bound."""
    cuts = {bound for t in (*one.tiers, *other.tiers) for bound in (t.over, t.up_to) if bound is not None}
    found = [(ZERO, False, ZERO)]
    for cut in sorted(cuts):
        for below in (True, False):
            left, right = margin_beside(one, cut, below=below), margin_beside(other, cut, below=below)
            if left is not None and right is not None:
                belongs = below == one.upper_inclusive
                found.append((abs(left - right), belongs, -cut))
    largest, _, where = max(found)
    return -where, largest


def largest_saving(table: TierTable) -> Extreme:
    """Return the most that two halves save and at which size, on either side of each bound and of twice each bound."""
    limit = top(table)
    rates = [rate for rate, _ in table.lines]
    if limit is not None and table.marginal and follows(table) and rates == sorted(rates):
        within = [limit]  # what halves save never falls where the rate of each further part never falls
    else:
        cuts = {cut for tier in table.tiers for end in (tier.over, tier.up_to) if end for cut in (end, 2 * end)}
        within = sorted(cut for cut in cuts if limit is None or cut <= limit)
    found = [(ZERO, ZERO)]
    for size in within:
        for below in (True, False):
            whole, half = margin_beside(table, size, below=below), margin_beside(table, size / 2, below=below)
            if whole is not None and half is not None:
                found.append((whole - 2 * half, size))
    return max(found, key=lambda pair: (pair[0], -pair[1]))
