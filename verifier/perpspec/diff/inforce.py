"""What does a spec that was read say as of another date, without reading it again?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..load.load import Spec
from ..load.names import Names


def in_force(spec: Spec, as_of: str) -> Spec:
    """Return the same documents as in force on a date; empty means the newest."""
    venue = replace(spec.venue, as_of=as_of)
    return Spec(venue, Names(venue), spec.printed)


def steps(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return each two dates that follow on each other, at which some section comes into force, up to the date of the spec."""
    last = spec.venue.as_of
    dates = sorted({d.effective for d in spec.venue.documents if d.effective and (not last or d.effective <= last)})
    return tuple(pairwise([" ", *dates]))  # a blank sorts before every date: what holds without one
