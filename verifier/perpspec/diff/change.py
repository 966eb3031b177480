"""What is one change of a rule, as data: where it is, of which kind, in which direction, and by exactly how much?

A rule is stricter when some account has to hold more, pay more or may do less, and none the contrary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..language.kinds import NUMBER, Kind
from ..language.units import Unit
from ..readings.stretches import Stretch

Direction = Literal["equivalent", "stricter", "looser", "incomparable"]
ChangeKind = Literal[
    "parameter", "definition", "correction", "disclosure", "retraction", "effective date", "source", "added", "removed",
    "not comparable",
]  # fmt: skip
Reach = Fraction | Literal["nothing", "everything"]

DIRECTIONS: tuple[Direction, ...] = ("equivalent", "looser", "stricter", "incomparable")


@dataclass(frozen=True, slots=True)
class Part:
    """On a stretch, new less old is ``slope * x + intercept``."""

    stretch: Stretch
    slope: Fraction
    intercept: Fraction


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of sizes, or of another amount, on which a quantity is higher, or lower, all through.

    ``gap`` is the largest difference, found at ``gap_at``; both are None where it grows without end. ``old`` and
    ``new`` are the values there.
    """

    quantity: str
    over: str
    stretch: Stretch
    direction: Direction
    parts: tuple[Part, ...]
    kind: Kind
    over_kind: Kind
    gap: Fraction | None
    gap_at: Fraction | None
    old: Fraction | None
    new: Fraction | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What a change means in one situation: of a flag, a feed, a state, a side, a position mode.

    ``resting`` tells, where the new rule refuses or cancels what the old one let rest, what the venue says of such
    orders; ``witness`` are inputs at which the versions differ, with both values.
    """

    of: str
    situation: str
    direction: Direction
    old: str = ""
    new: str = ""
    regions: tuple[Region, ...] = ()
    resting: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a liquidation price moves, as shares of the entry price; None where a version never liquidates."""

    size: Fraction
    leverage: Fraction
    side: Literal["long", "short"]
    old: Fraction | None
    new: Fraction | None


@dataclass(frozen=True, slots=True)
class LostLeverage:
    """The largest fall of the highest leverage, at the sizes of ``stretch``; ``new`` is 0 where the size is refused."""

    stretch: Stretch
    old: Fraction
    new: Fraction


@dataclass(frozen=True, slots=True)
class Transition:
    """What the instant of the change does to accounts that met the old rule, with no price move.

    ``what`` names the question, ``sizes`` are the positions concerned (none: proved that there is none), ``smallest``
    the smallest of them with what it ``holds`` and ``needs``, where that is a matter of margin. ``cost`` is the
    share of the position that closing it costs, as the assumptions of the spec say: it is needed beside the margin.
    """

    what: Literal["below maintenance", "at maintenance", "above the limit", "leverage refused"]
    leverage: Fraction | None
    sizes: tuple[Stretch, ...]
    smallest: Fraction | None = None
    holds: Fraction | None = None
    needs: Fraction | None = None
    cost: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that is another now.

    ``markets`` is empty where it concerns all of them; ``base`` is the unit of sizes in coin, where it is known.
    """

    id: str
    section: str
    kind: ChangeKind
    direction: Direction
    message: str
    markets: tuple[str, ...] = ()
    old: str | None = None
    new: str | None = None
    old_place: str = ""
    new_place: str = ""
    measure: Kind = NUMBER
    regions: tuple[Region, ...] = ()
    shifts: tuple[Shift, ...] = ()
    lost: LostLeverage | None = None
    transitions: tuple[Transition, ...] = ()
    reach: Reach = "nothing"
    consequences: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    base: str = ""
    situations: tuple[Situation, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Return twelve digits over id, markets and both contents, equal for equal changes whatever the words."""
        content = (self.id, *self.markets, str(self.old), str(self.new), *map(_exactly, self.regions))
        return hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:12]


def _exactly(region: Region) -> str:
    ends = (region.stretch.low, region.stretch.high, region.stretch.low_in, region.stretch.high_in)
    lines = [f"{part.stretch.low} {part.slope} {part.intercept}" for part in region.parts]
    return " ".join([region.quantity, *map(str, ends), *lines])


@dataclass(frozen=True, slots=True)
class DailyFunding:
    """The most that funding can take of a notional in a day, before and after, and the intervals it is reached at."""

    markets: tuple[str, ...]
    old: Fraction
    new: Fraction
    old_interval: Fraction | None
    new_interval: Fraction | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about when or how the change was made known: late under the venue's promise, or a past file edited."""

    id: Literal["notice.short", "notice.past_edited", "notice.does_not_chain", "notice.unannounced"]
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What one side of a comparison is called, and which rules it means."""

    shown: str
    venue: str
    as_of: str = ""


@dataclass(frozen=True)
class Comparison:
    """Every change between two versions, with what follows from them."""

    old: Label
    new: Label
    changes: tuple[Change, ...]
    units: Mapping[str, Unit]
    markets: tuple[str, ...] = ()
    funding: tuple[DailyFunding, ...] = ()
    notices: tuple[Notice, ...] = ()


def together(directions: Iterable[Direction]) -> Direction:
    """Return the direction of several changes at once."""
    found = {direction for direction in directions if direction != "equivalent"}
    if not found:
        return "equivalent"
    return found.pop() if len(found) == 1 else "incomparable"
