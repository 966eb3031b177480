"""How is a question about orders that must not take put to the order machine?"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.claim import Wording
from ..claims.machine_claim import MachineClaim
from ..language.tree import Word
from ..load.load import Spec
from ..machines.orders import FLAG, POST_ONLY
from ..machines.rules import rule, speaks_of
from ..machines.shape import Shape

SHAPE = Shape(slots=1, lots=1, ticks=3, most=1)


def post_only_claim(
    spec: Spec, check: str, broken: str, sentence: str, situation: str, wording: Wording, gravity: int
) -> Iterator[MachineClaim]:
    """Yield the claim that nothing breaks a property of post-only orders, where the spec speaks of them.

    What else orders may do plays no part in it, so those rules are the strictest ones and not the venue's.
    """
    if not speaks_of(spec, "orders.post_only"):
        return
    stated = spec.venue.stated
    name = f"orders.post_only.{situation}"
    place = (
        stated[name].place if name in stated else next(s.place for n, s in stated.items() if n.startswith("orders.post_only."))
    )
    strict = dict.fromkeys(FLAG, Word("refuse"))
    rules = {**strict, **{short: rule(spec, full) for short, full in POST_ONLY.items()}}
    yield MachineClaim(check, "orders.post_only", sentence, rules, SHAPE, broken, place, wording, gravity=gravity)
