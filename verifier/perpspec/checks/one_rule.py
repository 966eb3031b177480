"""How is a question put to the order machine that hangs on one rule of its events alone?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..claims.claim import Wording
from ..claims.machine_claim import MachineClaim
from ..language.tree import Expr, Word
from ..load.load import Spec
from ..machines.races import RACE
from ..machines.rules import offered, options, rule
from ..machines.shape import PRICES, Shape
from ..machines.stops import STOP_RULES

STRICT = {
    "no_position": "refuse", "oversized": "refuse", "together": "refuse", "at_fill": "clip", "position_shrinks": "clip",
    "cut_first": "newest", "position_flips": "cancel", "position_flat": "cancel",
}  # fmt: skip
SHAPE = Shape(slots=1, lots=1, ticks=3, most=1, prices=False, post_only=False)


def one_rule_claim(
    spec: Spec, check: str, broken: str, situation: str, sentence: str, wording: Wording, gravity: int, mode: str = "",
) -> Iterator[MachineClaim]:  # fmt: skip
    """Yield the claim where the spec states the situation; ``mode`` is the first that is offered where none is given.

    What else orders may do plays no part in it, so those rules are the strictest ones and not the venue's.
    """
    stated = spec.venue.stated.get(situation)
    if stated is None:
        return
    short = situation.rpartition(".")[2]
    races = short in RACE
    mode = mode or ("one_way" if offered(spec, "one_way") else "hedge")
    shape = replace(SHAPE, mode=mode, races=races, stops=not races)
    rules: dict[str, Expr] = {name: Word(word) for name, word in STRICT.items()}
    rules = {**rules, **({} if races else {"when_triggered": Word("clip"), "spike_inside_window": Word("trigger")})}
    rules |= {} if races else {f"by_{price}": _taken(spec, price) for price in PRICES}
    yield MachineClaim(
        check,
        situation,
        sentence,
        {**rules, short: rule(spec, situation)},
        shape,
        broken,
        stated.place,
        wording,
        any_number=False,
        gravity=gravity,
    )


def _taken(spec: Spec, price: str) -> Word:
    """Return whether orders may wait for a price; what is not published is taken as allowed."""
    name = STOP_RULES[f"by_{price}"]
    return Word("refuse" if name in spec.venue.stated and options(spec, name) == ("refuse",) else "accept")
