"""Does every rule say what it does in every state of the venue?

## Why it matters
What a rule does in a halt is what traders ask in a halt. A rule that is published for normal days only leaves the venue to
decide it on the worst one.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
sources:
  sources: {faq: {kind: venue, title: Page on halts}}
states:
  states:
    normal: {entered: by default, rules: {trading: allowed, liquidation: runs}}
    halted:
      entered: the engine is down
      left: the engine is up and prices are fresh
      rules:
        trading: refused
        liquidation: {status: silent, searched: faq, domain: [runs, stands still],
                      question: "Are positions liquidated in a halt?"}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop}
states:
  states:
    normal: {entered: by default, rules: {trading: allowed, liquidation: runs}}
    halted:
      entered: the engine is down
      left: the engine is up and prices are fresh
      rules: {trading: refused, liquidation: stands still}
```

## How it is decided
By reading: each rule that any state names, in each state. What was looked for and not found is one finding for each state.

## What to publish
A table of states and rules without an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Verdict
from ...load.load import Spec
from ...load.venue import Stated
from ...source.nodes import key_place
from ..conditions import Condition, conditions
from ..info import CheckInfo, Question
from ..settled import proved
from ..told import UNDOCUMENTED, UNSAID, joined, told

CHECK = CheckInfo("states.uncovered", "a rule says nothing in some state", "undocumented", "warning")
FIRST = ("liquidation", "mark_price", "index", "funding", "trading", "orders", "withdrawals")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield for each state the rules that are not published for it, and those that the spec does not mention."""
    known = conditions(spec)
    rules = list(dict.fromkeys(rule for condition in known for rule in condition.state.rules))
    complete = True
    for condition in known:
        silent = [s for rule in rules if (s := condition.rule(spec, rule)) is not None and s.clause.status == "silent"]
        unsaid = [rule for rule in rules if condition.rule(spec, rule) is None]
        complete = complete and not silent and not unsaid
        if silent:
            yield not_published(condition, sorted(silent, key=_rank))
        if unsaid:
            yield told(
                CHECK.id, f"states.{condition.name}: {', '.join(unsaid)}",
                f"the spec does not say what holds for {joined(_said(r) for r in unsaid)} in the state `{condition.name}`",
                [(key_place(condition.document.body, ("states", condition.name)), "not said for this state")], UNSAID,
                help="add it, or mark it silent with where it was looked for",
            )  # fmt: skip
    if known and complete:
        yield proved(CHECK.id, "states", f"{len(rules)} rules in {len(known)} states")


def not_published(condition: Condition, silent: list[Stated]) -> Question:
    """Return the rules of which nothing is published for a state; the gravest question first."""
    rules = [str(s.path[-1]) for s in silent]
    return told(
        CHECK.id, "+".join(sorted(s.id for s in silent)),
        f"nothing is published on {joined(_said(rule) for rule in rules)} in the state `{condition.name}`",
        [(s.place, "not published") for s in silent], UNDOCUMENTED, verdict=Verdict.DEPENDS,
        gravity=30 if "liquidation" in rules else 10,
        readings=tuple(f"`{s.id}`: {', or '.join(s.clause.domain)}" for s in silent if isinstance(s.clause.domain, list)),
        question=next((s.clause.question for s in silent if s.clause.question), ""),
        help="publish what each rule does in this state",
    )  # fmt: skip


def _said(rule: str) -> str:
    return rule.replace("_", " ")


def _rank(stated: Stated) -> int:
    rule = str(stated.path[-1])
    return FIRST.index(rule) if rule in FIRST else len(FIRST)
