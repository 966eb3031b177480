"""What do several checks of tier tables say about a table: its name, its top, membership, its margin?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from ..claims.build import both, mul, num, sub
from ..claims.quantities import said
from ..language.domains import Range, Variable
from ..language.tree import Compare, Expr, Name, Step, Steps
from ..load.load import Spec
from ..load.tables import Tier, TierTable

SIZE = Name("size")
ZERO = Fraction(0)
Line = tuple[Fraction, Fraction]


def subject(table: TierTable) -> str:
    """Return what tells a table apart: the instant it comes into force, its name, and whether it is a former one."""
    return f"{table.id}{' (before)' if table.former else ''}"


def top(table: TierTable) -> Fraction | None:
    """Return the largest bound of a table, or None where some tier, or a formula, has no upper bound."""
    known = [tier.up_to for tier in table.tiers if tier.up_to is not None]
    return max(known) if known and len(known) == len(table.tiers) else None


def sizes(table: TierTable, name: str = "size", *, below_top: bool = False) -> Variable:
    """Return the variable of all sizes above zero up to the largest bound, without it if no tier or ``below_top`` has it."""
    left_out = below_top or (not table.upper_inclusive and top(table) is not None)
    return Variable(name, table.measure, Range(ZERO, top(table), low_open=True, high_open=left_out), Fraction(1))


def belongs_to(x: Expr, tier: Tier, table: TierTable) -> Expr:
    """Return the truth that ``x`` lies inside the printed bounds of a tier."""
    lower, upper = (">", "<=") if table.upper_inclusive else (">=", "<")
    sides: list[Expr] = [Compare(lower, x, num(tier.over, table.measure))]
    if tier.up_to is not None:
        sides.append(Compare(upper, x, num(tier.up_to, table.measure)))
    return both(*sides)


def fault_of(table: TierTable) -> str:
    """Return which check names the first fault of a table that has no margin for every size, or nothing."""
    if table.partition:
        missing = any(tier.maintenance_rate is None for tier in table.tiers)
        return "not every tier has a maintenance rate" if missing else ""
    if any(tier.up_to is not None and tier.over >= tier.up_to for tier in table.tiers):
        return "a tier holds no size: see tiers.empty_band"
    rising = sorted(table.tiers, key=lambda tier: tier.over)
    if any(before.up_to is None or before.up_to > tier.over for before, tier in pairwise(rising)):
        return "two tiers overlap: see tiers.overlap"
    if rising[0].over != 0 or any(before.up_to != tier.over for before, tier in pairwise(rising)):
        return "some size belongs to no tier: see tiers.gap"
    return "its tiers do not stand in rising order"


def follows(table: TierTable) -> bool:
    """Return whether every printed deduction is what its recurrence gives."""
    return not table.marginal or tuple(taken for _, taken in table.lines) == table.deductions()


def unsound(table: TierTable) -> str:
    """Return which check names the first fault of a table that has no trustworthy margin for every size, or nothing."""
    return fault_of(table) or ("" if follows(table) else "a deduction is wrong: see tiers.deduction")


def maintenance(table: TierTable, x: Expr) -> Expr:
    """Return the maintenance margin of a size; every tier must have its rate."""
    return stepped(table, x, table.lines)


def stepped(table: TierTable, x: Expr, lines: Iterable[Line], *, upper_inclusive: bool | None = None) -> Steps:
    """Return the look-up of ``rate * x - deduction`` by the tier of ``x``; a bound's side may be set other than printed."""
    inclusive = table.upper_inclusive if upper_inclusive is None else upper_inclusive
    rows = zip(table.tiers, lines, strict=True)
    return Steps(x, tuple(Step(tier.over, tier.up_to, _line(table, x, line), inclusive) for tier, line in rows))


def _line(table: TierTable, x: Expr, line: Line) -> Expr:
    rate, deduction = line
    whole = mul(num(rate), x)
    return sub(whole, num(deduction, table.measure)) if deduction else whole


def bounds(table: TierTable) -> Iterator[tuple[Tier, Fraction, Fraction]]:
    """Yield each tier after the first with the maintenance margin at its bound by the tier below, and by itself."""
    lines = table.lines
    for tier, (rate, deduction), (rate_below, deduction_below) in zip(table.tiers[1:], lines[1:], lines, strict=False):
        yield tier, rate_below * tier.over - deduction_below, rate * tier.over - deduction


def amount(spec: Spec, table: TierTable, value: Fraction) -> str:
    """Return a size or margin of the table as a person writes it."""
    return said(value, table.measure, spec.venue.units)


def percent(value: Fraction) -> str:
    """Return a rate as a person writes it."""
    return said(value, num(0).kind, {}, percent=True)


def times(value: Fraction) -> str:
    """Return a leverage as a person writes it."""
    return f"{said(value, num(0).kind, {})}x"


def tier_name(spec: Spec, table: TierTable, tier: Tier) -> str:
    """Return the words for one tier of a table."""
    return f"the tier over {amount(spec, table, tier.over)}"


def leverage_of(table: TierTable, tier: Tier) -> Fraction | None:
    """Return the highest leverage of a tier: as printed, or one over its initial rate."""
    if tier.max_leverage is not None or not tier.initial_rate:
        return tier.max_leverage
    return 1 / tier.initial_rate


def alike(table: TierTable, one: Tier, other: Tier) -> bool:
    """Return whether two tiers differ in nothing but their sizes."""
    same_rate = one.maintenance_rate == other.maintenance_rate
    return same_rate and table.initial(one) == table.initial(other) and one.max_leverage == other.max_leverage
