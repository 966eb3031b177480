"""Do two rules of an index or a mark price meet in one state with different results?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..claims.build import both
from ..claims.claim import Claim, FindingKind, Severity, Shown, Wording
from ..claims.folded import placed
from ..language.kinds import PRICE
from ..language.tree import Compare, Expr, Not, Truth
from ..load.load import Spec
from ..readings.canonical import key
from .alike import Ruled
from .info import Question
from .rules import Rule
from .settled import proved, skipped


def no_two_rules(spec: Spec, ruled: Ruled, check: str, section: str, names: dict[str, Expr]) -> Iterator[Question]:
    """Yield a claim for each pair of cases that no text puts in order; where there is none, what was gone through."""
    pairs = [pair for pair in combinations(ruled.rules.cases, 2) if not any(rule.silent for rule in pair)]
    asked = [(a, b) for a, b in pairs if _same_condition(a, b) or _from_two_texts(a, b)]
    for first, second in asked:
        yield they_agree(spec, ruled, check, section, (first, second), names)
    if not pairs:
        yield skipped(check, ruled.subject, "there are no two published cases", ruled.markets)
    elif not asked:
        detail = f"{len(pairs)} pairs of cases: each in the order of one text, with conditions that differ"
        yield proved(check, ruled.subject, detail, ruled.markets)


def _same_condition(first: Rule, second: Rule) -> bool:
    return key((first.when,)) == key((second.when,))


def _from_two_texts(first: Rule, second: Rule) -> bool:
    """Return whether the two cases come from different sources, so that no text says which goes first."""
    a, b = set(first.stated.sources), set(second.stated.sources)
    return bool(a) and bool(b) and not a & b


def they_agree(spec: Spec, ruled: Ruled, check: str, section: str, pair: tuple[Rule, Rule], names: dict[str, Expr]) -> Claim:
    """Return the claim that no state meets the conditions of both cases unless both give the same."""
    first, second = pair
    same = _same_condition(first, second)
    kind, severity = _grade(same)
    shown = placed(Not(both(first.when, second.when, _differ(first, second))), names)
    what = section.replace("_", " ")
    table = tuple(
        Shown(name, f"{what} by the {name} case", placed(rule.price, names), PRICE)
        for name, rule in zip(("first", "second"), pair, strict=True) if rule.price is not None
    )  # fmt: skip
    gives = [
        f"{{{n}}}" if r.price is not None else f"`{r.stated.clause.value}`"
        for n, r in zip(("first", "second"), pair, strict=True)
    ]
    return Claim(
        check, f"{first.stated.id}+{second.stated.id}", "no state meets the conditions of two cases that give different results",
        ruled.sources.open(ruled.resolver, shown), (), shown, first.stated.place,
        Wording(
            f"two cases hold in one state: by one the {what} is {gives[0]}, by the other {gives[1]}", kind, severity,
            "delete one of them" if same else "say which of the two texts goes first",
            f"Which of the two rules gives the {what} where both hold?", "one of two rules",
        ),
        also=((second.stated.place, "the other" if not same else "the same condition, so this one is never reached"),),
        table=table, markets=ruled.markets, gravity=50, content=f"{ruled.subject} {first.stated.id} {second.stated.id}",
    )  # fmt: skip


def _grade(same: bool) -> tuple[FindingKind, Severity]:
    return ("contradiction", "error") if same else ("undocumented", "warning")


def _differ(first: Rule, second: Rule) -> Expr:
    if first.price is not None and second.price is not None:
        return Compare("!=", first.price, second.price)
    words = (first.stated.clause.value, second.stated.clause.value)
    return Truth(first.price is not None or second.price is not None or words[0] != words[1])
