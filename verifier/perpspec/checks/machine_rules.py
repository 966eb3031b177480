"""Which rules does a question about orders hang on, in which mode, and where does it stand in the spec?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..claims.claim import Wording
from ..claims.machine_claim import MachineClaim
from ..language.tree import Expr
from ..load.load import Spec
from ..machines.orders import rules_for
from ..machines.rules import offered, options, speaks_of
from ..machines.shape import Shape
from ..source.text import Place

MODES = ("one_way", "hedge")
MODE_WORDS = {"one_way": "one-way mode", "hedge": "hedge mode"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One mode in which a question is asked: the flag it is about, and the rules of a spec for it."""

    mode: str
    flag: str
    rules: dict[str, Expr]
    place: Place


def flagged_modes(spec: Spec) -> Iterator[tuple[str, str]]:
    """Yield each mode in which a venue takes orders that may only reduce, with the flag that the spec speaks of there."""
    for mode, flag in (("one_way", "reduce_only"), ("hedge", "closing")):
        refused = mode == "one_way" and options_stated(spec, "orders.reduce_only.one_way") == ("refuse",)
        if offered(spec, mode) and speaks_of(spec, f"orders.{flag}") and not refused:
            yield mode, flag


def reducing_modes(spec: Spec, shape: Shape) -> Iterator[Asked]:
    """Yield each mode in which a venue lets orders rest that may only reduce, with the rules for them."""
    for mode, flag in flagged_modes(spec):
        if options_stated(spec, f"orders.{flag}.resting") != ("refuse",):
            place = next(s.place for name, s in spec.venue.stated.items() if name.startswith(f"orders.{flag}."))
            yield Asked(mode, flag, rules_for(spec, shape.in_mode(mode)), place)


def options_stated(spec: Spec, name: str) -> tuple[str, ...]:
    """Return the outcomes of a situation that the spec states, and nothing where it does not speak of it."""
    return options(spec, name) if name in spec.venue.stated else ()


def place_among(spec: Spec, asked: Asked, *names: str) -> Place:
    """Return where the first of some situations stands, or where the flag begins."""
    idents = [f"orders.{asked.flag}.{name}" for name in names]
    return next((spec.venue.stated[i].place for i in idents if i in spec.venue.stated), asked.place)


def machine_claim(  # noqa: PLR0913 - a claim has as many parts
    check: str, asked: Asked, sentence: str, broken: str, shape: Shape, place: Place, wording: Wording, *,
    any_number: bool = True, gravity: int = 0,
) -> MachineClaim:  # fmt: skip
    """Return the claim that nothing breaks a property in one mode."""
    subject = f"orders.{asked.flag} in {MODE_WORDS[asked.mode]}"
    return MachineClaim(
        check, subject, sentence, asked.rules, shape.in_mode(asked.mode), broken, place, wording, any_number, gravity=gravity
    )
