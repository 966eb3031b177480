"""How is a comparison written for machines? Numbers are texts, so that none passes through a float."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..diff.backtest import backtests
from ..diff.change import Change, Comparison, DailyFunding, Label, Reach, Region, Shift, Situation, Transition
from ..language.units import Unit
from ..readings.stretches import Stretch
from . import change_words as words
from .json import as_text
from .numbers import decimal_text

SCHEMA = "perpspec.diff/1"
HISTORY = "perpspec.history/1"


def render(comparison: Comparison) -> str:
    """Return a comparison as JSON text that ``specs/schema/diff.schema.json`` describes."""
    return as_text(document(comparison))


def render_all(comparisons: Sequence[Comparison]) -> str:
    """Return several comparisons as one JSON text, each of them as ``render`` writes it."""
    return as_text({"schema": HISTORY, "comparisons": [document(comparison) for comparison in comparisons]})


def document(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data."""
    found = [change.direction for change in comparison.changes]
    return {
        "schema": SCHEMA,
        "old": _label(comparison.old),
        "new": _label(comparison.new),
        "changes": [_change(change, comparison) for change in comparison.changes],
        "summary": {
            "directions": {name: found.count(name) for name in ("stricter", "looser", "incomparable", "equivalent")},
            "backtest": {market: _reach(reach) for market, reach in backtests(comparison).items()},
            "funding": [_bound(bound) for bound in comparison.funding],
            "notices": [{"id": n.id, "message": n.message, "place": n.place} for n in comparison.notices],
        },
    }  # fmt: skip


def _bound(bound: DailyFunding) -> dict[str, Any]:
    return {
        "markets": list(bound.markets), "old": decimal_text(bound.old), "new": decimal_text(bound.new),
        "old_interval": number(bound.old_interval), "new_interval": number(bound.new_interval), "text": words.daily(bound),
    }  # fmt: skip


def _label(label: Label) -> dict[str, str]:
    return {"shown": label.shown, "venue": label.venue, "as_of": label.as_of}


def number(value: Fraction | None) -> str | None:
    """Return an exact number as text, null where there is none."""
    return None if value is None else decimal_text(value)


def _reach(reach: Reach) -> dict[str, str | None]:
    if isinstance(reach, Fraction):
        return {"verdict": "affected", "above": decimal_text(reach)}
    return {"verdict": "unaffected" if reach == "nothing" else "invalid", "above": None}


def _change(change: Change, comparison: Comparison) -> dict[str, Any]:
    units = words.units_of(change, comparison.units)
    return {
        "id": change.id,
        "section": change.section,
        "kind": change.kind,
        "direction": change.direction,
        "message": change.message,
        "markets": list(change.markets),
        "old": change.old,
        "new": change.new,
        "old_place": change.old_place,
        "new_place": change.new_place,
        "regions": [_region(region, units) for region in change.regions],
        "situations": [_situation(case, units) for case in change.situations],
        "liquidation": [_shift(shift, change, units) for shift in change.shifts],
        "lost_leverage": None if change.lost is None else {
            "sizes": stretch(change.lost.stretch), "old": number(change.lost.old), "new": number(change.lost.new)},
        "transitions": [_transition(one, change, units) for one in change.transitions],
        "consequences": list(change.consequences),
        "witnesses": list(change.witnesses),
        "backtest": _reach(change.reach),
        "fingerprint": change.fingerprint,
    }  # fmt: skip


def stretch(given: Stretch) -> dict[str, Any]:
    """Return a stretch with its ends, null where it has none."""
    return {"low": number(given.low), "high": number(given.high), "low_included": given.low_in, "high_included": given.high_in}


def _region(region: Region, units: Mapping[str, Unit]) -> dict[str, Any]:
    parts = [{"on": stretch(p.stretch), "slope": number(p.slope), "intercept": number(p.intercept)} for p in region.parts]
    return {
        "quantity": region.quantity, "variable": region.over, "on": stretch(region.stretch), "direction": region.direction,
        "difference": parts, "gap": number(region.gap), "gap_at": number(region.gap_at), "old": number(region.old),
        "new": number(region.new), "unit": str(region.kind), "text": words.region(region, units),
    }  # fmt: skip


def _situation(case: Situation, units: Mapping[str, Unit]) -> dict[str, Any]:
    return {
        "of": case.of, "situation": case.situation, "direction": case.direction, "old": case.old, "new": case.new,
        "regions": [_region(region, units) for region in case.regions], "resting": case.resting, "witness": case.witness,
        "text": words.situation(case, units),
    }  # fmt: skip


def _shift(shift: Shift, change: Change, units: Mapping[str, Unit]) -> dict[str, Any]:
    return {
        "size": number(shift.size), "leverage": number(shift.leverage), "side": shift.side, "old": number(shift.old),
        "new": number(shift.new), "text": words.shift(shift, change.measure, units),
    }  # fmt: skip


def _transition(one: Transition, change: Change, units: Mapping[str, Unit]) -> dict[str, Any]:
    return {
        "what": one.what, "leverage": number(one.leverage), "sizes": [stretch(s) for s in one.sizes],
        "smallest": number(one.smallest), "holds": number(one.holds), "needs": number(one.needs), "cost": number(one.cost),
        "text": words.transition(one, change.measure, units),
    }  # fmt: skip
