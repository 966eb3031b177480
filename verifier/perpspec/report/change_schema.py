"""What does each field of a JSON comparison hold? The schema that is published beside the specs."""

from __future__ import annotations

from typing import Any, get_args

from ..diff.change import ChangeKind, Direction
from .change_json import HISTORY, SCHEMA
from .schema import DRAFT, Schema

_EXACT = "an exact decimal such as `0.005`, else numerator and denominator such as `1/3`"


def diff_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of what ``perpspec diff --format json`` writes."""
    label = _object({"shown": _text("as it was asked for"), "venue": _text(), "as_of": _text("a date, or nothing")})
    fields = {"schema": {"const": SCHEMA}, "old": label, "new": label, "changes": _list(_change()), "summary": _summary()}
    return {"$schema": DRAFT, "title": "perpspec comparison", **_object(fields)}


def history_schema() -> Schema:
    """Return the JSON Schema of what ``perpspec changelog`` and ``perpspec drift`` write: comparisons in a row."""
    fields = {"schema": {"const": HISTORY}, "comparisons": _list({"$ref": "#/$defs/comparison"})}
    one = {key: value for key, value in diff_schema().items() if key not in ("$schema", "title")}
    return {"$schema": DRAFT, "title": "perpspec history", **_object(fields), "$defs": {"comparison": one}}


def _change() -> Schema:
    return _object(
        {
            "id": _text("the clause, or `tiers.table`, `market.added`, `market.removed`"),
            "section": _text(),
            "kind": {"enum": list(get_args(ChangeKind))},
            "direction": _direction(),
            "message": _text(),
            "markets": _list(_text()) | {"description": "none means every market"},
            "old": _text_or_null("what it said, null where it was not stated"),
            "new": _text_or_null("what it says, null where it is not stated"),
            "old_place": _text("file and line, or nothing"),
            "new_place": _text("file and line, or nothing"),
            "regions": _list(_region()),
            "situations": _list(_situation()),
            "liquidation": _list(_shift()),
            "lost_leverage": {"anyOf": [_object({"sizes": _stretch(), "old": _exact(), "new": _exact()}), {"type": "null"}]},
            "transitions": _list(_transition()),
            "consequences": _list(_text("an output that comes out otherwise, and its direction")),
            "witnesses": _list(_text("inputs at which the versions differ, with both values")),
            "backtest": _backtest(),
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        }
    )


def _region() -> Schema:
    part = _object({"on": _stretch(), "slope": _exact(), "intercept": _exact()})
    return _object(
        {
            "quantity": _text("what is compared, such as the maintenance margin"),
            "variable": _text("the amount it is a function of"),
            "on": _stretch(),
            "direction": _direction(),
            "difference": _list(part) | {"description": "new less old is slope * variable + intercept"},
            "gap": _exact_or_null("the largest difference; null where it grows without end"),
            "gap_at": _exact_or_null("where it is"),
            "old": _exact_or_null("the old value there"),
            "new": _exact_or_null("the new value there"),
            "unit": _text(),
            "text": _text(),
        }
    )


def _situation() -> Schema:
    return _object(
        {
            "of": _text("a flag, a feed, a state, the position mode, or the side"),
            "situation": _text(),
            "direction": _direction(),
            "old": _text("the outcomes that were possible, or nothing"),
            "new": _text("the outcomes that are possible, or nothing"),
            "regions": _list(_region()),
            "resting": _text("what the venue says of resting orders that the new rule refuses, or nothing"),
            "witness": _text("inputs at which the versions differ, or nothing"),
            "text": _text(),
        }
    )


def _shift() -> Schema:
    price = _exact_or_null("a share of the entry price; null where it is never liquidated")
    side = {"enum": ["long", "short"]}
    return _object({"size": _exact(), "leverage": _exact(), "side": side, "old": price, "new": price, "text": _text()})


def _transition() -> Schema:
    what = {"enum": ["below maintenance", "at maintenance", "above the limit", "leverage refused"]}
    amount = _exact_or_null("of the smallest position concerned")
    return _object(
        {
            "what": what,
            "leverage": _exact_or_null("null for accounts at the old minimum"),
            "sizes": _list(_stretch()) | {"description": "none means that it is proved that there is no such position"},
            "smallest": amount,
            "holds": amount,
            "needs": amount,
            "cost": _exact("share of the position that closing it is assumed to cost, which is needed beside the margin"),
            "text": _text(),
        }
    )


def _summary() -> Schema:
    count: Schema = {"type": "integer", "minimum": 0}
    bound = _object(
        {
            "markets": _list(_text()),
            "old": _exact("share of the notional in a day"),
            "new": _exact("share of the notional in a day"),
            "old_interval": _exact_or_null("seconds"),
            "new_interval": _exact_or_null("seconds"),
            "text": _text(),
        }
    )
    notice = _object({"id": _text(), "message": _text(), "place": _text()})
    return _object(
        {
            "directions": _object(dict.fromkeys(("stricter", "looser", "incomparable", "equivalent"), count)),
            "backtest": {"type": "object", "additionalProperties": _backtest()},
            "funding": _list(bound),
            "notices": _list(notice),
        }
    )


def _backtest() -> Schema:
    verdict = {"enum": ["unaffected", "affected", "invalid"]}
    return _object({"verdict": verdict, "above": _exact_or_null("the size above which positions are affected")})


def _stretch() -> Schema:
    end, truth = _exact_or_null("null where it has no end"), {"type": "boolean"}
    return _object({"low": end, "high": end, "low_included": truth, "high_included": truth})


def _direction() -> Schema:
    return {"enum": list(get_args(Direction))}


def _object(fields: dict[str, Any]) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _text(description: str = "") -> Schema:
    return {"type": "string", **({"description": description} if description else {})}


def _text_or_null(description: str) -> Schema:
    return {"type": ["string", "null"], "description": description}


def _exact(description: str = "") -> Schema:
    return _text(f"{description}; {_EXACT}" if description else _EXACT)


def _exact_or_null(description: str) -> Schema:
    return _text_or_null(f"{description}; {_EXACT}")
