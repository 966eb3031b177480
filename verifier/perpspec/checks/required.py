"""What margin does a spec ask for after each event of a scenario, and is that what the scenario expects?

The margin is what the published formula gives, of two legs together as the venue margins them. What cannot be worked
out is said, and is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ..language.faults import FormulaError
from ..load.load import Spec
from ..load.resolve import Resolver
from ..machines.play import Played, Row, play
from ..machines.written import ScenarioError
from ..model.scenarios import Scenario
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names
from .amounts import Rule, Scale, Unknown, in_words, kind_of, market_of, read, scale
from .holdings import MAINTENANCE, held
from .legs import hedged, legs
from .markets import short

INITIAL = "margin.initial"
MISSING = "–"


@dataclass(frozen=True, slots=True)
class Required:
    """The margin after each event, None where it is not known, and in words; ``notes`` say why, and under which reading."""

    amounts: tuple[Fraction | None, ...]
    shown: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Account:
    """The margin rule of one market, under the reading of a scenario."""

    spec: Spec
    resolver: Resolver
    rule: Rule
    scale: Scale
    picks: Mapping[str, int]
    notes: tuple[str, ...]

    def after(self, row: Row) -> tuple[Fraction | None, str]:
        """Return the margin after an event, or None with the reason for which it is not known."""
        sizes = {name: row.seen.positions[position] for position, name in self.rule.sizes.items()}
        if not any(sizes.values()):
            return Fraction(0), ""
        try:
            values = {name: self.scale.size(lots, self.rule.kind, row) for name, lots in sizes.items()}
            values |= {name: self._input(name, row) for name in free_names(self.rule.margin) if name not in values}
            found = exact(self.rule.margin, Env(values, self.picks))
        except Unknown as error:
            return None, str(error)
        except Undefined as error:
            return None, f"the formula has no value there: {error}"
        assert isinstance(found, Fraction), "a margin is an amount"
        return found, ""

    def _input(self, name: str, row: Row) -> Fraction:
        if short(name) != "mark":
            raise Unknown(f"the margin also stands on `{name}`, which a scenario does not give")
        return self.scale.price(row)

    def said(self, value: Fraction | None) -> str:
        """Return a margin as a person writes it, or a dash."""
        return MISSING if value is None else in_words(self.spec, self.resolver, self.rule, value)


def replayed(spec: Spec, scenario: Scenario) -> tuple[Played, Required]:
    """Return how a scenario goes and what margin it needs; raise ``ScenarioError`` where it cannot be played."""
    played = play(spec, scenario)
    try:
        account = _account(spec, scenario)
    except Unknown as error:
        count = len(played.rows)
        return _compared(scenario, played, Required((None,) * count, (MISSING,) * count, (str(error),)), None)
    found = [account.after(row) for row in played.rows]
    amounts = tuple(value for value, _ in found)
    required = Required(amounts, tuple(map(account.said, amounts)), (*_gaps([why for _, why in found]), *account.notes))
    return _compared(scenario, played, required, account)


def _gaps(reasons: list[str]) -> Iterator[str]:
    """Yield each reason for which the margin is not known, with the events after which that is so."""
    for reason in dict.fromkeys(why for why in reasons if why):
        after = " ".join(f"{n}." for n, why in enumerate(reasons, start=1) if why == reason)
        yield f"after {after} {reason}"


def _account(spec: Spec, scenario: Scenario) -> _Account:
    resolver = spec.resolver(market_of(spec, scenario))
    try:
        rule = _rule(spec, resolver, scenario)
    except FormulaError as error:
        raise Unknown(error.message) from error
    picks, notes = _picks(rule, scenario)
    return _Account(spec, resolver, rule, scale(resolver, scenario), picks, notes)


def _rule(spec: Spec, resolver: Resolver, scenario: Scenario) -> Rule:
    """Return the published formula of what a scenario asks for; the clause itself where there is one, with its rounding."""
    if scenario.mode == "hedge":
        if scenario.margin == "initial" or not hedged(spec):
            raise Unknown(f"how two legs share the {scenario.margin} margin is not published")
        two = legs(spec, resolver)
        return Rule(two.before, {"long": "long", "short": "short"}, two.variables[0].kind)
    one = held(spec, resolver)
    clause = resolver.clause(INITIAL if scenario.margin == "initial" else MAINTENANCE)
    if scenario.margin == "initial" and (clause is None or one.size.name not in free_names(clause)):
        raise Unknown("no initial margin of a position of one size is published")
    margin = clause if clause is not None and one.size.name in free_names(clause) else one.margin
    return Rule(margin, {"position": one.size.name}, one.size.kind)


def _picks(rule: Rule, scenario: Scenario) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the option of each open clause as the scenario reads it, else the first, and what was not read is said."""
    picks, notes = {}, []
    for name, labels in choices_in(rule.margin).items():
        taken = scenario.reading.get(name, labels[0])
        if taken not in labels:
            raise ScenarioError(f"`{taken}` is no option of `{name}`", 0, "one of " + ", ".join(f"`{o}`" for o in labels))
        picks[name] = labels.index(taken)
        if name not in scenario.reading and len(labels) > 1:
            notes.append(f"worked out with `{name}` = {taken}, the first of {len(labels)} options")
    return picks, tuple(notes)


def _compared(scenario: Scenario, played: Played, required: Required, account: _Account | None) -> tuple[Played, Required]:
    """Return what was played, with the first margin that is not as expected where nothing went otherwise before it."""
    for count, event in enumerate(scenario.events, start=1):
        wanted = event.expect.margin if event.expect else None
        if wanted is None or 0 < played.at <= count:
            continue
        value = required.amounts[count - 1]
        if account is not None and value is not None and value == _wanted(account, wanted, count):
            continue
        there = required.shown[count - 1] if value is not None else "not known"
        wrong = f"margin is {there}, where {wanted} is expected"
        rows = tuple(replace(row, wrong=wrong) if n == count else row for n, row in enumerate(played.rows, start=1))
        return Played(rows, wrong, count), required
    return played, required


def _wanted(account: _Account, text: str, count: int) -> Fraction:
    found, kind = read(account.resolver, text), kind_of(account.resolver, account.rule)
    if found is None or (found[0] != 0 and found[1] != kind):
        raise ScenarioError(f"`{text}` is no margin, which is {kind} here", count, f"write it as `{account.said(Fraction(100))}`")
    return found[0]
