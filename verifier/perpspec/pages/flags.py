"""How does a table show what each flag of an order comes to in each situation, with what is open marked in words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..load.venue import Stated
from ..model.orders import Outcome
from ..model.outcomes import OUTCOMES, situations
from .clauses import short
from .markup import badge, code, link, shown, table
from .subject import Subject, anchor_of

NAMES = {
    "reduce_only": "reduce-only", "closing": "closing a leg", "close_position": "close-position", "post_only": "post-only",
    "price_band": "price band", "time_in_force": "time in force", "triggers": "trigger", "races": "race",
    "self_trade": "self-trade",
}  # fmt: skip
FLAGS = ("reduce_only", "closing", "close_position", "post_only", "price_band")
WORDS = {
    "one_way": "sent in one-way mode", "hedge": "sent in hedge mode", "resting": "may it rest",
    "no_position": "sent with no position", "oversized": "larger than the position, at submit",
    "together": "several exceed the position together", "at_fill": "fills for more than is left of the position",
    "position_shrinks": "rests and the position shrinks", "cut_first": "who is cut first",
    "position_grows": "was cut and the position grows", "position_flips": "rests and the position flips",
    "position_flat": "rests and the position is closed", "at_amend": "at amend", "when_triggered": "when triggered",
    "at_submit": "would take, or is outside the band, at submit", "at_match": "would fill outside the band",
    "with_reduce_only": "sent with reduce-only", "with_quantity": "sent with a quantity",
    "last": "on the last price", "mark": "on the mark price", "index": "on the index price",
    "at_once": "trigger already reached at submit", "spike_inside_window": "a spike inside one sampling window",
    "position_side": "with a position side", "cancel_and_fill": "a cancel races a fill",
    "while_halted": "the trigger is passed in a halt", "leverage_with_orders": "change the leverage with open orders",
    "leverage_without_margin": "lower the leverage without the margin for it",
    "switch_with_orders": "switch with open orders", "switch_with_positions": "switch with positions",
    "gtc": "GTC", "ioc": "IOC", "fok": "FOK", "gtd": "GTD", "gtx": "GTX",
}  # fmt: skip

_MODES = {"one_way": "one-way mode", "hedge": "hedge mode"}


def situation_name(ident: str) -> str:
    """Return the situation of a clause in words."""
    name = ident.rpartition(".")[2]
    if ident.startswith("position_modes.") and name in _MODES:
        return _MODES[name]
    return WORDS.get(name, name.replace("_", " "))


def flag_name(ident: str) -> str:
    """Return the flag of a clause in words; that of a position mode is the mode."""
    return NAMES.get(ident.split(".")[1], "position mode") if ident.startswith("orders.") else "position mode"


def spoken_flags(subject: Subject) -> tuple[str, ...]:
    """Return the flags of which the venue says anything."""
    stated = subject.spec.venue.stated
    return tuple(flag for flag in FLAGS if any(f"orders.{flag}.{name}" in stated for name in situations(flag)))


def outcome(subject: Subject, stated: Stated | None, here: str) -> str:
    """Return what happens in a situation: a word with its code that leads to its rule, and a mark where it is open."""
    if stated is None:
        return badge("not stated")
    clause = stated.clause
    own = f" {code(clause.code)}" if isinstance(clause, Outcome) and clause.code else ""
    mark = f"{badge(clause.status)} " if clause.status != "published" else ""
    return f"{mark}{link(here, subject.path('orders'), f'{short(subject, clause)}{own}', anchor_of(stated))}"


def matrix(subject: Subject, here: str) -> str:
    """Return the table of situations by flags; a dot stands where a flag cannot be in a situation."""
    flags = spoken_flags(subject)
    if not flags:
        return ""
    rows = dict.fromkeys(name for flag in flags for name in situations(flag))
    cells = ([shown(WORDS[name]), *(_cell(subject, here, f"orders.{flag}.{name}") for flag in flags)] for name in rows)
    return table(("situation", *(NAMES[flag] for flag in flags)), cells)


def _cell(subject: Subject, here: str, ident: str) -> str:
    if ident not in OUTCOMES:
        return "·"
    return outcome(subject, subject.spec.venue.stated.get(ident), here)


def listed(subject: Subject, here: str, groups: Sequence[str]) -> str:
    """Return a table of the situations that no other flag shares, each with its outcome."""
    rows = [row for group in groups for row in _rows(subject, here, group)]
    return table(("", "situation", "outcome"), rows) if rows else ""


def _rows(subject: Subject, here: str, group: str) -> Iterator[list[str]]:
    found = [ident for ident in OUTCOMES if ident.startswith(f"{group}.")]
    if any(ident in subject.spec.venue.stated for ident in found):
        for ident in found:
            yield [shown(flag_name(ident)), shown(situation_name(ident)), _cell(subject, here, ident)]
