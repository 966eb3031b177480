"""How is a part of a change said in words: where, by how much, for whom, and whether a backtest stands?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..claims.quantities import rounded_text, said
from ..diff.change import Change, DailyFunding, LostLeverage, Part, Reach, Region, Shift, Situation, Transition
from ..language.kinds import MONEY, NUMBER, TIME, TRUTH, Kind
from ..language.units import Unit
from ..readings.stretches import Stretch

Units = Mapping[str, Unit]

_MOST_PARTS = 4
_MOST_MARKETS = 6


def amount(value: Fraction, kind: Kind, units: Units, *, rate: bool = True) -> str:
    """Return an amount as a person writes it; a plain number is a rate unless told otherwise."""
    if kind == TRUTH:
        return "true" if value else "false"
    return said(value, kind, units, percent=rate and kind == NUMBER)


def leverage(value: Fraction) -> str:
    """Return a leverage as a person writes it."""
    return f"{said(value, NUMBER, {})}x"


def markets(named: tuple[str, ...]) -> str:
    """Return the markets a change concerns, the first of them by name."""
    if not named:
        return "every market"
    more = f" and {len(named) - _MOST_MARKETS} more" if len(named) > _MOST_MARKETS else ""
    return ", ".join(named[:_MOST_MARKETS]) + more


def stretch(given: Stretch, kind: Kind, units: Units) -> str:
    """Return a stretch of sizes in words."""
    low, high = given.low, given.high
    if low is not None and low == high:
        return f"at exactly {amount(low, kind, units)}"
    parts = []
    if low is not None and (low != 0 or given.low_in):
        parts.append(f"{'from' if given.low_in else 'over'} {amount(low, kind, units)}")
    if high is not None:
        parts.append(f"{'up to' if given.high_in else 'below'} {amount(high, kind, units)}")
    return " ".join(parts) or "at every size"


def stretches(given: tuple[Stretch, ...], kind: Kind, units: Units) -> str:
    """Return several stretches in words, the first of them."""
    more = f" and {len(given) - 3} more stretches" if len(given) > 3 else ""
    return ", ".join(stretch(one, kind, units) for one in given[:3]) + more


def function(part: Part, region: Region, units: Units) -> str:
    """Return the exact difference on one part: ``0.5% * size - 25 USDT``."""
    factor = region.quantity == "highest leverage"
    slope_is_rate = region.kind == region.over_kind
    if not part.slope:
        return amount(part.intercept, region.kind, units, rate=not factor)
    slope = said(part.slope, NUMBER, {}, percent=slope_is_rate or region.kind == NUMBER)
    line = f"{slope} * {region.over}"
    if not part.intercept:
        return line
    sign = "-" if part.intercept < 0 else "+"
    return f"{line} {sign} {amount(abs(part.intercept), region.kind, units)}"


def region(given: Region, units: Units) -> str:
    """Return one region: what, where, in which direction, by which function, and the largest gap."""
    where = stretch(given.stretch, given.over_kind, units)
    if given.quantity == "largest position":
        ends = [("without limit" if end is None else amount(end, given.kind, units)) for end in (given.old, given.new)]
        return f"largest position {ends[0]} -> {ends[1]}: {given.direction}"
    if not given.parts:
        return f"sizes {where}: {'had a tier and have none' if given.old else 'had no tier and have one'}"
    parts = [f"{function(p, given, units)} {stretch(p.stretch, given.over_kind, units)}" for p in given.parts[:_MOST_PARTS]]
    more = f"; and {len(given.parts) - _MOST_PARTS} more parts" if len(given.parts) > _MOST_PARTS else ""
    by = parts[0].removesuffix(f" {where}") if len(given.parts) == 1 else "; ".join(parts) + more
    return f"{given.quantity} {where}: {given.direction}, new - old = {by}{_gap(given, units)}"


def _gap(given: Region, units: Units) -> str:
    if given.gap is None or given.gap_at is None:
        return "; it grows without end"
    rate = given.quantity != "highest leverage"
    at = amount(given.gap_at, given.over_kind, units)
    if given.old is None or given.new is None or (len(given.parts) == 1 and not given.parts[0].slope):
        values = "" if given.old is None or given.new is None else _values(given, units, rate=rate)
        return f" ({values})" if values else ""
    most = amount(given.gap, given.kind, units, rate=rate)
    share = f", {said(given.gap / given.gap_at, NUMBER, {}, percent=True)} of it" if _has_share(given) else ""
    return f"; most at {at}: {most}{share} ({_values(given, units, rate=rate)})"


def _has_share(given: Region) -> bool:
    return given.kind == given.over_kind == MONEY and bool(given.gap_at) and given.gap is not None and _short(given)


def _short(given: Region) -> bool:
    assert given.gap is not None
    assert given.gap_at is not None
    return (given.gap / given.gap_at).denominator <= 100_000


def _values(given: Region, units: Units, *, rate: bool) -> str:
    assert given.old is not None
    assert given.new is not None
    return f"{amount(given.old, given.kind, units, rate=rate)} -> {amount(given.new, given.kind, units, rate=rate)}"


def situation(given: Situation, units: Units) -> str:
    """Return what a change means in one situation: the outcomes, or the exact difference."""
    outcomes = f" ({given.old} -> {given.new})" if given.old or given.new else ""
    parts = [region(one, units) for one in given.regions] or [given.witness]
    more = f"; {'; '.join(parts)}" if any(parts) else ""
    return f"{given.of}, {given.situation}: {given.direction}{outcomes}{more}"


def shift(given: Shift, kind: Kind, units: Units) -> str:
    """Return how far a liquidation price moves, in percent of the entry price."""
    position = f"{given.side} {leverage(given.leverage)} of {amount(given.size, kind, units)}"
    if given.old is None or given.new is None:
        return f"{position}: {_price(given.old)} -> {_price(given.new)}"
    moved = rounded_text((given.new - given.old) * 100, 4)
    return f"{position}: {_price(given.old)} -> {_price(given.new)} of the entry price ({moved} percent)"


def _price(value: Fraction | None) -> str:
    if value is None:
        return "never liquidated"
    return "liquidatable at entry" if value == 1 else f"{rounded_text(value * 100, 4)}%"


def lost(given: LostLeverage, kind: Kind, units: Units) -> str:
    """Return the largest fall of the highest leverage."""
    after = leverage(given.new) if given.new else "refused"
    return f"{leverage(given.old)} -> {after} {stretch(given.stretch, kind, units)}"


def transition(given: Transition, kind: Kind, units: Units) -> str:
    """Return what the instant of the change does to accounts that met the old rule."""
    who = "at the old minimum" if given.leverage is None else f"opened at {leverage(given.leverage)}"
    where = stretches(given.sizes, kind, units)
    match given.what:
        case "above the limit":
            return f"positions and resting orders above the new limit: {where}"
        case "leverage refused":
            assert given.leverage is not None
            return f"{leverage(given.leverage)} was allowed and resting orders at it are refused: {where}"
        case "at maintenance":
            return f"accounts at the old minimum have exactly {_needed(given)}: {where}"
        case _:
            pass
    if not given.sizes:
        return f"proved: no account {who} is below {_needed(given)} with no price move"
    held = ""
    if given.smallest is not None and given.holds is not None and given.needs is not None:
        amounts = f"holds {amount(given.holds, kind, units)} and needs {amount(given.needs, kind, units)}"
        held = f"; one of {amount(given.smallest, kind, units)} {amounts}"
    return f"accounts {who} are below {_needed(given)} with no price move: {where}{held}"


def _needed(given: Transition) -> str:
    cost = f" and the closing cost of {amount(given.cost, NUMBER, {})}" if given.cost else ""
    return f"the new maintenance margin{cost}"


def reach(given: Reach, kind: Kind, units: Units) -> str:
    """Return the verdict on a backtest over the old rule."""
    if isinstance(given, Fraction):
        return f"affected for positions above {amount(given, kind, units)}"
    return "unaffected" if given == "nothing" else "invalid"


def daily(given: DailyFunding) -> str:
    """Return the bound of a day's funding before and after."""
    ends = [
        f"{amount(value, NUMBER, {})} a day" + (f" (every {said(length, TIME, {})})" if length is not None else "")
        for value, length in ((given.old, given.old_interval), (given.new, given.new_interval))
    ]
    return f"{markets(given.markets)}: at most {ends[0]} -> {ends[1]}"


def units_of(change: Change, units: Units) -> Units:
    """Return the units with the one first in which the sizes of the change are counted."""
    own = units.get(change.base)
    return units if own is None or own.factor != 1 else {change.base: own, **units}


def lines(change: Change, units: Units) -> Iterator[tuple[str, str]]:
    """Yield everything that is said of one change below its first line, each with its name."""
    units = units_of(change, units)
    if change.kind != "source" and (change.old is not None or change.new is not None):
        yield "was", "not stated" if change.old is None else change.old
        yield "is", "not stated" if change.new is None else change.new
    places = [place for place in (change.old_place, change.new_place) if place]
    if places:
        yield "at", " -> ".join(dict.fromkeys(places))
    for one in change.regions:
        yield "where", region(one, units)
    for case in change.situations:
        yield "where", situation(case, units)
    for text in change.consequences:
        yield "moves", text
    for text in change.witnesses:
        yield "witness", text
    yield from _accounts(change, units)
    if change.direction != "equivalent" or change.reach != "nothing":
        yield "backtest", reach(change.reach, change.measure, units)


def _accounts(change: Change, units: Units) -> Iterator[tuple[str, str]]:
    if change.lost is not None:
        yield "leverage", lost(change.lost, change.measure, units)
    for moved in change.shifts:
        yield "price", shift(moved, change.measure, units)
    for case in change.situations:
        if case.resting:
            yield "open", f"orders that rest under the old rule ({case.old}) meet {case.new} under the new one; {case.resting}"
    for after in change.transitions:
        yield "open", transition(after, change.measure, units)
