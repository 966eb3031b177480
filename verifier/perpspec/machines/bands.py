"""At which price does an order come to rest, where it must not take, or where a band limits what it may ask for?

The band is looked at first. Its edges move as they like, whatever formula a venue has for them; zero is no edge. What
rests already stays where it is when they move.
"""

from __future__ import annotations

from .draft import Draft, Texts
from .machine import Parameter
from .shape import Shape

BAND_RULES = {"band_at_submit": "orders.price_band.at_submit", "band_at_amend": "orders.price_band.at_amend"}
ESCAPES = "(highest > 0 and rests > highest) if side == 1 else rests < lowest"


def resting(shape: Shape, held: str, situation: str, band: str = "") -> Texts:
    """Return the steps to `rests`, from the `limit` of an order of a `side`.

    ``held`` is the truth that it must not take, ``situation`` the rule for it where it would, ``band`` the rule for the
    band, or nothing where no band is looked at.
    """
    if not shape.repriced:
        return ()
    price = "banded" if shape.bands and band else "limit"
    steps: Texts = _banded(band) if price == "banded" else ()
    if not shape.post_only:
        return (*steps, ("rests", price))
    moved = f"(bid + {shape.spread} - 1 if side == 1 else bid + 1)"
    return (
        *steps,
        ("crosses", f"{price} >= bid + {shape.spread} if side == 1 else {price} <= bid"),
        ("rests", f'{moved} if {held} and crosses and {situation} == "reprice" else {price}'),
    )


def _banded(band: str) -> Texts:
    return (
        ("outside", "(highest > 0 and limit > highest) if side == 1 else limit < lowest"),
        ("banded", f'(highest if side == 1 else lowest) if outside and {band} == "reprice" else limit'),
    )


def band_event(shape: Shape) -> Draft:
    """Return the event of a band whose edges move."""
    edges = tuple(range(shape.ticks + 1))
    parameters = (Parameter("to_lowest", edges, 0), Parameter("to_highest", edges, 0))
    guards = ("to_highest == 0 or to_lowest <= to_highest", "to_highest != highest or to_lowest != lowest")
    return Draft("band", 0, parameters, guards, (), {"highest": "to_highest", "lowest": "to_lowest"}, {})
