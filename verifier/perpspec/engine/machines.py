"""Does a machine break a property in every reading, in none, or does it hang on a rule that is open?

A reading is decided by going through all states breadth first, so that the events shown are as few as can be; what
holds is proved for any number of orders where that can be done, and else within the bounds of the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from ..claims.finding import Verdict
from ..claims.machine_claim import MachineClaim
from ..language.tree import Choice, Clause, Expr, Word
from ..machines.built import Words, compiled, words_of
from ..machines.machine import Machine
from ..machines.orders import machine_of
from ..machines.search import Searched, search
from ..machines.shape import Shape
from ..machines.walk import played
from ..model.outcomes import outcomes_of
from ..readings.rebuild import choices_in
from ..solve.fixedpoint import proof
from .alike import all_break, bounds, looked, none_breaks

MOST_READINGS = 96
FEW_READINGS = 4
Picks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answered:
    """The verdict over all readings with what was found in a failing one, and what the answer hangs on.

    Of a refuted claim ``causes`` are the published rules of which another outcome alone would mend it.
    """

    verdict: Verdict
    detail: str
    failing: Picks | None = None
    holding: Picks | None = None
    hinges: tuple[str, ...] = ()
    found: Searched | None = None
    causes: tuple[str, ...] = ()


def answer(claim: MachineClaim, budget: int) -> Answered:
    """Return the verdict on a claim about a machine over all its readings."""
    choices = open_choices(claim)
    unbroken = _proved(claim, budget)
    if unbroken:
        return Answered(Verdict.PROVED, unbroken)
    failing: tuple[dict[str, int], Searched] | None = None
    holding: dict[str, int] | None = None
    tried, open_ = 0, False
    for picks in _proposals(choices):
        tried += 1
        found = _decided(claim, picks)
        if found.trace is not None:
            failing = failing or (picks, found)
        elif found.complete:
            holding = holding or picks
        else:
            open_ = True
        if failing and holding is not None:
            return _depends(claim, failing[0], holding)
        if tried == FEW_READINGS < _count(choices) and not open_ and (agreed := _alike(claim, failing)):
            return agreed
    if open_:
        return Answered(Verdict.UNKNOWN, f"too many states to go through them all; {tried} of {_count(choices)} were tried")
    return _agreed(claim, failing, tried) if tried < _count(choices) else _every(claim, failing, tried)


def _every(claim: MachineClaim, failing: tuple[dict[str, int], Searched] | None, tried: int) -> Answered:
    if failing:
        return _refuted(claim, failing, f"in each of {tried} readings" if tried > 1 else looked(claim.shape))
    return Answered(Verdict.PROVED, bounds(claim.shape))


def _refuted(claim: MachineClaim, failing: tuple[dict[str, int], Searched], detail: str) -> Answered:
    causes = tuple(name for name in published(claim) if mends(claim, failing[0], name))
    return Answered(Verdict.REFUTED, detail, failing[0], found=failing[1], causes=causes)


def published(claim: MachineClaim) -> Mapping[str, str]:
    """Return the rules of a claim that the spec settles: the situation, with the short name of its rule."""
    rules = claim.rules.items()
    return {expr.id: short for short, expr in rules if isinstance(expr, Clause) and isinstance(expr.body, Word)}


def mends(claim: MachineClaim, picks: Picks, situation: str) -> bool:
    """Return whether another outcome of one published rule makes the claim hold, the others as in a failing reading."""
    short = published(claim)[situation]
    others = [word for word in outcomes_of(situation) if word != _word(claim.rules[short], picks)]
    mended = (replace(claim, rules={**claim.rules, short: Word(word)}) for word in others)
    return any(_decided(one, picks).trace is None for one in mended)


def _agreed(claim: MachineClaim, failing: tuple[dict[str, int], Searched] | None, tried: int) -> Answered:
    """Return the verdict where the readings that were tried agree, and there are more of them."""
    unsettled = f"too many readings to try them all; {tried} of {_count(open_choices(claim))} were tried"
    return _alike(claim, failing) or Answered(Verdict.UNKNOWN, unsettled)


def _alike(claim: MachineClaim, failing: tuple[dict[str, int], Searched] | None) -> Answered | None:
    """Return the verdict that all readings share, where that can be seen without trying each."""
    count = _count(open_choices(claim))
    if failing and _shared(claim, *failing):
        return _refuted(claim, failing, f"one sequence of events that all {count} readings share")
    if not failing and none_breaks(claim):
        return Answered(Verdict.PROVED, f"{bounds(claim.shape)}, in all {count} readings at once")
    return None


def orders_in(claim: MachineClaim, found: Searched) -> int:
    """Return how many orders the machine has in which a trace was found."""
    assert found.trace is not None
    width = len(found.trace[0].state)
    return next(n for n in range(1, claim.shape.slots + 1) if width == len(replace(claim.shape, slots=n).variables()))


def _shared(claim: MachineClaim, picks: Picks, found: Searched) -> bool:
    assert found.trace is not None
    shape = replace(claim.shape, slots=orders_in(claim, found))
    return all_break(claim, machine_in(claim, shape, picks), shape, found.trace)


def open_choices(claim: MachineClaim) -> dict[str, tuple[str, ...]]:
    """Return the rules that a reading has to choose, with their options."""
    found = {name: labels for expr in claim.rules.values() for name, labels in choices_in(expr).items()}
    return {name: labels for name, labels in found.items() if len(labels) > 1}


def _count(choices: Mapping[str, tuple[str, ...]]) -> int:
    total = 1
    for labels in choices.values():
        total *= len(labels)
    return total


def _proposals(choices: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, int]]:
    """Yield the strictest and the loosest reading first, then one change of each, then all the others."""
    ranked = {name: _ranked(name, labels) for name, labels in choices.items()}
    strict, loose = {n: r[0] for n, r in ranked.items()}, {n: r[-1] for n, r in ranked.items()}
    first = [strict, loose]
    first += [{**base, name: option} for base in (strict, loose) for name, options in ranked.items() for option in options]
    seen: set[tuple[int, ...]] = set()
    rest = (dict(zip(ranked, picks, strict=True)) for picks in product(*ranked.values()))
    for picks in (*first, *_upto(rest, MOST_READINGS)):
        key = tuple(picks.values())
        if key not in seen and len(seen) < MOST_READINGS:
            seen.add(key)
            yield picks


def _upto(items: Iterator[dict[str, int]], most: int) -> Iterator[dict[str, int]]:
    for _, item in zip(range(most), items, strict=False):
        yield item


def _ranked(name: str, labels: tuple[str, ...]) -> list[int]:
    """Return the numbers of the options, the strictest first as the table of outcomes has them."""
    words = outcomes_of(name)
    return sorted(range(len(labels)), key=lambda number: words.index(labels[number]))


def _words(claim: MachineClaim, picks: Picks) -> Words:
    return words_of({name: _word(expr, picks) for name, expr in claim.rules.items()})


def machine_in(claim: MachineClaim, shape: Shape, picks: Picks) -> Machine:
    """Return the machine of one reading, which watches the property of the claim alone."""
    return compiled(_words(claim, picks), shape, claim.broken).machine


def _word(expr: Expr, picks: Picks) -> str:
    body = expr.body if isinstance(expr, Clause) else expr
    if isinstance(body, Choice):
        return body.labels[picks.get(body.id, 0)]
    assert isinstance(body, Word), "an outcome is a word"
    return body.text


def _decided(claim: MachineClaim, picks: Picks) -> Searched:
    """Return the shortest trace of a reading; two orders are tried before more, as the fewer suffice most often."""
    found = None
    for slots in range(min(2, claim.shape.slots), claim.shape.slots + 1):
        found = _searched(_words(claim, picks), replace(claim.shape, slots=slots), claim.broken)
        if found.trace is not None:
            return found
    assert found is not None
    return found


@cache
def _searched(words: Words, shape: Shape, broken: str) -> Searched:
    steps = compiled(words, shape, broken)
    found = search(steps, broken)
    if found.trace is not None:
        again = played(steps, broken, found.trace)
        assert again is not None, "what the search found must replay"
        assert len(again) == len(found.trace), "what the search found must replay"
    return found


def _proved(claim: MachineClaim, budget: int) -> str:
    """Return what proves the claim in every reading at once, for any number of orders, or nothing."""
    if not claim.any_number:
        return ""
    crowd = replace(claim.shape, slots=1, crowd=True)
    machine = machine_of(claim.rules, crowd).unread().only(claim.broken)
    if proof(machine, claim.broken, budget).status != "proved":
        return ""
    return "for any number of orders and any quantities, by Spacer with one order among all others"


def _depends(claim: MachineClaim, failing: dict[str, int], holding: dict[str, int]) -> Answered:
    """Return the smallest change of the holding reading, toward the failing one, that still breaks the property."""
    differing = _hinges(claim, failing, holding)
    reading = _moved(holding, failing, differing)
    return Answered(Verdict.DEPENDS, looked(claim.shape), reading, holding, tuple(differing), _decided(claim, reading))


def _hinges(claim: MachineClaim, failing: dict[str, int], holding: dict[str, int]) -> list[str]:
    """Return the one rule that breaks the property soonest, or the fewest rules that break it together."""
    differing = [name for name in failing if failing[name] != holding[name]]
    alone = {name: _decided(claim, _moved(holding, failing, [name])).trace for name in differing}
    soonest = min((name for name, trace in alone.items() if trace), key=lambda name: len(alone[name] or ()), default="")
    if soonest:
        return [soonest]
    for name in list(differing):
        fewer = [other for other in differing if other != name]
        if fewer and _decided(claim, _moved(holding, failing, fewer)).trace is not None:
            differing = fewer
    return differing


def _moved(base: dict[str, int], toward: dict[str, int], names: list[str]) -> dict[str, int]:
    return {name: toward[name] if name in names else pick for name, pick in base.items()}
