"""Which outcome of a flag, a feed or a state is stricter, and which resting orders does a new outcome refuse?

An outcome is stricter the less is left of an order: it stays, it is cut or priced anew, it is cancelled, it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..load.venue import Stated
from ..model.outcomes import OUTCOMES
from .align import Pair
from .change import Change, Direction, Situation, together
from .versions import Versions

_LEFT = (
    ("accept", "accepted", "fill", "keep", "restore", "offered", "open"),
    ("clip", "cut", "reprice", "reduce only", "only reducing"),
    ("cancel", "cancelled", "expire"),
    ("refuse", "refused", "not offered", "halted"),
)
STRICTNESS: Mapping[str, int] = {word: rank for rank, words in enumerate(_LEFT) for word in words}

# situations of an order that rests already or could have been resting when the rule changed
_RESTS = frozenset({
    "one_way", "hedge", "resting", "no_position", "oversized", "together", "position_shrinks", "position_grows", "position_flips",
    "position_flat", "with_reduce_only", "with_quantity", "gtc", "gtd", "gtx", "last", "mark", "index", "when_triggered",
})  # fmt: skip
_OF_FEED: Mapping[str, str] = {
    "on_stale": "stale", "on_missing": "missing", "on_absurd": "absurd", "age_limit": "age limit", "update": "update",
}  # fmt: skip


def with_situation(versions: Versions, pair: Pair[Stated], change: Change) -> Change:
    """Return the change of a clause with the situation that it is about, and its direction where outcomes have an order."""
    some = pair.new or pair.old
    named = None if some is None else _named(some)
    if named is None or change.direction == "equivalent":
        return change
    of, situation = named
    old, new = _outcomes(pair.old), _outcomes(pair.new)
    direction = _direction(old, new) or change.direction
    stranded = of.startswith("flag ") and _refuses_more(situation, old, new)
    resting = _resting(versions) if stranded else ""
    said = Situation(of, situation, direction, _said(old), _said(new), (), resting)
    return replace(change, direction=direction, situations=(said,))


def _named(stated: Stated) -> tuple[str, str] | None:
    """Return what the clause is about: flag and situation, feed and condition, or state and rule."""
    words = stated.id.split(".")[1:]
    match stated.section, words:
        case "orders", [flag, situation] if stated.id in OUTCOMES:
            return f"flag {flag}", situation
        case "position_modes", [situation] if stated.id in OUTCOMES:
            return "position mode", situation
        case "feeds", [*feed, condition] if feed and condition in _OF_FEED:
            return f"feed {'.'.join(feed)}", _OF_FEED[condition]
        case "states", [state, "rules", rule]:
            return f"state {state}", rule
        case _, [*owner, "age_limit"] if owner:
            return f"input {'.'.join(owner)}", "age limit"
        case _:
            return None


def _outcomes(stated: Stated | None) -> tuple[str, ...]:
    """Return every outcome that a statement leaves possible; none where it leaves any."""
    if stated is None:
        return ()
    clause = stated.clause
    if clause.status == "disputed":
        return tuple(option.value for option in clause.alternatives)
    if clause.status == "silent":
        return tuple(clause.domain) if isinstance(clause.domain, list) else ()
    return () if clause.value is None else (clause.value,)


def _said(outcomes: tuple[str, ...]) -> str:
    return " or ".join(outcomes) or "nothing"


def _direction(old: tuple[str, ...], new: tuple[str, ...]) -> Direction | None:
    """Return how all that may hold now lies to all that may have held; None where some word has no order."""
    if not old or not new or not STRICTNESS.keys() >= {*old, *new}:
        return None
    found = together(_ordered(before, after) for before in old for after in new)
    return None if found == "equivalent" else found


def _ordered(old: str, new: str) -> Direction:
    change = STRICTNESS[new] - STRICTNESS[old]
    if change == 0:
        return "equivalent" if old == new else "incomparable"
    return "stricter" if change > 0 else "looser"


def _refuses_more(situation: str, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    if situation not in _RESTS:
        return False
    ranks = [[STRICTNESS.get(word, -1) for word in words] for words in (old, new)]
    return any(0 <= rank <= 1 for rank in ranks[0]) and any(rank >= 2 for rank in ranks[1])


def _resting(versions: Versions) -> str:
    """Return what the venue says of orders that rest when a rule changes."""
    said = _outcomes(versions.new.venue.stated.get("changes.resting_orders"))
    return f"the venue says of them: {_said(said)}" if said else "the venue does not say what becomes of them"
