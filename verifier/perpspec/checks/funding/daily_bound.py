"""Is the worst funding of a day the same in every interval that a contract can get to?

## Why it matters
A cap for each settlement says nothing about a day while the number of settlements can change. A contract that goes from
eight-hour to one-hour settlements under the same cap can cost its holders eight times as much.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, floor, cap)
  cap: 2%
  floor: -cap
  interval: {states: [8h, 1h], default: 8h, changes: [{from: 8h, to: 1h, when: abs(rate) == cap}]}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, floor, cap)
  cap: 2% * (interval / 8h)
  floor: -cap
  interval: {states: [8h, 1h], default: 8h, changes: [{from: 8h, to: 1h, when: abs(rate) == cap}]}
```

## How it is decided
For each interval in reach of the default one, by the moves of the spec: cap times settlements in a day, exactly. A second
question compares the worst of them with `largest_daily_funding`, if the assumptions state one.

## What to publish
A cap in percent of notional a day, or a cap that is scaled with the interval.

## Sources
A contract of 2025 whose daily bound went from 12% over 24% to 96% in six days, by two changes of interval and one of cap.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...claims.build import eq, le, when
from ...claims.claim import Claim, Shown, Wording
from ...language.faults import FormulaError
from ...language.kinds import NUMBER, WORD
from ...language.tree import Expr, Pick, Word
from ...load.load import Spec
from ...machines.interval import Clock, clocks
from ..info import CheckInfo, Question
from ..markets import each_market, inputs, leaning, needed, place_of, short, subject, time
from ..settlement import continuous_day, in_reach, worst_day

CHECK = CheckInfo("funding.daily_bound", "the worst funding of a day grows as the interval shortens", "hazard", "warning")
ASSUMED = "assumptions.largest_daily_funding"


def questions(spec: Spec) -> Iterator[Question]:
    """Yield for each market the claim over its intervals, and one against what the assumptions allow."""
    if "funding.cap" in spec.venue.stated:
        yield from each_market(spec, CHECK.id, lambda market: of_market(spec, market))


def of_market(spec: Spec, market: str) -> Iterator[Question]:
    """Yield the questions of one market."""
    known = clocks(spec, market)
    for clock in known:
        days = {length: worst_day(spec, market, length) for length in in_reach(spec, clock)}
        reading = "".join(f" if {short(name)} is {label}" for name, label in clock.reading.items())
        if len(days) > 1:
            yield no_interval_is_worse(spec, market, clock, days, reading)
        elif ASSUMED not in spec.venue.stated:
            raise FormulaError(f"the interval is always {time(clock.default)}", (0, 1))
        if ASSUMED in spec.venue.stated:
            yield a_day_is_bounded(spec, market, tuple(days.values()), f" from {time(clock.default)}{reading}")
    if not known and ASSUMED in spec.venue.stated:
        yield a_day_is_bounded(spec, market, (continuous_day(spec.resolver(market)),), "")


def no_interval_is_worse(spec: Spec, market: str, clock: Clock, days: dict[Fraction, Expr], reading: str) -> Claim:
    """Return the claim that no interval in reach costs more in a day than the default one."""
    worst, usual = Pick("max", tuple(days.values())), days[clock.default]
    default = time(clock.default)
    return Claim(
        CHECK.id, subject(spec, market, f"funding.cap from {default}{reading}", worst),
        "no interval in reach has a larger worst day than the default one",
        inputs(spec.resolver(market), worst), (), le(worst, usual), place_of(spec, "funding.cap"),
        Wording(
            f"the worst funding of a day is {{usual}} of the notional at the default interval of {default} and {{worst}} at "
            "{where}, which the contract can get to: the cap is for one settlement and does not shrink with the interval",
            help="publish a cap for a day, or scale it with the interval", label="for each settlement, however many there are",
            question="Is there a bound on the funding of a day that holds while the interval changes?",
        ),
        also=((clock.place, f"by default {default}"), *leaning(spec, worst)),
        table=(*(Shown("usual" if length == clock.default else f"at {length}", f"rate of a day at {time(length)}", day, NUMBER)
                 for length, day in days.items()),
               Shown("worst", "worst rate of a day", worst, NUMBER),
               Shown("where", "at an interval of", place_in(days, worst), WORD)),
        markets=(market,) if market else (), gravity=60,
    )  # fmt: skip


def place_in(days: dict[Fraction, Expr], worst: Expr) -> Expr:
    """Return the word for the first interval whose day is the worst."""
    found: Expr = Word("")
    for length, day in reversed(days.items()):
        found = when(eq(day, worst), Word(time(length)), found)
    return found


def a_day_is_bounded(spec: Spec, market: str, days: tuple[Expr, ...], reading: str) -> Claim:
    """Return the claim that the worst day costs no more than the user assumes."""
    worst = days[0] if len(days) == 1 else Pick("max", days)
    allowed = needed(spec.resolver(market), ASSUMED)
    return Claim(
        CHECK.id, subject(spec, market, f"{ASSUMED}{reading}", worst), "a day of funding costs at most what is assumed",
        inputs(spec.resolver(market), worst, allowed), (), le(worst, allowed), place_of(spec, "funding.cap"),
        Wording(
            "funding can take {worst} of the notional in a day, and {allowed} is assumed to be the most",
            help="hold more margin, or change the assumption", label="up to {worst} a day",
        ),
        also=((place_of(spec, ASSUMED), "assumed here"), *leaning(spec, worst)),
        table=(Shown("worst", "worst rate of a day", worst, NUMBER), Shown("allowed", "assumed rate of a day", allowed, NUMBER)),
        markets=(market,) if market else (), gravity=30,
    )  # fmt: skip
