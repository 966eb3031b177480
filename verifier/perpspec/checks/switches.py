"""How is a question about switching the position mode put to the order machine?"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.claim import Wording
from ..claims.machine_claim import MachineClaim
from ..language.tree import Word
from ..load.load import Spec
from ..machines.orders import FLAG, SWITCH
from ..machines.rules import offered, rule
from ..machines.shape import Shape

SHAPE = Shape(slots=1, lots=1, most=1, prices=False, post_only=False, switch=True)


def switch_claim(
    spec: Spec, check: str, broken: str, sentence: str, wording: Wording, gravity: int
) -> Iterator[MachineClaim]:  # fmt: skip
    """Yield the claim that a switch breaks nothing, where a venue has both modes.

    What else orders may do plays no part in it, so those rules are the strictest ones and not the venue's.
    """
    stated = spec.venue.stated
    place = next((stated[name].place for name in (*SWITCH.values(), "position_modes.hedge") if name in stated), None)
    if place is None or not (offered(spec, "one_way") and offered(spec, "hedge")):
        return
    rules = {**dict.fromkeys(FLAG, Word("refuse")), **{short: rule(spec, full) for short, full in SWITCH.items()}}
    yield MachineClaim(check, "position_modes", sentence, rules, SHAPE, broken, place, wording, gravity=gravity)
