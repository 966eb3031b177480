"""Which sets of rules are the order machines of the tests built with?"""

from __future__ import annotations

from perpspec.language.tree import Expr
from perpspec.machines.machine import Machine
from perpspec.machines.orders import machine_of, rules_of
from perpspec.machines.shape import Shape

AT_SUBMISSION = {
    "no_position": "refuse", "oversized": "refuse", "together": "accept", "at_fill": "fill", "position_shrinks": "keep",
    "cut_first": "each alone", "position_flips": "keep", "position_flat": "keep", "post_only_at_submit": "refuse",
    "post_only_at_amend": "refuse", "switch_with_orders": "refuse", "switch_with_positions": "refuse",
}  # fmt: skip
CLIPPED = {**AT_SUBMISSION, "at_fill": "clip"}
CUT = {**AT_SUBMISSION, "position_shrinks": "clip", "position_flips": "cancel", "position_flat": "cancel"}
RANKED = {**CUT, "together": "cut", "cut_first": "newest"}


def rules(words: dict[str, str]) -> dict[str, Expr]:
    """Return the rules as expressions."""
    return rules_of(words)


def machine(words: dict[str, str], shape: Shape, broken: str = "increases") -> Machine:
    """Return the settled machine that watches one property."""
    return machine_of(rules(words), shape).read({}).only(broken)
