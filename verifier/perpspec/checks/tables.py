"""What do several checks of tier tables say about a table: its name, its top, membership, its margin?"""

from __future__ import annotations

from fractions import Fraction

from ..claims.build import both, mul, num, sub
from ..language.tree import Compare, Expr, Step, Steps
from ..load.resolve import column_values
from ..load.tables import Tier, TierTable


def subject(table: TierTable) -> str:
    """Return what tells a table apart: the instant it comes into force, its name, and whether it is a former one."""
    return f"{table.id}{' (before)' if table.former else ''}"


def top(table: TierTable) -> Fraction | None:
    """Return the largest bound of a table, or None where a tier has no upper bound."""
    ends = [tier.up_to for tier in table.tiers]
    known = [end for end in ends if end is not None]
    return None if len(known) < len(ends) else max(known)


def belongs_to(x: Expr, tier: Tier, table: TierTable) -> Expr:
    """Return the truth that ``x`` lies inside the printed bounds of a tier."""
    lower, upper = (">", "<=") if table.upper_inclusive else (">=", "<")
    sides: list[Expr] = [Compare(lower, x, num(tier.over, table.measure))]
    if tier.up_to is not None:
        sides.append(Compare(upper, x, num(tier.up_to, table.measure)))
    return both(*sides)


def column(table: TierTable, name: str, x: Expr) -> Expr:
    """Return the look-up of ``x`` in one column of the table."""
    kind = table.measure if name == "deduction" else num(0).kind
    values = column_values(table, name)
    return Steps(
        x,
        tuple(
            Step(t.over, t.up_to, num(v, kind), table.upper_inclusive) for t, v in zip(table.tiers, values, strict=True)
        ),
    )


def maintenance(table: TierTable, x: Expr) -> Expr:
    """Return the maintenance margin of a size: rate times size, less the deduction where the rate is marginal."""
    whole = mul(column(table, "maintenance_rate", x), x)
    return sub(whole, column(table, "deduction", x)) if table.marginal else whole
