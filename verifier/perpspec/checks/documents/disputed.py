"""Where two published sources disagree, what comes out differently, and by how much?

## Why it matters
A disputed clause is two rules under one name. It matters as far as results differ: by nothing, by a rounding step, or by a
liquidation.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources:
  sources: {faq: {kind: venue, title: Help page}, api: {kind: api, title: Reference of the interface}}
funding:
  inputs: {premium: {kind: rate}}
  parameters:
    interest:
      status: disputed
      alternatives: [{value: 0.01%, source: faq}, {value: 0.03%, source: api}]
      question: "What is the interest?"
  rate: premium + interest
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
sources:
  sources: {faq: {kind: venue, title: Help page}, api: {kind: api, title: Reference of the interface}}
funding:
  inputs: {premium: {kind: rate}}
  parameters:
    interest:
      status: disputed
      alternatives: [{value: 0.01%, source: faq}, {value: 1bp, source: api}]
      question: "What is the interest?"
  rate: premium + interest
```

## How it is decided
The first result that the clause reaches, of price limit, liquidation, margin, funding, mark and index, else of its own
section, is worked out with each alternative from the same inputs; other open clauses are left open. A clause that reaches no
formula is reported with its alternatives. A market with two tables is asked about by `tiers.two_tables`, and an order with
two outcomes by `orders.open_outcome`.

## What to publish
One text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...claims.build import both, eq, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Finding
from ...language.faults import FormulaError
from ...language.kinds import NUMBER, WORD
from ...language.tree import Expr, Word
from ...load.load import Spec
from ...load.resolve import Resolver
from ...load.venue import Stated
from ...model.outcomes import OUTCOMES
from ...readings.rebuild import choices_in, chosen
from ..disputes import doubt, grade, statements
from ..info import CheckInfo, Question
from ..rules import readable
from ..told import joined, told

CHECK = CheckInfo("documents.disputed", "two published sources disagree", "contradiction", "warning")
RESULTS = (
    "liquidation.price_limit", "liquidation.trigger", "liquidation.price", "liquidation.bankruptcy_price", "liquidation.fee",
    "margin.maintenance",
    "margin.initial", "margin.equity", "margin.withdrawal", "margin.collateral_value", "funding.payment", "funding.rate",
    "funding.cap",
    "mark_price.price", "index.price",
)  # fmt: skip
RATES = ("liquidation.fee", "funding.rate", "funding.cap")
MOST_READINGS = 8


@dataclass(frozen=True, slots=True)
class Reaches:
    """A result that a disputed clause reaches, for the first market in which it does."""

    result: str
    formula: Expr
    resolver: Resolver


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each disputed clause."""
    for stated in spec.venue.stated.values():
        if stated.clause.status == "disputed" and not _asked_elsewhere(stated):
            reached = next(_reached(spec, stated), None)
            yield says_two_things(stated) if reached is None else makes_no_difference(spec, stated, reached)


def _asked_elsewhere(stated: Stated) -> bool:
    """Return whether another check tells of such a disagreement, and shows what comes of it."""
    return (stated.section == "tiers" and stated.path[0] == "markets") or stated.id in OUTCOMES


def _reached(spec: Spec, stated: Stated) -> Iterator[Reaches]:
    """Yield the amounts and truths that a clause reaches: the gravest results first, then its own section's, then itself."""
    own = [ident for ident in spec.venue.stated if ident.startswith(f"{stated.section}.") and ident not in (*RESULTS, stated.id)]
    for result in (*RESULTS, *own, stated.id):
        kind = spec.names.kind(result) if result in spec.venue.stated else None
        if kind is None or kind.form in ("word", "prose"):
            continue
        for market in spec.markets or ("",):
            formula = _formula(spec, result, market)
            if formula is not None and stated.id in choices_in(formula):
                yield Reaches(result, formula, spec.resolver(market))


def _formula(spec: Spec, result: str, market: str) -> Expr | None:
    try:
        return spec.resolver(market).clause(result)
    except FormulaError:
        return None


def says_two_things(stated: Stated) -> Finding:
    """Return the alternatives of a clause that reaches no amount."""
    return told(
        CHECK.id, stated.id, f"`{_name(stated.id)}` is {statements(stated)}{doubt(stated)}",
        [(stated.place, "the sources disagree")], grade(stated),
        question=stated.clause.question or f"Which of them is `{_name(stated.id)}`?", help="publish one text",
        readings=tuple(f"`{option.value}`" for option in stated.clause.alternatives),
        basis="no formula of the spec depends on it",
    )  # fmt: skip


def _name(ident: str) -> str:
    """Return a clause's name without its section, and an input's field with the input's name."""
    return ident.partition(".")[2].removeprefix("inputs.").removeprefix("markets.")


def makes_no_difference(spec: Spec, stated: Stated, reached: Reaches) -> Claim:
    """Return the claim that a result is the same with every alternative of a clause."""
    options, kind = stated.clause.alternatives, spec.names.kind(reached.result) or NUMBER
    fixed = _others_fixed(reached.formula, stated.id)
    results, asked = readable(
        reached.resolver, [chosen(reached.formula, {**fixed, stated.id: n}, {}) for n in range(len(options))]
    )
    name = _name(reached.result).replace("_", " ")
    rate = "rate of " if kind == NUMBER and _is_rate(reached.result, stated) and "rate" not in name else ""
    outcomes = joined(f"{{result_{n}}}" for n in range(len(options)))
    effect = f"; from the same inputs the {name} is {outcomes}" if reached.result != stated.id else ""
    return Claim(
        CHECK.id, stated.id, f"the {name} is the same with each alternative of `{stated.id}`", asked, (),
        both(*(eq(results[0], other) for other in results[1:])), stated.place,
        Wording(
            f"`{_name(stated.id)}` is {statements(stated)}{effect}{doubt(stated)}", *grade(stated),
            "publish one text", stated.clause.question or f"Which alternative of `{_name(stated.id)}` holds?",
            "the sources disagree",
        ),
        table=(
            *(Shown(f"result_{n}", f"{rate}{name} if {option.value}", result, kind) for n, (option,
            result) in enumerate(zip(options, results, strict=True))),
            *((Shown("difference", f"difference{' of the rates' if rate or 'rate' in name else ''}", sub(results[1],
            results[0]), kind),)
              if kind.form == "amount" and len(results) == 2 else ()),
            *(Shown("", f"with `{ident}` as", Word(choices_in(reached.formula)[ident][n]), WORD) for ident, n in fixed.items()),
        ),
        gravity=25, content=stated.id,
    )  # fmt: skip


def _is_rate(result: str, stated: Stated) -> bool:
    return result in RATES or any("%" in option.value for option in stated.clause.alternatives)


def _others_fixed(formula: Expr, ident: str) -> dict[str, int]:
    """Return the first option for every other open clause, where leaving all of them open would be too many readings."""
    others = {name: labels for name, labels in choices_in(formula).items() if name != ident}
    readings = 1
    for labels in others.values():
        readings *= len(labels)
    return dict.fromkeys(others, 0) if readings > MOST_READINGS else {}
