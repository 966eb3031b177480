"""Does a claim hold in every reading of the disputed and silent clauses, in none, or does it hang on some of them?

Few readings are enumerated. Many, or a silent clause with a range, are searched guided by counterexamples: a reading
is proposed that survives all counterexamples so far, and inputs are asked for that break it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from ..claims.build import both, implies
from ..claims.claim import Claim
from ..claims.finding import Verdict
from ..language.domains import Finite, Value, Variable
from ..language.tree import Expr, Not
from ..readings.exact import rounded
from ..readings.rebuild import chosen
from ..readings.smt import script
from ..solve.ask import Answer, check
from .decide import decide
from .options import Decided, Options, Reading

MOST_READINGS = 64
MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Answered:
    """The verdict over all readings; for ``depends``, a failing and a holding reading and what they differ in."""

    verdict: Verdict
    decided: Decided
    failing: Reading | None = None
    holding: Reading | None = None
    hinges: tuple[str, ...] = ()
    readings: int = 1


def ask(claim: Claim, options: Options) -> Answered:
    """Return the verdict on ``claim`` over all its readings."""
    choices = open_choices(claim)
    silent = silent_values(claim)
    count = 1
    for labels in choices.values():
        count *= len(labels)
    if not silent and count <= MOST_READINGS:
        return _enumerated(claim, choices, options)
    return _guided(claim, choices, silent, options)


def open_choices(claim: Claim) -> dict[str, tuple[str, ...]]:
    """Return the choices that a claim hangs on, with the labels of their options."""
    return dict(claim.parts.choices)


def silent_values(claim: Claim) -> tuple[Variable, ...]:
    """Return the silent clauses with a range that occur in a claim."""
    names = set(claim.parts.names)
    return tuple(variable for variable in claim.variables if variable.silent and variable.name in names)


def _enumerated(claim: Claim, choices: Mapping[str, tuple[str, ...]], options: Options) -> Answered:
    taken = [
        Reading(dict(zip(choices, picks, strict=True))) for picks in product(*(range(len(labels)) for labels in choices.values()))
    ]
    answers = [(reading, decide(claim, reading, options)) for reading in taken]
    failing = [(reading, decided) for reading, decided in answers if decided.status == "fails"]
    holding = [(reading, decided) for reading, decided in answers if decided.status == "holds"]
    if failing and holding:
        return _depends(claim, failing[0][0], holding[0][0], options, len(taken))
    undecided = [decided for _, decided in answers if decided.status == "unknown"]
    if undecided:
        return Answered(Verdict.UNKNOWN, undecided[0], readings=len(taken))
    if failing:
        return Answered(Verdict.REFUTED, failing[0][1], failing[0][0], readings=len(taken))
    if holding:
        return Answered(Verdict.PROVED, holding[0][1], holding=holding[0][0], readings=len(taken))
    return Answered(Verdict.VACUOUS, answers[0][1], readings=len(taken))


def _depends(claim: Claim, failing: Reading, holding: Reading, options: Options, readings: int) -> Answered:
    """Return the smallest change of the holding reading, toward the failing one, that still makes the claim fail."""
    differing = [c for c in failing.choices if failing.choices[c] != holding.choices.get(c)]
    differing += [v for v in failing.values if failing.values[v] != holding.values.get(v)]
    for name in list(differing):
        fewer = [other for other in differing if other != name]
        if fewer and decide(claim, _moved(holding, failing, fewer), options).status == "fails":
            differing = fewer
    reading = _mild(claim, _moved(holding, failing, differing), holding, options)
    return Answered(Verdict.DEPENDS, decide(claim, reading, options), reading, holding, tuple(differing), readings)


def _mild(claim: Claim, failing: Reading, holding: Reading, options: Options) -> Reading:
    """Return ``failing`` with each silent value as near to the holding one as a few round steps find."""
    for name, value in failing.values.items():
        kept = holding.values[name]
        for part in _NEARER if isinstance(value, Fraction) and isinstance(kept, Fraction) and value != kept else ():
            nearer = Reading(failing.choices, {**failing.values, name: _round_between(kept, value, part)})
            if decide(claim, nearer, options).status == "fails":
                failing = nearer
                break
    return failing


_NEARER = tuple(Fraction(1, n) for n in (100, 50, 20, 10, 5, 2))


def _round_between(kept: Value, value: Value, part: Fraction) -> Fraction:
    """Return a number of at most two digits near ``part`` of the way from the holding to the failing value."""
    assert isinstance(kept, Fraction), "asked only of numbers"
    assert isinstance(value, Fraction), "asked only of numbers"
    there = kept + (value - kept) * part
    grid = Fraction(1)
    while grid > abs(there) / 10 and grid > Fraction(1, 10**9):
        grid /= 10
    found = rounded(there, grid, "half up")
    return found if min(kept, value) <= found <= max(kept, value) else there


def _moved(base: Reading, toward: Reading, names: list[str]) -> Reading:
    choices = {name: toward.choices[name] if name in names else pick for name, pick in base.choices.items()}
    values = {name: toward.values[name] if name in names else value for name, value in base.values.items()}
    return Reading(choices, values)


def _guided(claim: Claim, choices: Mapping[str, tuple[str, ...]], silent: tuple[Variable, ...], options: Options) -> Answered:
    """Return the verdict by proposing readings: corners first, then whatever survives the counterexamples so far."""
    failing: tuple[Reading, Decided] | None = None
    holding: tuple[Reading, Decided] | None = None
    undecided: Decided | None = None
    seen: list[Mapping[str, Value]] = []
    tried = 0
    for reading in _proposals(claim, choices, silent, seen, options):
        tried += 1
        decided = decide(claim, reading, options)
        if decided.status == "fails" and decided.witness is not None:
            failing = failing or (reading, decided)
            seen.append(decided.witness)
        elif decided.status == "holds":
            holding = holding or (reading, decided)
        elif decided.status == "unknown":
            undecided = decided
        if failing and holding:
            return _depends(claim, failing[0], holding[0], options, tried)
    return _settled(claim, failing, holding, undecided, seen, tried, options)


def _settled(
    claim: Claim,
    failing: tuple[Reading, Decided] | None,
    holding: tuple[Reading, Decided] | None,
    undecided: Decided | None,
    seen: list[Mapping[str, Value]],
    tried: int,
    options: Options,
) -> Answered:
    if failing and not holding:
        if undecided is None and _survivor(claim, seen, options) == "unsat":
            return Answered(Verdict.REFUTED, failing[1], failing[0], readings=tried)
        return Answered(
            Verdict.UNKNOWN,
            Decided("unknown", "guided choice", reason=f"{tried} readings fail; whether one holds is open"),
            readings=tried,
        )
    if holding:
        broken = _everywhere(claim, options)
        if broken.status == "unsat":
            return Answered(Verdict.PROVED, holding[1], holding=holding[0], readings=tried)
        values = {name: broken.values.get(name, value) for name, value in holding[0].values.items()}
        reading = Reading({**holding[0].choices, **broken.choices}, values)
        if broken.status == "sat" and decide(claim, reading, options).status == "fails":
            return _depends(claim, reading, holding[0], options, tried + 1)
        reason = "holds in the readings tried; not settled for all of them"
        return Answered(Verdict.UNKNOWN, Decided("unknown", "guided choice", reason=reason), readings=tried)
    return Answered(
        Verdict.UNKNOWN,
        undecided or Decided("unknown", "guided choice", reason="no reading was decided"),
        readings=tried,
    )


def _everywhere(claim: Claim, options: Options) -> Answer:
    """Return inputs and a reading that break the claim, if the solver finds any."""
    variables = {v.name: v for v in claim.variables}
    return check(script([*claim.given, Not(claim.shown)], variables.values()), variables, options.budget, options.seed)


def _proposals(
    claim: Claim,
    choices: Mapping[str, tuple[str, ...]],
    silent: tuple[Variable, ...],
    seen: list[Mapping[str, Value]],
    options: Options,
) -> Iterator[Reading]:
    base = dict.fromkeys(choices, 0)
    corners = [_corners(variable) for variable in silent]
    first, last = tuple(values[0] for values in corners), tuple(values[-1] for values in corners)
    yield Reading(base, _named(silent, first))
    for index, values in enumerate(corners):
        for value in values[1:]:
            yield Reading(base, _named(silent, (*first[:index], value, *first[index + 1 :])))
    for name, labels in choices.items():
        for option in range(1, len(labels)):
            yield Reading({**base, name: option}, _named(silent, first))
            yield Reading({**base, name: option}, _named(silent, last))
    for _ in range(MOST_ROUNDS):
        proposed = _propose(claim, seen, options)
        if proposed is None:
            return
        yield Reading({**base, **proposed.choices}, {**_named(silent, first), **proposed.values})


def _named(silent: tuple[Variable, ...], values: tuple[Value, ...]) -> dict[str, Value]:
    return {variable.name: value for variable, value in zip(silent, values, strict=True)}


def _corners(variable: Variable) -> tuple[Value, ...]:
    if isinstance(variable.domain, Finite):
        return variable.domain.values
    ends = [end for end in (variable.domain.low, variable.domain.high) if end is not None]
    return tuple(dict.fromkeys(ends)) or (Fraction(0),)


def _constraints(claim: Claim, seen: list[Mapping[str, Value]]) -> list[Expr]:
    return [chosen(implies(both(*claim.given), claim.shown), {}, inputs) for inputs in seen]


def _survivor(claim: Claim, seen: list[Mapping[str, Value]], options: Options) -> str:
    silent = {v.name: v for v in silent_values(claim)}
    return check(script(_constraints(claim, seen), silent.values()), silent, options.budget, options.seed).status


def _propose(claim: Claim, seen: list[Mapping[str, Value]], options: Options) -> Reading | None:
    if not seen:
        return None
    silent = {v.name: v for v in silent_values(claim)}
    answer = check(script(_constraints(claim, seen), silent.values()), silent, options.budget, options.seed)
    return Reading(answer.choices, answer.values) if answer.status == "sat" else None
