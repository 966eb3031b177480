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
from dataclasses import replace
from fractions import Fraction
from functools import partial

from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Finding, Line, Mark, Outcome, Verdict
from ...claims.quantities import said
from ...language.faults import FormulaError
from ...language.infer import kind_of
from ...language.kinds import NAMED, NUMBER
from ...language.tree import Compare, Name, Num
from ...load.load import Spec
from ...readings.plain import plain
from ...readings.rebuild import choices_in, free_names
from ..info import CheckInfo, Question
from ..markets import each_market, listed, subject
from ..promised import Promised, promised
from ..rows import ROW, Asked, ask_rows, row_lines
from ..settled import proved, refuted, skipped

CHECK = CheckInfo("documents.promise", "a promise or claim does not hold", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each promise and claim, of every market or of every printed row where it says so."""
    for stated in promised(spec):
        if stated.statement.for_ == "every tier":
            yield of_every_row(spec, stated)
        elif stated.statement.for_ == "every market":
            yield from each_market(spec, CHECK.id, partial(of_market, spec, stated))
        else:
            yield from of_no_market(spec, stated)


def of_market(spec: Spec, stated: Promised, market: str) -> Iterator[Claim]:
    """Yield the claim that a statement holds for a market."""
    yield of_inputs(spec, stated, market)


def of_no_market(spec: Spec, stated: Promised) -> Iterator[Claim | Outcome]:
    """Yield the claim of a statement that names no market, or why it cannot be asked."""
    try:
        yield of_inputs(spec, stated, "")
    except FormulaError as error:
        hint = "; `for: every market` asks it of each market" if spec.markets else ""
        yield skipped(CHECK.id, stated.statement.id, error.message + hint)


def of_inputs(spec: Spec, stated: Promised, market: str) -> Claim:
    """Return the claim that a statement holds for all inputs; raise ``FormulaError`` where a name in it has no value."""
    statement, resolver = stated.statement, spec.resolver(market)
    local = {name: Name(name) for name in statement.over}
    shown, *given = (resolver.formula(text, stated.section, local) for text in (statement.claim, *statement.given))
    names = dict.fromkeys(name for expr in (shown, *given) for name in free_names(expr))
    variables = tuple(
        resolver.declared(name, statement.over[name], stated.section) if name in local else resolver.variable(name)
        for name in names
    )
    kind, severity = stated.grade
    where = listed(variables)
    wording = Wording(
        f"{stated.called} does not hold" + (f": at {where}" if where else ""), kind, severity,
        "mend the statement, or the rule that breaks it", "", "does not hold",
    )  # fmt: skip
    return Claim(
        CHECK.id, subject(spec, market, statement.id, shown, *given), statement.text, variables, tuple(given), shown,
        stated.place, wording, table=tuple(_sides(spec, stated, market)), markets=(market,) if market else (),
    )  # fmt: skip


def _sides(spec: Spec, stated: Promised, market: str) -> Iterator[Shown]:
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
            kind = kind_of(side, scope)
            yield Shown(key, f"{plain(side)}{as_rate if kind == NUMBER else ''}", closed, kind)


def of_every_row(spec: Spec, stated: Promised) -> Finding | Outcome:
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
    if not asked.met:
        return _never_meant(stated, asked)
    if not asked.broken:
        detail = f"{asked.met} of {asked.rows} rows in {asked.tables} tables meet its assumptions, and keep it"
        return proved(CHECK.id, statement.id, detail)
    return broken_by_rows(spec, stated, asked)


def broken_by_rows(spec: Spec, stated: Promised, asked: Asked) -> Finding:
    """Return the finding of a statement that some rows break: how many of how many, and the first of them."""
    table, tier = asked.broken[0]
    kind, severity = stated.grade
    tables = len({id(broken) for broken, _ in asked.broken})
    since = f" in force since {stated.statement.since}" if stated.statement.since else ""
    wording = Wording(
        f"{stated.called} is broken by {_count(len(asked.broken))} of {_count(asked.rows)} printed rows, "
        f"in {tables} of {asked.tables} tables{since}",
        kind, severity, "mend the statement, or the tables that break it", f"Does it still stand: {stated.text}",
    )  # fmt: skip
    marks = (Mark(stated.place, "broken by printed rows"), Mark(tier.place, "the first row that breaks it"))
    lines = (*row_lines(spec, table, tier), *_shares(asked))
    markets = tuple(dict.fromkeys(market for broken, _ in asked.broken for market in broken.markets))
    return replace(refuted(CHECK.id, stated.statement.id, wording, marks, lines), markets=markets)


def _never_meant(stated: Promised, asked: Asked) -> Finding:
    wording = Wording(
        f"none of {_count(asked.rows)} printed rows meets the assumptions of {stated.called}",
        "fault", "error", "mend the assumptions of this statement",
    )  # fmt: skip
    finding = refuted(CHECK.id, stated.statement.id, wording, [Mark(stated.place, "asked of no row")])
    return replace(finding, verdict=Verdict.VACUOUS, basis="by inspection of what is printed")


def _shares(asked: Asked) -> Iterator[Line]:
    for what, (broken, rows) in asked.shares.items():
        share = f"{_count(broken)} of {_count(rows)}"
        yield Line(f"rows broken, {what}", share, NUMBER, False, share)


def _count(number: int) -> str:
    return said(Fraction(number), NUMBER, {})
