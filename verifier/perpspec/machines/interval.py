"""Which lengths can the funding interval have, what moves it from one to another, and where does it get?

The machine is data: a search, a page and a worked sequence of settlements all read the same moves. Lengths are in
seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from ..language.domains import Range
from ..language.faults import FormulaError
from ..language.kinds import TIME
from ..language.tree import Expr, Num
from ..load.load import Spec
from ..load.resolve import Resolver
from ..model.rules import FundingSection, IntervalMachine
from ..readings.exact import Env, exact
from ..readings.pieces import NotAffine, pieces
from ..readings.rebuild import choices_in, chosen, free_names, unmarked
from ..readings.stretches import Stretch, where
from ..source.nodes import at
from ..source.text import Place

MOST_READINGS = 64
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of the interval after ``after`` settlements in a row at which ``guard`` holds."""

    start: Fraction
    end: Fraction
    guard: Expr
    after: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Clock:
    """The interval of one market under one reading: its lengths, the one it has by default, and its moves."""

    states: tuple[Fraction, ...]
    default: Fraction
    moves: tuple[Move, ...]
    place: Place
    reading: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Running:
    """The interval in force, and for how many settlements in a row the guard of each move has held."""

    interval: Fraction
    runs: tuple[int, ...]


def clocks(spec: Spec, market: str = "") -> tuple[Clock, ...]:
    """Return one clock for each reading of the clauses of the interval, none where the spec has no interval.

    Raises ``FormulaError`` where a length or a count is not known for the market.
    """
    found = _stated(spec)
    if found is None:
        return ()
    machine, path = found
    resolver = spec.resolver(market)
    default = _needed(resolver, "funding.interval.default")
    moves = [] if machine.exempt and market in machine.exempt.by_market else list(_moves(spec, resolver, machine, path))
    exprs = [default, *(part for move in moves for part in (move[1], move[2]))]
    states = tuple(_length(resolver, text) for text in machine.states)
    place = spec.venue.stated["funding.interval.default"].place
    return tuple(_clock(states, default, moves, place, picks, exprs) for picks in _readings(exprs))


def _stated(spec: Spec) -> tuple[IntervalMachine, tuple[Place, ...]] | None:
    for document in reversed(spec.venue.layers("funding")):
        model = document.model
        if isinstance(model, FundingSection) and model.interval is not None:
            path: Path = ("interval", "changes")
            places = [at(document.body, (*path, index)).place for index in range(len(model.interval.changes))]
            return model.interval, tuple(places)
    return None


_Open = tuple[Fraction, Expr, Expr, Expr, str, Place]


def _moves(spec: Spec, resolver: Resolver, machine: IntervalMachine, places: tuple[Place, ...]) -> Iterator[_Open]:
    for index, change in enumerate(machine.changes):
        end = _needed(resolver, f"funding.interval.changes.{index}.to")
        after = resolver.clause(f"funding.interval.changes.{index}.after") or Num(Fraction(1))
        for text in change.from_:
            start = _length(resolver, text)
            inside = Resolver(spec.names, spec.tables, resolver.market, {"funding.interval": Num(start, TIME)})
            yield start, end, after, inside.formula(change.when, "funding"), change.when, places[index]


def _clock(
    states: tuple[Fraction, ...], default: Expr, moves: list[_Open], place: Place, picks: Mapping[str, int], exprs: list[Expr]
) -> Clock:  # fmt: skip
    env = Env({}, picks)
    made = tuple(Move(s, _known(e, env), g, int(_known(n, env)), text, at_) for s, e, n, g, text, at_ in moves)
    labels = {name: labels[picks[name]] for expr in exprs for name, labels in choices_in(expr).items()}
    return Clock(states, _known(default, env), made, place, labels)


def _readings(exprs: list[Expr]) -> Iterator[dict[str, int]]:
    choices = {name: labels for expr in exprs for name, labels in choices_in(expr).items()}
    picks = product(*(range(len(labels)) for labels in choices.values()))
    for number, pick in enumerate(picks):
        if number == MOST_READINGS:
            raise FormulaError("too many readings of the interval", (0, 1))
        yield dict(zip(choices, pick, strict=True))


def _needed(resolver: Resolver, ident: str) -> Expr:
    found = resolver.clause(ident)
    if found is None:
        raise FormulaError(f"`{ident}` is not stated", (0, 1))
    return found


def _length(resolver: Resolver, text: str) -> Fraction:
    return _known(resolver.formula(text, "funding"), Env({}))


def _known(expr: Expr, env: Env) -> Fraction:
    if free_names(expr):
        raise FormulaError(f"`{free_names(expr)[0]}` has no value", (0, 1))
    value = exact(expr, env)
    assert isinstance(value, Fraction), "kinds were checked"
    return value


def first(clock: Clock) -> Running:
    """Return the clock before its first settlement."""
    return Running(clock.default, (0,) * len(clock.moves))


def step(clock: Clock, running: Running, env: Env) -> Running:
    """Return the clock after one settlement at the inputs of ``env``; the first move that is due is made."""
    runs = tuple(
        run + 1 if move.start == running.interval and exact(move.guard, env) is True else 0
        for move, run in zip(clock.moves, running.runs, strict=True)
    )
    for move, run in zip(clock.moves, runs, strict=True):
        if move.start == running.interval and run >= move.after:
            return Running(move.end, (0,) * len(runs))
    return Running(running.interval, runs)


def inputs_for(move: Move, domains: Mapping[str, Range]) -> Env | None:
    """Return a value of the one free input at which the guard holds, with the first option of each choice.

    None where the guard has another shape; raises ``Impossible`` where no value meets it under any option.
    """
    choices = dict.fromkeys(choices_in(move.guard), 0)
    guard = unmarked(chosen(move.guard, choices, {}))
    names = free_names(guard)
    if len(names) != 1 or names[0] not in domains:
        return None
    found = _met(guard, names[0], domains[names[0]])
    if found:
        return Env({names[0]: _inside(found[-1])}, choices)
    if choices or found is None:
        return None
    raise Impossible


@lru_cache(maxsize=1024)
def _met(guard: Expr, name: str, domain: Range) -> tuple[Stretch, ...] | None:
    """Return where a guard holds, None where it is not affine; the markets of a venue share a few guards."""
    try:
        return where(pieces(guard, name), domain)
    except NotAffine:
        return None


class Impossible(Exception):
    """No input meets the guard of a move."""


def _inside(stretch: Stretch) -> Fraction:
    low, high = stretch.low, stretch.high
    ends = [end for end in (Fraction(0), low, high) if end is not None and stretch.holds(end)]
    if ends:
        return ends[0]
    if low is None:
        return high - 1 if high is not None else Fraction(0)
    return low + 1 if high is None else (low + high) / 2


def can_happen(move: Move, domains: Mapping[str, Range]) -> bool:
    """Return False only where no value of the one free input meets the guard; whatever is not decided can happen."""
    try:
        inputs_for(move, domains)
    except Impossible:
        return False
    return True


def followed(clock: Clock, moves: tuple[Move, ...], domains: Mapping[str, Range]) -> int | None:
    """Return how many settlements it takes to follow ``moves`` step by step, or None where they are not followed."""
    running, count = Running(moves[0].start, (0,) * len(clock.moves)), 0
    for move in moves:
        env = inputs_for(move, domains)
        if env is None or move.start != running.interval:
            return None
        for _ in range(move.after):
            running, count = step(clock, running, env), count + 1
        if running.interval != move.end:
            return None
    return count


def ways(clock: Clock, start: Fraction, domains: Mapping[str, Range] | None = None) -> dict[Fraction, tuple[Move, ...]]:
    """Return for every length in reach of ``start`` the shortest moves that lead there, nearest first."""
    found: dict[Fraction, tuple[Move, ...]] = {start: ()}
    waiting = deque([start])
    moves = [move for move in clock.moves if can_happen(move, domains or {})]
    while waiting:
        here = waiting.popleft()
        for move in moves:
            if move.start == here and move.end not in found:
                found[move.end] = (*found[here], move)
                waiting.append(move.end)
    return found
