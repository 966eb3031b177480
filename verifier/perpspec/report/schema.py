"""What does each field of a JSON report hold? The schema that is published beside the specs."""

from __future__ import annotations

from typing import Any, get_args

from ..claims.claim import FindingKind, Severity
from ..claims.finding import Verdict
from .json import SCHEMA

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_COUNT: Schema = {"type": "integer", "minimum": 0}
_EXACT = "an exact decimal such as `0.005`, else numerator and denominator such as `1/3`"


def report_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of what ``perpspec verify --format json`` writes."""
    fields = {
        "schema": {"const": SCHEMA},
        "tool": _text("name and version of what wrote the report"),
        "specs": _list({"type": "object", "additionalProperties": {"type": "string"}}, "the venues that were read"),
        "findings": _list(_finding(), "by venue, the gravest first; accepted ones are among them"),
        "outcomes": _list(_outcome(), "every question that was asked, with its answer"),
        "summary": _summary(),
    }
    return {"$schema": DRAFT, "title": "perpspec report", **_object(fields)}


def _finding() -> Schema:
    return _object(
        {
            "id": _text("the check, as in `perpspec explain ID`"),
            "kind": {"enum": list(get_args(FindingKind))},
            "severity": {"enum": list(get_args(Severity))},
            "verdict": {"enum": [verdict.value for verdict in Verdict]},
            "venue": _text("id of the venue"),
            "message": _text("what is wrong, in one sentence"),
            "help": _text("what to do about it, or nothing"),
            "spans": _list(_span(), "the first is the place of the finding"),
            "witness": _or_null(_object({"fails": _witness(), "holds": _or_null(_witness())})),
            "readings": _list(_text(), "the readings of silent and disputed clauses it hangs on"),
            "question": _text("what to ask the venue, or nothing"),
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "accepted": _or_null(_object({"reason": _text(), "until": _text("a date, or nothing")})),
            "subject": _text("the clauses or the table that the finding is about"),
            "markets": _list(_text(), "the markets it holds for; none means that it is about no single market"),
            "basis": _text("what the verdict rests on"),
            "consequences": _list(_text(), "what else fails for the same reason"),
            "clauses": _list(_text(), "the silent and disputed clauses it hangs on"),
            "as_of": _text("the date in force, or nothing for the newest"),
        }
    )


def _span() -> Schema:
    place: Schema = {"type": "integer", "minimum": 1}
    return _object(
        {
            "file": _text(),
            "line": place,
            "column": {**place, "description": "in characters"},
            "label": _text(),
            "end_line": place,
            "end_column": {**place, "description": "the first column after the span"},
        }
    )


def _witness() -> Schema:
    line = _object(
        {
            "name": _text(),
            "value": _text(_EXACT + "; times in seconds, rates as ratios"),
            "kind": _text("number, money, price, quantity, coin, contracts, time, truth, word or made of these"),
            "text": _text("the value as a person reads it"),
        }
    )
    reading = {"type": "object", "additionalProperties": {"type": "string"}}
    return _object(
        {
            "reading": {**reading, "description": "the option taken of each silent or disputed clause"},
            "given": _list(line, "the inputs"),
            "follows": _list(line, "what is worked out from them"),
            "events": _list(_text(), "for a sequence, its events in order"),
            "replay": _text(),
        }
    )


def _outcome() -> Schema:
    evidence = _object(
        {
            "method": _text("what decided it"),
            "detail": _text(),
            "budget": _text("what may have been spent"),
            "cases": {**_COUNT, "description": "cases that the fuzzer tried"},
            "met_by": _text("inputs that meet the assumptions, which shows that the claim is not vacuous"),
        }
    )
    return _object(
        {
            "claim": _text("the check and what it was asked of"),
            "check": _text(),
            "verdict": {"enum": [verdict.value for verdict in Verdict]},
            "evidence": evidence,
            "clauses": _list(_text(), "the clauses that the answer rests on"),
            "seconds": {"type": "number", "minimum": 0, "description": "the one field that differs from run to run"},
            "venue": _text(),
            "markets": _list(_text()),
        }
    )


def _summary() -> Schema:
    return _object(
        {
            "findings": {**_COUNT, "description": "all of them, the accepted ones too"},
            "accepted": _COUNT,
            "kinds": _object(dict.fromkeys(get_args(FindingKind), _COUNT), "those not accepted"),
            "severities": _object(dict.fromkeys(get_args(Severity), _COUNT), "those not accepted"),
            "verdicts": _object({verdict.value: _COUNT for verdict in Verdict}),
            "seed": {"type": "integer"},
            "budget": _COUNT,
        }
    )


def _object(fields: dict[str, Any], description: str = "") -> Schema:
    whole: Schema = {"type": "object", "required": list(fields), "additionalProperties": False, "properties": fields}
    return {"description": description, **whole} if description else whole


def _list(item: Schema, description: str = "") -> Schema:
    return {"type": "array", **({"description": description} if description else {}), "items": item}


def _text(description: str = "") -> Schema:
    return {"type": "string", **({"description": description} if description else {})}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
