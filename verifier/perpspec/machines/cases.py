"""Which cases would have to be tried on a venue to see every region of behaviour of its orders, and what is expected?

One concrete case for each situation, mode and side, with the quantities on both sides of each boundary. Steps are told
in lots and ticks, so that they can be carried out by hand or by a program on a venue's test system.
"""

# ruff: noqa: E501 - a region stands on one line, as in a table

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ..load.load import Spec
from ..model.outcomes import OUTCOMES
from .flags import CLOSE
from .rules import offered, options

SIDES = {"long": ("buy", "sell"), "short": ("sell", "buy")}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what is done, what is looked at, and which outcomes the documents leave possible."""

    id: str
    situation: str
    mode: str
    side: str
    steps: tuple[str, ...]
    looks_at: str
    expected: tuple[str, ...]
    status: str
    code: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """A region of behaviour; texts name the sides of a position as `{open}` and `{close}`, the flag as `{flag}`.

    ``inside`` is the side of a bound on which the rule does not apply, so that the order is taken; ``seen_as`` says what
    is seen of an outcome where that has another name.
    """

    situation: str
    steps: tuple[str, ...]
    looks_at: str
    boundary: str = ""
    inside: bool = False
    seen_as: tuple[tuple[str, str], ...] = ()


_OPEN = "{open} 3 lots{leg}, and let it fill"
_REST = "submit {close} 3 lots{leg}{flag}, at a price where it rests"
_REDUCING = (
    _Region("no_position", ("submit {close} 1 lot{leg}{flag}",), "the new order"),
    _Region("oversized", (_OPEN, "submit {close} 3 lots{leg}{flag}"), "the new order", "equal to the position", inside=True),
    _Region("oversized", (_OPEN, "submit {close} 4 lots{leg}{flag}"), "the new order", "one lot more than the position"),
    _Region("together", (_OPEN, "submit {close} 2 lots{leg}{flag}, at a price where it rests", "submit {close} 1 lot{leg}{flag}, one tick farther away"), "both orders", "together equal to the position", inside=True),
    _Region("together", (_OPEN, "submit {close} 2 lots{leg}{flag}, at a price where it rests", "submit {close} 2 lots{leg}{flag}, one tick farther away"), "both orders", "together one lot more than the position"),
    _Region("at_fill", (_OPEN, _REST, "{close} 2 lots{leg}{bare}, and let it fill", "let the resting order fill"), "its fill and the position"),
    _Region("position_shrinks", (_OPEN, _REST, "{close} 1 lot{leg}{bare}, and let it fill"), "the resting order"),
    _Region("cut_first", (_OPEN, "submit {close} 2 lots{leg}{flag}, at a price where it rests", "submit {close} 1 lot{leg}{flag}, one tick nearer", "{close} 1 lot{leg}{bare}, and let it fill"), "which resting order was cut"),
    _Region("position_grows", (_OPEN, _REST, "{close} 1 lot{leg}{bare}, and let it fill", "{open} 1 lot{leg}, and let it fill"), "the resting order"),
    _Region("position_flips", (_OPEN, _REST, "{close} 4 lots{leg}{bare}, and let it fill"), "the resting order", "one lot beyond the position"),
    _Region("position_flat", (_OPEN, _REST, "{close} 3 lots{leg}{bare}, and let it fill"), "the resting order", "exactly the position"),
    _Region("at_amend", (_OPEN, _REST, "amend it to 4 lots"), "the amended order", "one lot more than the position"),
    _Region("when_triggered", (_OPEN, "submit {close} 3 lots{leg}{flag}, with a trigger", "{close} 1 lot{leg}{bare}, and let it fill", "let the trigger be passed"), "the triggered order"),
    _Region("when_triggered", (_OPEN, "submit {close} 2 lots{leg}{flag}, with a trigger", "submit {close} 2 lots{leg}{flag}, with the same trigger", "let the trigger be passed"), "the later of the triggered orders", "two that fire together"),
)  # fmt: skip
_FLAGGED = (
    _Region("close_position.with_reduce_only", (_OPEN, "submit {close}{leg} to close the position, with a trigger, and reduce-only"), "the new order", "with the flag", seen_as=(("require", "accept"),)),
    _Region("close_position.with_reduce_only", (_OPEN, "submit {close}{leg} to close the position, with a trigger, without reduce-only"), "the new order", "without the flag", seen_as=(("refuse", "accept"), ("require", "refuse"))),
    _Region("close_position.with_quantity", (_OPEN, "submit {close} 3 lots{leg} to close the position, with a trigger"), "the new order"),
    _Region("close_position.position_flat", (_OPEN, "submit {close}{leg} to close the position, with a trigger", "{close} 3 lots{leg}, and let it fill"), "the untriggered order"),
    _Region("post_only.at_submit", ("submit {open} 1 lot{leg} post-only, one tick short of the other side's best price",), "the new order", "rests", inside=True),
    _Region("post_only.at_submit", ("submit {open} 1 lot{leg} post-only, at the other side's best price",), "the new order", "would take"),
    _Region("post_only.at_amend", ("submit {open} 1 lot{leg} post-only, where it rests", "amend it to the other side's best price"), "the amended order"),
    _Region("post_only.when_triggered", ("submit {open} 1 lot{leg} post-only, with a trigger and a price one tick short of the other side's best price at that moment", "let the trigger be passed"), "the triggered order", "rests", inside=True),
    _Region("post_only.when_triggered", ("submit {open} 1 lot{leg} post-only, with a trigger and a price that would take", "let the trigger be passed"), "the triggered order", "would take"),
    *(_Region(f"time_in_force.{name}", (f"submit {{open}} 1 lot{{leg}}, {name.upper()}",), "the new order") for name in ("gtc", "ioc", "fok", "gtd", "gtx")),
    *(_Region(f"triggers.{name}", (_OPEN, f"submit {{close}} 3 lots{{leg}}, with a trigger on the {name} price"), "the new order") for name in ("last", "mark", "index")),
    _Region("reduce_only.hedge", (_OPEN, "submit {close} 3 lots{leg} reduce-only"), "the new order"),
    _Region("triggers.at_once", (_OPEN, "submit {close} 3 lots{leg}, with a trigger that is passed already"), "the new order"),
    _Region("triggers.at_once", (_OPEN, "submit {close} 3 lots{leg}, with a trigger at the price of this moment"), "the new order", "exactly at the price"),
    _Region("triggers.at_once", (_OPEN, "submit {close} 3 lots{leg}, with a trigger one tick away"), "the new order", "one tick away", inside=True),
    _Region("triggers.while_halted", (_OPEN, "submit {close} 3 lots{leg}, with a trigger one tick away", "in a halt of the market, let the price pass the trigger", "wait until the market has reopened, with the price still there"), "the untriggered order, in the halt and after it"),
    _Region("triggers.spike_inside_window", (_OPEN, "submit {close} 3 lots{leg}, with a trigger one tick away", "let the price pass the trigger and come back before the next update"), "the untriggered order"),
    _Region("price_band.at_submit", ("submit {open} 1 lot{leg}, at the last price inside the band",), "the new order", "on the edge", inside=True),
    _Region("price_band.at_submit", ("submit {open} 1 lot{leg}, one tick outside the band",), "the new order", "one tick outside"),
    _Region("price_band.at_amend", ("submit {open} 1 lot{leg}, inside the band", "amend it to the last price inside the band"), "the amended order", "on the edge", inside=True),
    _Region("price_band.at_amend", ("submit {open} 1 lot{leg}, inside the band", "amend it to one tick outside the band"), "the amended order"),
    _Region("price_band.at_match", ("submit {open} 1 lot{leg}, one tick outside the band", "let it meet an order at its price"), "its fill"),
    _Region("self_trade.resting_order", (_OPEN, _REST, "submit {open} 1 lot{leg}, one tick short of the price of the resting order"), "both orders", "one tick short", inside=True),
    _Region("self_trade.resting_order", (_OPEN, _REST, "submit {open} 1 lot{leg}, at the price of the resting order"), "both orders"),
    _Region("races.cancel_and_fill", ("submit {open} 1 lot{leg}, at the best price", "cancel it at the moment at which it fills"), "the order and the position"),
)  # fmt: skip
_MODES = (
    _Region("switch_with_orders", ("submit {open} 1 lot{leg}, where it rests", "switch the position mode"), "the switch"),
    _Region("switch_with_positions", (_OPEN, "switch the position mode"), "the switch"),
    _Region("leverage_with_orders", ("submit {open} 1 lot{leg}, where it rests", "change the leverage"), "the change and the resting order"),
    _Region("leverage_without_margin", (_OPEN, "leave just the margin that it needs at half of the leverage", "halve the leverage"), "the change", "the margin suffices", inside=True),
    _Region("leverage_without_margin", (_OPEN, "leave less than the margin that it needs at half of the leverage", "halve the leverage"), "the change, the position and the orders", "the margin is short"),
)  # fmt: skip


def cases(spec: Spec) -> Iterator[Case]:
    """Yield every case that the rules of a venue distinguish, in a fixed order."""
    for mode, flag in (("one_way", "reduce_only"), ("hedge", "closing")):
        if offered(spec, mode):
            groups = {f"orders.{flag}.": _REDUCING, "orders.": _FLAGGED, "position_modes.": _MODES}
            regions = [(region, group) for group, found in groups.items() for region in found]
            for side, (region, group) in product(SIDES, regions):
                yield from _case(spec, region, group, mode, side)


def _case(spec: Spec, region: _Region, group: str, mode: str, side: str) -> Iterator[Case]:
    situation = f"{group}{region.situation}"
    never = (mode == "hedge" and region.situation == "position_flips") or (
        mode != "hedge" and region.situation == "reduce_only.hedge"
    )
    if never or situation not in OUTCOMES or not _spoken_of(spec, situation, mode) or _cannot_rest(spec, group, region):
        return
    opening, closing = SIDES[side]
    hedge = mode == "hedge"
    words = {
        "open": opening, "close": closing, "leg": f" on the {side} leg" if hedge else "",
        "flag": "" if hedge else " reduce-only", "bare": "" if hedge else " without the flag",
    }  # fmt: skip
    parts = [mode, side, region.situation, region.boundary.replace(" ", "-")]
    steps = tuple(step.format(**words) for step in region.steps)
    yield Case(
        "/".join(part for part in parts if part),
        situation,
        mode,
        side,
        steps,
        region.looks_at,
        *_expected(spec, region, situation),
    )


def _expected(spec: Spec, region: _Region, situation: str) -> tuple[tuple[str, ...], str, str, tuple[str, ...]]:
    """Return the outcomes that are possible, with the status, the code of a refusal and the sources of the rule."""
    stated = spec.venue.stated.get(situation)
    sources = stated.sources if stated else ()
    if region.inside:
        return ("accept",), "inferred", "", sources
    seen = tuple(dict.fromkeys(dict(region.seen_as).get(word, word) for word in options(spec, situation)))
    code = str(getattr(stated.clause, "code", None) or "") if stated and "refuse" in seen else ""
    return seen, stated.clause.status if stated else "not stated", code, sources


def _cannot_rest(spec: Spec, group: str, region: _Region) -> bool:
    """Return whether a case has an order rest that the venue does not let rest."""
    resting = spec.venue.stated.get(f"{group}resting")
    rests = any("{flag}" in step and ("where it rests" in step or "one tick" in step) for step in region.steps)
    return rests and resting is not None and resting.clause.value == "refuse"


def _spoken_of(spec: Spec, situation: str, mode: str) -> bool:
    group = situation.rpartition(".")[0]
    if group == "position_modes":
        return situation in spec.venue.stated
    offer = f"{group}.{mode}"
    offered_there = group != CLOSE or offer not in spec.venue.stated or "accept" in options(spec, offer)
    return offered_there and any(name.startswith(f"{group}.") for name in spec.venue.stated)
