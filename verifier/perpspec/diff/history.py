"""At which dates do the rules of a spec become others?"""

from __future__ import annotations

from itertools import pairwise

from ..load.load import Spec


def steps(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return each two dates that follow on each other, at which some section comes into force, up to the date of the spec."""
    last = spec.venue.as_of
    dates = sorted({d.effective for d in spec.venue.documents if d.effective and (not last or d.effective <= last)})
    return tuple(pairwise([" ", *dates]))  # a blank sorts before every date: what holds without one
