"""Does what the venue promises, or the user claims, follow from the published rules?

## Why it matters
A venue says in words what its rules are for: fees move only between traders, maintenance is below half of initial. The
words are read by people, the tables and formulas by machines. Where they part, one of the two is wrong.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources:
  sources: {faq: {kind: venue, title: The page on margin}}
tiers:
  source: faq
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 3%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
promises:
  promises:
    - id: below-half
      text: maintenance margin is at most half of initial margin
      claim: row.maintenance_rate <= row.initial_rate / 2
      for: every tier
      source: faq
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources:
  sources: {faq: {kind: venue, title: The page on margin}}
tiers:
  source: faq
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
promises:
  promises:
    - id: below-half
      text: maintenance margin is at most half of initial margin
      claim: row.maintenance_rate <= row.initial_rate / 2
      for: every tier
      source: faq
```

## How it is decided
A statement about every tier is asked of every row of every table ever printed, but for those that a notice repeats as
the old ones; any other over all inputs. A promise that a venue no longer makes is a note when it fails, one that the
author inferred a warning; a claim of the user is a hazard.

## What to publish
The promise with the condition under which it holds, or the table that keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from ...claims.claim import Claim, FindingKind, Severity, Shown, Wording
from ...claims.finding import Finding, Line, Mark, Outcome
from ...claims.quantities import said
from ...language.faults import FormulaError
from ...language.infer import kind_of
from ...language.kinds import NAMED, NUMBER
from ...language.tree import Compare, Name, Num
from ...load.documents import Document
from ...load.load import Spec
from ...model.statements import ClaimsSection, PromisesSection, Statement
from ...readings.plain import plain
from ...readings.rebuild import choices_in, free_names
from ...source.nodes import at
from ...source.text import Place
from ..info import CheckInfo, Question
from ..markets import each_market, listed, percent, subject
from ..rows import ROW, Asked, ask_rows
from ..settled import proved, refuted, skipped
from ..tables import amount, times

CHECK = CheckInfo("documents.promise", "a promise or claim does not hold", "contradiction", "error")


@dataclass(frozen=True, slots=True)
class Stated:
    """A promise of the venue or a claim of the user, with where it stands."""

    statement: Statement
    section: str
    place: Place


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each promise and claim, of every market or of every printed row where it says so."""
    for stated in statements(spec):
        if stated.statement.for_ == "every tier":
            yield of_every_row(spec, stated)
        elif stated.statement.for_ == "every market":
            yield from each_market(spec, CHECK.id, partial(of_market, spec, stated))
        else:
            yield from of_no_market(spec, stated)


def statements(spec: Spec) -> Iterator[Stated]:
    """Yield the statements in force, each id once, as the newest document has it."""
    for section in ("promises", "claims"):
        found: dict[str, Stated] = {}
        for document in spec.venue.layers(section):
            for index, statement in enumerate(_statements(document)):
                place = at(document.body, (section, index, "claim")).place
                found[statement.id] = Stated(statement, section, place)
        yield from found.values()


def _statements(document: Document) -> list[Statement]:
    match document.model:
        case PromisesSection(promises=found) | ClaimsSection(claims=found):
            return found
        case _:
            return []


def of_market(spec: Spec, stated: Stated, market: str) -> Iterator[Claim]:
    """Yield the claim that a statement holds for a market."""
    yield of_inputs(spec, stated, market)


def of_no_market(spec: Spec, stated: Stated) -> Iterator[Claim | Outcome]:
    """Yield the claim of a statement that names no market, or why it cannot be asked."""
    try:
        yield of_inputs(spec, stated, "")
    except FormulaError as error:
        yield skipped(CHECK.id, stated.statement.id, error.message)


def of_inputs(spec: Spec, stated: Stated, market: str) -> Claim:
    """Return the claim that a statement holds for all inputs; raise ``FormulaError`` where a name in it has no value."""
    statement, resolver = stated.statement, spec.resolver(market)
    local = {name: Name(name) for name in statement.over}
    shown, *given = (resolver.formula(text, stated.section, local) for text in (statement.claim, *statement.given))
    names = dict.fromkeys(name for expr in (shown, *given) for name in free_names(expr))
    variables = tuple(
        resolver.declared(name, statement.over[name], stated.section) if name in local else resolver.variable(name)
        for name in names
    )
    kind, severity = _grade(stated)
    where = listed(variables)
    wording = Wording(
        f"{_called(stated)} does not hold" + (f": at {where}" if where else ""), kind, severity,
        "mend the statement, or the rule that breaks it", "", "does not hold",
    )  # fmt: skip
    return Claim(
        CHECK.id, subject(spec, market, statement.id, shown, *given), statement.text, variables, tuple(given), shown,
        stated.place, wording, table=tuple(_sides(spec, stated, market)), markets=(market,) if market else (),
    )  # fmt: skip


def _sides(spec: Spec, stated: Stated, market: str) -> Iterator[Shown]:
    """Yield what a comparison compares, so that a witness shows both sides."""
    written = spec.names.tree(stated.statement.claim)
    if not isinstance(written, Compare):
        return
    as_rate = ", a rate" if "%" in stated.statement.claim else ""
    local = {name: NAMED[given.kind] for name, given in stated.statement.over.items()}
    scope = spec.names.scope_in(stated.section, local)
    for key, side in (("left", written.left), ("right", written.right)):
        if not isinstance(side, Num):
            closed = spec.resolver(market).formula(plain(side), stated.section, {name: Name(name) for name in local})
            yield Shown(key, f"{plain(side)}{as_rate}", closed, kind_of(side, scope))


def of_every_row(spec: Spec, stated: Stated) -> Finding | Outcome:
    """Return whether a statement holds for every printed row, with exact counts."""
    statement = stated.statement
    local = {name: Name(name) for name in ROW}
    try:
        shown, *given = (spec.resolver().formula(t, stated.section, local) for t in (statement.claim, *statement.given))
    except FormulaError as error:
        return skipped(CHECK.id, statement.id, error.message)
    if choices_in(shown) or any(name not in ROW for expr in (shown, *given) for name in free_names(expr)):
        return skipped(CHECK.id, statement.id, "it hangs on more than the rows that are printed")
    asked = ask_rows(spec, shown, tuple(given), statement.since or "")
    if not asked.rows:
        return skipped(CHECK.id, statement.id, "no printed row has all that the statement names")
    if not asked.broken:
        return proved(CHECK.id, statement.id, f"{asked.rows} rows in {asked.tables} tables keep it")
    return _broken(spec, stated, asked)


def _broken(spec: Spec, stated: Stated, asked: Asked) -> Finding:
    table, tier = asked.broken[0]
    kind, severity = _grade(stated)
    tables = len({id(broken) for broken, _ in asked.broken})
    rate = percent(tier.maintenance_rate) if tier.maintenance_rate is not None else "none"
    initial = table.initial(tier)
    wording = Wording(
        f"{_called(stated)} is broken by {_count(len(asked.broken))} of {_count(asked.rows)} printed rows, "
        f"in {tables} of {asked.tables} tables",
        kind, severity, "mend the statement, or the tables that break it", f"Does it still stand: {_text(stated)}",
    )  # fmt: skip
    lines = [
        Line("table", table.name, NUMBER, True, table.name),
        Line("over", tier.over, table.measure, True, amount(spec, table, tier.over)),
        Line("maintenance rate", tier.maintenance_rate or Fraction(0), NUMBER, True, rate),
    ]
    if initial is not None:
        lines.append(Line("initial rate", initial, NUMBER, True, percent(initial)))
    if tier.max_leverage is not None:
        lines.append(Line("highest leverage", tier.max_leverage, NUMBER, True, times(tier.max_leverage)))
    for what, (broken, rows) in asked.shares.items():
        lines.append(Line(f"rows broken, {what}", f"{broken} of {rows}", NUMBER, False, f"{broken} of {rows}"))
    marks = (Mark(stated.place, "broken by printed rows"), Mark(tier.place, "the first row that breaks it"))
    markets = tuple(dict.fromkeys(market for broken, _ in asked.broken for market in broken.markets))
    return replace(refuted(CHECK.id, stated.statement.id, wording, marks, lines), markets=markets)


def _grade(stated: Stated) -> tuple[FindingKind, Severity]:
    if stated.section == "claims":
        return "hazard", "error"
    grades: dict[str, Severity] = {"published": "error", "inferred": "warning", "withdrawn": "note"}
    return "contradiction", grades[stated.statement.status]


def _called(stated: Stated) -> str:
    statement = stated.statement
    what = "the user's claim" if stated.section == "claims" else f"the {statement.status} promise"
    return f"{what} `{_text(stated)}`" + (f" of {statement.dated}" if statement.dated else "")


def _text(stated: Stated) -> str:
    return " ".join(stated.statement.text.split())


def _count(number: int) -> str:
    return said(Fraction(number), NUMBER, {})
