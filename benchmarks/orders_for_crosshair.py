"""The contract that CrossHair is given: six events over two orders, without prices, as whole numbers."""

from __future__ import annotations

Event = tuple[int, int, int, int, bool]


def six_events(events: list[Event]) -> None:
    """Assert that orders which may only reduce never fill for more than there is to reduce."""
    assert len(events) == 6
    held, sides, lefts, flags = 0, [0, 0], [0, 0], [False, False]
    sound = True
    for kind, slot, side, lots, reduce in events:
        n = 1 if slot else 0
        room = max(0, -(sides[n] if kind else side) * held)
        if kind == 0 and sides[n] == 0 and side in (1, -1) and 1 <= lots <= 2 and not (reduce and lots > room):
            sides[n], lefts[n], flags[n] = side, lots, reduce
        elif kind == 1:
            sides[n] = 0
        elif kind == 2 and sides[n] != 0 and 1 <= lots <= lefts[n]:
            sound = sound and not (flags[n] and lots > room)
            held, lefts[n] = held + sides[n] * lots, lefts[n] - lots
            sides[n] = sides[n] if lefts[n] else 0
    assert sound
