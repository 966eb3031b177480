"""Is every hour charged once, also when the interval changes or a settlement comes late?

## Why it matters
A rate that is stated for a whole interval and charged at each settlement is right only while settlements are one interval
apart. After a change of the interval the next settlement of the new clock can come sooner: the time since the last one is
then charged as if it were a whole interval, unless a text says otherwise.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}, notional: {kind: money}}
  rate: clamp(premium, -2%, 2%)
  payment: notional * rate
  interval:
    states: [4h, 1h]
    default: 4h
    changes:
      - {from: 4h, to: 1h, when: abs(rate) == 2%}
      - {from: 1h, to: 4h, when: abs(rate) <= 0.01%, after: 16}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}, notional: {kind: money}, elapsed: {kind: time, domain: {from: 0s}}}
  rate: clamp(premium, -2%, 2%)
  payment: notional * rate * elapsed / 4h
  interval:
    states: [4h, 1h]
    default: 4h
    changes:
      - {from: 4h, to: 1h, when: abs(rate) == 2%}
      - {from: 1h, to: 4h, when: abs(rate) <= 0.01%, after: 16}
```

## How it is decided
A payment that is a formula of the time elapsed charges what has passed. Else, for each move of the interval in reach, the
clocks of both lengths are laid over each other from midnight: is every settlement of the old one also one of the new? And
is `late_settlement` open? The first is not asked where the parameter `first_settlement` says what a change means.

## What to publish
For which time the first settlement after a change is charged (`first_settlement`), and for which a late one
(`late_settlement`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.finding import Finding, Mark, Outcome, Verdict, Witness
from ...language.kinds import TIME
from ...load.load import Spec
from ...machines.interval import Clock, Move, clocks, ways
from ..info import CheckInfo, Question
from ..markets import each_market, place_of, time
from ..settled import proved
from ..settlement import domains

CHECK = CheckInfo("funding.clock_gap", "time is charged twice or not at all around a settlement", "undocumented", "warning")
LATE, AFTER_A_CHANGE = "funding.late_settlement", "funding.first_settlement"

_Found = dict[tuple[Fraction, Fraction], tuple[Move, list[str]]]


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each move that leaves the clock, and one for late settlements; or that none is open."""
    if {"funding.rate", "funding.payment"} & spec.venue.stated.keys():
        found: _Found = {}
        counted: list[str] = []
        clocked = 0

        def look(market: str) -> Iterator[Outcome]:
            nonlocal clocked
            elapsed = time_counted(spec, market)
            if elapsed:
                counted.append(elapsed)
            for clock in () if elapsed else clocks(spec, market):
                clocked = max(clocked, len(ways(clock, clock.default, domains(spec))))
                for move in off_the_clock(spec, clock):
                    found.setdefault((move.start, move.end), (move, []))[1].append(market)
            return iter(())

        yield from each_market(spec, CHECK.id, look)
        yield from answers(spec, found, counted, clocked)


def answers(spec: Spec, found: _Found, counted: list[str], clocked: int) -> Iterator[Finding | Outcome]:
    """Yield what was found, or that nothing is open."""
    late = not counted and open_(spec, LATE)
    told = AFTER_A_CHANGE in spec.venue.stated and not open_(spec, AFTER_A_CHANGE)
    if found and not told:
        yield first_after(found)
    if late:
        yield comes_late(spec)
    if counted:
        yield proved(CHECK.id, "funding.payment", f"the payment is a formula of the time elapsed, `{counted[0]}`")
    elif clocked and not late and (told or not found):
        yield proved(
            CHECK.id,
            "funding.interval",
            f"every settlement of {clocked} intervals in reach is one of the next clock, or a text covers it",
        )


def open_(spec: Spec, ident: str) -> bool:
    """Return whether a clause is disputed or silent."""
    stated = spec.venue.stated.get(ident)
    return stated is not None and stated.clause.status in ("disputed", "silent")


def time_counted(spec: Spec, market: str) -> str:
    """Return the input by which a payment counts the time that has passed, or nothing."""
    resolver = spec.resolver(market)
    formula = resolver.clause("funding.payment") or resolver.clause("funding.rate")
    inputs = resolver.variables(formula) if formula is not None else ()
    return next((v.name for v in inputs if v.kind == TIME and v.name != "funding.interval" and not v.silent), "")


def off_the_clock(spec: Spec, clock: Clock) -> Iterator[Move]:
    """Yield each move in reach after which a settlement of the old clock is not one of the new."""
    reach = ways(clock, clock.default, domains(spec))
    yield from (move for move in clock.moves if move.start in reach and move.start % move.end != 0)


def first_after(found: _Found) -> Finding:
    """Return the finding for the moves whose first settlement comes before a whole interval, told of the longest interval."""
    move, _ = max(found.values(), key=lambda entry: (entry[0].end, -entry[0].start))
    at = move.start
    while at % move.end == 0:
        at += move.start
    wait = move.end - at % move.end
    start, end, when, after = time(move.start), time(move.end), clock_time(at), clock_time(at + wait)
    others = tuple(f"so is a move from {time(m.start)} to {time(m.end)}" for m, _ in found.values() if m != move)
    return Finding(
        CHECK.id, "undocumented", "warning", Verdict.DEPENDS, "", "funding.interval",
        f"a contract that is moved from {start} to {end} at {when} next settles on the {end} clock at {after}, after "
        f"{time(wait)}: the formula charges the rate of {end}, and nothing says that it is charged for {time(wait)}",
        tuple(Mark(m.place, f"from {time(m.start)} to {time(m.end)}") for m, _ in found.values()),
        "say for which time the first settlement after a change is charged",
        Witness((), (f"{when} settlement at {start}, and the move to {end}",
                     f"{after} first settlement at {end}, {time(wait)} later",
                     f"charged for {end}: {time(move.end - wait)} is charged twice; charged for {time(wait)}: nothing is")),
        question=f"Of which time is the first settlement after a change from {start} to {end}, if it comes after {time(wait)}?",
        markets=tuple(dict.fromkeys(market for _, markets in found.values() for market in markets if market)),
        basis=f"the clocks of {start} and {end} laid over each other from midnight", consequences=others, gravity=20,
    )  # fmt: skip


def comes_late(spec: Spec) -> Finding:
    """Return the finding for a late settlement of which no text says what it covers."""
    clause = spec.venue.stated[LATE].clause
    return Finding(
        CHECK.id, "undocumented", "note", Verdict.DEPENDS, "", LATE,
        "nothing says for which time a settlement is charged that comes late", (Mark(place_of(spec, LATE), "not published"),),
        "say whether a late settlement is charged for the time that has passed or for one interval",
        question=clause.question or "For which time is a late settlement charged?", basis="by inspection",
    )  # fmt: skip


def clock_time(instant: Fraction) -> str:
    """Return the time of day, in hours and minutes."""
    minutes = int(instant // 60) % 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"
