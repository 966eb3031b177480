"""Which positions and resting orders are above a limit that was lowered, where the venue gives it as an amount?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..language.faults import FormulaError
from ..language.infer import kind_of
from ..language.kinds import Kind
from ..load.load import Spec
from ..load.venue import Stated
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import free_names
from ..readings.stretches import Stretch
from .align import Pair
from .change import Change, Direction, Transition
from .orientation import higher_is
from .versions import Versions

_LOWER: dict[Direction, Direction] = {"looser": "stricter", "stricter": "looser"}
_OF_SIZES = frozenset({"limits.position", "limits.order_size"})


def with_limit(versions: Versions, pair: Pair[Stated], change: Change) -> Change:
    """Return the change of a limit with its direction, and what is above the new one; others as they are."""
    if not pair.id.startswith("limits.") or pair.old is None or pair.new is None or change.direction == "equivalent":
        return change
    old, new = _amount(versions.old, pair.old), _amount(versions.new, pair.new)
    if old is None or new is None or old[1] != new[1] or old[0] == new[0]:
        return change
    higher = higher_is(pair.id)
    lowered = new[0] < old[0]
    above = Transition("above the limit", None, (Stretch(new[0], old[0], False, True),))
    return replace(
        change, kind="parameter" if change.kind == "definition" else change.kind, measure=old[1],
        direction=_LOWER.get(higher, "incomparable") if lowered else higher,
        transitions=(above,) if lowered and pair.id in _OF_SIZES else (),
        reach=min(old[0], new[0]) if pair.id in _OF_SIZES else change.reach,
    )  # fmt: skip


def _amount(spec: Spec, stated: Stated) -> tuple[Fraction, Kind] | None:
    """Return a limit that is one amount for every market, with its kind; None for one that is told in words."""
    clause = stated.clause
    if clause.value is None or clause.status not in ("published", "inferred") or clause.by_market:
        return None
    try:
        expr = spec.names.tree(clause.value)
        if free_names(expr):
            return None
        value = exact(expr, Env({}))
        kind = kind_of(expr, spec.names.scope_in(stated.section, {}))
    except (FormulaError, Undefined):
        return None
    return (value, kind) if isinstance(value, Fraction) and kind is not None else None
