"""In which state of its inputs has an index or a mark price no rule: what do the checks of both sections ask?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..claims.build import both, either, implies
from ..claims.claim import Claim, Wording
from ..claims.folded import placed
from ..language.kinds import TRUTH, WORD
from ..language.tree import Expr, Not, Truth
from ..load.load import Spec
from .alike import Ruled
from .markets import leaning, short
from .rules import Rule, anchor, defined


def covers_every_state(spec: Spec, ruled: Ruled, check: str, section: str, names: Mapping[str, Expr]) -> Claim | None:
    """Return the claim that in every state some rule holds and has a value; None where one formula always has."""
    rules = ruled.rules
    some = Truth(True) if rules.otherwise is not None else either(*(rule.when for rule in rules.cases))
    prices = [*(rule.price for rule in rules.cases), rules.otherwise]
    values = [
        implies(rules.first(n), defined(price))
        for n, price in enumerate(prices)
        if price is not None and defined(price) != Truth(True)
    ]
    if some == Truth(True) and not values:
        return None
    shown = placed(both(some, *values), names)
    stated = anchor(spec, section)
    assert stated is not None
    what = section.replace("_", " ")
    return Claim(
        check, ruled.subject, f"in every state some rule gives the {what}", ruled.sources.open(ruled.resolver, shown), (),
        shown, stated.place,
        Wording(
            f"no rule gives the {what} in a state that can happen", "undocumented", "warning",
            "add a case for this state, or say what is kept meanwhile", f"What is the {what}{_state(ruled, shown)}?",
            "no rule for some state",
        ),
        also=leaning(spec, *rules.formulas()), markets=ruled.markets, gravity=50, content=ruled.subject,
    )  # fmt: skip


def silent_cases(spec: Spec, ruled: Ruled, check: str, section: str, names: Mapping[str, Expr]) -> Iterator[Claim]:
    """Yield for each case that is not published the claim that it never comes to it."""
    for index, rule in enumerate(ruled.rules.cases):
        if rule.silent:
            yield never_comes_to(ruled, check, section, rule, placed(Not(ruled.rules.first(index)), names))


def never_comes_to(ruled: Ruled, check: str, section: str, rule: Rule, shown: Expr) -> Claim:
    """Return the claim that no input leads to a case."""
    what, clause = section.replace("_", " "), rule.stated.clause
    choices = f": {', or '.join(f'`{word}`' for word in clause.domain)}" if isinstance(clause.domain, list) else ""
    return Claim(
        check, rule.stated.id, f"no state leads to a case for which no {what} is published",
        ruled.sources.open(ruled.resolver, shown), (), shown, rule.stated.place,
        Wording(
            f"the {what} is not published for a state that can happen{choices}", "undocumented", "warning",
            "publish what is taken in this state", clause.question or f"What is the {what}{_state(ruled, shown)}?",
            "not published",
        ),
        markets=ruled.markets, gravity=50, content=f"{ruled.subject} {rule.stated.id}",
    )  # fmt: skip


def _state(ruled: Ruled, shown: Expr) -> str:
    """Return the words that describe the state of a witness by its truths and words, where they are few."""
    told = [short(v.name) for v in ruled.sources.open(ruled.resolver, shown) if v.kind in (TRUTH, WORD)]
    words = ", ".join(f"{name.replace('_', ' ')}: {{{name.replace(' ', '_')}}}" for name in told)
    return f" in this state ({words})" if 0 < len(told) <= 8 else " in this state"
