"""How is a question put to the order machine that hangs on one rule of its events alone?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..claims.claim import Wording
from ..claims.machine_claim import MachineClaim
from ..language.tree import Expr, Word
from ..load.load import Spec
from ..machines.bands import BAND_RULES
from ..machines.enter import ENTER_RULE
from ..machines.leverage import FUNDS_RULE, LEGS_RULE, LEVERAGE_RULE
from ..machines.own import SELF_RULE
from ..machines.races import RACE
from ..machines.rules import offered, offered_rule, rule, words_of
from ..machines.shape import PRICES, Shape
from ..machines.stops import HALT_RULE, STOP_RULES

STRICT = {
    "no_position": "refuse", "oversized": "refuse", "together": "refuse", "at_fill": "clip", "position_shrinks": "clip",
    "cut_first": "newest", "position_flips": "cancel", "position_flat": "cancel", "leverage_with_orders": "keep",
    "band_at_submit": "refuse", "band_at_amend": "refuse", "post_only_at_submit": "refuse", "post_only_at_amend": "refuse",
}  # fmt: skip
SHAPE = Shape(slots=1, lots=1, ticks=3, most=1, prices=False, post_only=False)
_PRICED = replace(SHAPE, ticks=2, prices=True)
_NEEDED = (
    (RACE, replace(SHAPE, races=True)),
    (LEVERAGE_RULE, replace(SHAPE, leverage=True)),
    (FUNDS_RULE, replace(SHAPE, lots=2, most=2, leverage=True, funds=1)),
    (BAND_RULES, replace(_PRICED, bands=True)),
    (ENTER_RULE, replace(_PRICED, post_only=True, stops=1)),
    (SELF_RULE, replace(SHAPE, slots=2, self_trade=True)),
)
_TRIGGERED = {"when_triggered": "orders.reduce_only.when_triggered"}
_RULES = {
    situation: short
    for rules in (*(rules for rules, _ in _NEEDED), STOP_RULES, HALT_RULE, _TRIGGERED)
    for short, situation in rules.items()
} | {"orders.closing.when_triggered": "when_triggered"}


def one_rule_claim(
    spec: Spec, check: str, broken: str, situation: str, sentence: str, wording: Wording, gravity: int, mode: str = "",
) -> Iterator[MachineClaim]:  # fmt: skip
    """Yield the claim where the spec states the situation; ``mode`` is the first that is offered where none is given.

    What else orders may do plays no part in it, so those rules are the strictest ones and not the venue's; two legs are
    margined as the venue says.
    """
    stated = spec.venue.stated.get(situation)
    if stated is None:
        return
    short = _RULES[situation]
    shape = replace(_shape(short), mode=mode or ("one_way" if offered(spec, "one_way") else "hedge"))
    rules = {**_strict(spec, shape), short: rule(spec, situation)}
    yield MachineClaim(
        check, situation, sentence, rules, shape, broken, stated.place, wording, any_number=False, gravity=gravity
    )  # fmt: skip


def _shape(short: str) -> Shape:
    """Return the shape with the events in which a situation can come about."""
    for rules, needed in _NEEDED:
        if short in rules:
            return needed
    return replace(SHAPE, stops=1, halts=short in HALT_RULE)


def _strict(spec: Spec, shape: Shape) -> dict[str, Expr]:
    rules: dict[str, Expr] = {name: Word(word) for name, word in STRICT.items()}
    if shape.stops:
        rules |= {"when_triggered": Word("clip"), "spike_inside_window": Word("trigger")}
        rules |= {f"by_{price}": _taken(spec, price) for price in PRICES}
    if shape.funds and shape.hedge:
        rules |= {name: rule(spec, condition) for name, condition in LEGS_RULE.items()}
    return rules


def _taken(spec: Spec, price: str) -> Word:
    """Return whether orders may wait for a price; where no page names any, every one is taken as allowed."""
    return Word("refuse" if words_of(offered_rule(spec, STOP_RULES[f"by_{price}"])) == ("refuse",) else "accept")
