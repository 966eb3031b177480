"""Can the funding interval return to every length that it has left?

## Why it matters
A contract that leaves its default interval under stress and never returns keeps the rules of the stress: more settlements
a day, under a cap that was set for fewer. Two contracts that began alike then differ for good by one hour of the past.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, floor, cap)
  cap: 2%
  floor: -cap
  interval:
    states: [8h, 4h, 1h]
    default: 8h
    changes:
      - {from: [8h, 4h], to: 1h, when: abs(rate) == cap}
      - {from: 1h, to: 4h, when: abs(rate) <= 0.002%, after: 36}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
funding:
  inputs: {premium: {kind: rate}}
  rate: clamp(premium, floor, cap)
  cap: 2%
  floor: -cap
  interval:
    states: [8h, 1h]
    default: 8h
    changes:
      - {from: 8h, to: 1h, when: abs(rate) == cap}
      - {from: 1h, to: 8h, when: abs(rate) <= 0.002%, after: 36}
```

## How it is decided
By search over every length in reach of the default one; a move that no premium can cause does not count. The default
interval of a market is its own.

## What to publish
For every move away from an interval the rule that leads back to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...claims.finding import Finding, Mark, Outcome, Verdict, Witness
from ...language.faults import FormulaError
from ...load.load import Spec
from ...machines.interval import Clock, Move, clocks, followed, ways
from ...readings.exact import Env, exact
from ...readings.rebuild import choices_in, free_names
from ..info import CheckInfo, Question
from ..markets import each_market, percent, time
from ..settled import proved, skipped
from ..settlement import domains, worst_day

CHECK = CheckInfo("funding.no_way_back", "the interval can leave a length and never return to it", "contradiction", "error")


@dataclass(frozen=True, slots=True)
class Lost:
    """A length that was left, and the moves from the default to it and on to where nothing leads back."""

    length: Fraction
    moves: tuple[Move, ...]
    stays: tuple[Fraction, ...]


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one finding for each length that cannot be re-entered, or what was searched, for markets of one clock."""
    same: dict[tuple[object, ...], tuple[list[Clock], list[str]]] = {}

    def collect(market: str) -> Iterator[Question]:
        known = list(clocks(spec, market))
        if known:
            key = tuple((clock.default, tuple((m.start, m.end, m.text, m.after) for m in clock.moves)) for clock in known)
            same.setdefault(key, (known, []))[1].append(market)
        return iter(())

    yield from each_market(spec, CHECK.id, collect)
    for known, markets in same.values():
        yield from answered(spec, known, tuple(market for market in markets if market))


def answered(spec: Spec, known: list[Clock], markets: tuple[str, ...]) -> Iterator[Finding | Outcome]:
    """Yield what the search over all readings of one clock has found."""
    found = [(clock, lost) for clock in known for lost in every_loss(clock, spec)]
    default = time(known[0].default)
    count = len(ways(known[0], known[0].default, domains(spec)))
    if not found and count == 1:
        yield skipped(CHECK.id, f"from {default}", f"the interval is always {default}", markets)
    elif not found:
        yield proved(CHECK.id, f"from {default}", f"by search over {count} intervals: each leads back to all others", markets)
    for length in dict.fromkeys(lost.length for _, lost in found):
        clock, lost = next((clock, lost) for clock, lost in found if lost.length == length)
        failing = {id(clock) for clock, other in found if other.length == length}
        yield finding(spec, clock, lost, markets, everywhere=len(failing) == len(known))


def every_loss(clock: Clock, spec: Spec) -> Iterator[Lost]:
    """Yield each length in reach from which the interval can get to one that never leads back."""
    inputs = domains(spec)
    reach = ways(clock, clock.default, inputs)
    for length, there in reach.items():
        onward = ways(clock, length, inputs)
        gone = [end for end in onward if length not in ways(clock, end, inputs)]
        if gone:
            last = ways(clock, gone[-1], inputs)
            yield Lost(length, (*there, *onward[gone[-1]]), tuple(last))


def finding(spec: Spec, clock: Clock, lost: Lost, markets: tuple[str, ...], *, everywhere: bool) -> Finding:
    """Return the finding for one length that cannot be re-entered."""
    default = lost.length == clock.default
    name, last = time(lost.length), lost.moves[-1]
    what = f"its default interval of {name}" if default else f"the interval of {name}"
    stays = " or ".join(time(length) for length in lost.stays)
    count = followed(clock, lost.moves, domains(spec))
    return Finding(
        CHECK.id, ("contradiction" if default else "hazard") if everywhere else "undocumented",
        "note" if not default else "error" if everywhere else "warning",
        Verdict.REFUTED if everywhere else Verdict.DEPENDS, "",
        f"funding.interval {name}{'' if everywhere else ' in some readings'}",
        f"a contract that leaves {what} never returns to it: it stays at {stays}",
        (Mark(last.place, f"leads to {time(last.end)}, and nothing leads on to {name}"), Mark(clock.place, "the default")),
        f"publish the rule that leads back to {name}", Witness((), tuple(told(lost))), None,
        () if everywhere else tuple(f"fails when `{clause}` is {label}" for clause, label in clock.reading.items()),
        f"Does a contract whose {'default ' if default else ''}interval is {name} return to {name}, and by which rule?", markets,
        f"by search over {len(clock.states)} interval states" + (f", followed through {count} settlements" if count else ""),
        tuple(consequences(spec, lost, markets)) if default else (), gravity=55,
    )  # fmt: skip


def told(lost: Lost) -> Iterator[str]:
    """Yield the settlements that lead out, one line for each move, and the state in which they end."""
    number = 1
    for move in lost.moves:
        until = number + move.after - 1
        which = f"settlement {number}" if move.after == 1 else f"settlements {number} to {until}"
        yield f"{which} at {time(move.start)}: {move.text} -> {time(move.end)}"
        number = until + 1
    yield f"settlement {number} on at {time(lost.moves[-1].end)}: nothing leads to {time(lost.length)}"


def consequences(spec: Spec, lost: Lost, markets: tuple[str, ...]) -> Iterator[str]:
    """Yield what staying away means for the worst funding of a day, for each cap that the markets have."""
    best = max(lost.stays)
    seen: dict[tuple[Fraction, Fraction], str] = {}
    for market in markets or ("",):
        try:
            days = [worst_day(spec, market, length) for length in (lost.length, best)]
        except FormulaError:
            continue
        if not any(free_names(day) or choices_in(day) for day in days):
            usual, after = (exact(day, Env({})) for day in days)
            assert isinstance(usual, Fraction), "kinds were checked"
            assert isinstance(after, Fraction), "kinds were checked"
            seen.setdefault((usual, after), market)
    for (usual, after), market in seen.items():
        if after != usual:
            of = f" of {market}" if len(seen) > 1 else ""
            yield f"worst funding of a day{of}: {percent(usual)} -> {percent(after)} of the notional, at {time(best)} for good"
