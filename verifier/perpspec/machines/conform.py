"""Does a log follow the published rules, where is the first event that they do not allow, and what did it settle?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from ..load.load import Spec
from ..model.outcomes import OUTCOMES
from .follow import Follower, Seen
from .log import LogError, entries
from .rules import options


@dataclass(frozen=True, slots=True)
class Settled:
    """How a venue resolved an open rule: the outcome, the line at which it was first seen, and how often."""

    rule: str
    word: str
    line: int
    said: str
    times: int


@dataclass(slots=True)
class Conformed:
    """How far a log was read, the first event that is not allowed, what was confirmed, and what was settled."""

    lines: int = 0
    against: Seen | None = None
    fault: LogError | None = None
    confirmed: dict[str, int] = field(default_factory=dict)
    settled: dict[tuple[str, str], Settled] = field(default_factory=dict)


def conform(spec: Spec, lines: Iterable[str], lot: Fraction | None = None) -> Conformed:
    """Return what a log shows, up to the first event that the rules do not allow or the first line that cannot be read."""
    found, follower = Conformed(), Follower()
    allowed = {rule: options(spec, rule) for rule in OUTCOMES}
    try:
        for entry in entries(lines, lot):
            found.lines = entry.line
            if _judged(found, follower.take(entry), allowed):
                return found
        _judged(found, follower.finish(found.lines), allowed)
    except LogError as error:
        found.fault = error
    return found


def _judged(found: Conformed, seen: Iterable[Seen], allowed: dict[str, tuple[str, ...]]) -> bool:
    """Return whether something was seen that no reading of the rules allows."""
    for one in seen:
        words = allowed.get(one.rule, ())
        if one.word not in words:
            found.against = one
            return True
        if len(set(words)) == 1:
            found.confirmed[one.rule] = found.confirmed.get(one.rule, 0) + 1
        else:
            before = found.settled.get((one.rule, one.word))
            found.settled[one.rule, one.word] = Settled(
                one.rule,
                one.word,
                before.line if before else one.line,
                before.said if before else one.said,
                before.times + 1 if before else 1,
            )
    return False
