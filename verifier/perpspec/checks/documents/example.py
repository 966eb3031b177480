"""Does every printed example follow from the rules it is to explain?

## Why it matters
A worked example is the one place where a venue says what its formula means. Where the number does not follow, either the
example or the rule is wrong, and users have copied one of them.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
margin:
  inputs: {notional: {kind: money}}
  parameters: {rate: 0.4%}
  maintenance: notional * rate
examples:
  examples:
    - {id: first, title: maintenance of 12_345.67, given: {notional: 12_345.67 USDT},
       gives: maintenance, stated: 49.37 USDT, printed_to: 0.01 USDT}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
margin:
  inputs: {notional: {kind: money}}
  parameters: {rate: 0.4%}
  maintenance: notional * rate
examples:
  examples:
    - {id: first, title: maintenance of 12_345.67, given: {notional: 12_345.67 USDT},
       gives: maintenance, stated: 49.38 USDT, printed_to: 0.01 USDT}
```

## How it is decided
The example is worked out exactly, in every reading of the disputed and silent clauses that it leaves open, by the rules in
force on its date. Where the number does not come out, small changes of reading are tried one at a time: the last rounding and
its digits, the other side of each bound, another option of a clause, a term left out, an input taken for another of its kind,
the tier before or after, the rules of another date; and each of them with cutting off. A number that follows by cutting off
alone is a note. Two examples of one section that need different roundings are a finding of their own.

## What to publish
The rounding of each printed number, and the date of the rules that an example belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.claim import FindingKind, Severity
from ...claims.finding import Finding, Verdict
from ...claims.recompute import Recomputed, recompute
from ...claims.variants import Variant, variants
from ...load.load import Spec
from ..examples import Printed, examples
from ..info import CheckInfo, Question
from ..settled import proved
from ..told import told

CHECK = CheckInfo("documents.example", "a printed number does not follow from the rules", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one question for each example, and one for each pair of examples that need different roundings."""
    answered = [(one, recompute(spec, one.example)) for one in examples(spec)]
    for one, found in answered:
        yield of_example(spec, one, found)
    for first, second in _apart(answered):
        yield round_differently(first, second)


def of_example(spec: Spec, one: Printed, found: Recomputed) -> Question:
    """Return whether the printed number follows, and if not what would make it follow."""
    example = one.example
    if found.setting is None or found.missing or not found.reached:
        return cannot_be_worked_out(one, found)
    follows = any(reached.follows for reached in found.reached)
    if example.expected is not None and (example.expected == "follows") != found.follows and follows:
        return expected_otherwise(one, found)
    if found.follows:
        return proved(CHECK.id, one.subject, f"{one.said(spec, found.value)} comes out", one.markets)
    if follows:
        return follows_in_some_readings(spec, one, found)
    return does_not_follow(spec, one, found, variants(spec, example, found.setting))


def does_not_follow(spec: Spec, one: Printed, found: Recomputed, changes: tuple[Variant, ...]) -> Finding:
    """Return that another number comes out, with the changes of reading that give the printed one."""
    first = next(iter(found.reached))
    exact = one.said(spec, first.value) if first.value is not None else "no value"
    would = f"; it would follow {one.listed(changes)}" if changes else "; no small change of reading gives it"
    expected = [(one.place_of("expected"), "the spec expects it to follow")] if one.example.expected == "follows" else []
    return told(
        CHECK.id, one.subject, f"the printed {one.said(spec, one.stated(found))} does not follow: {exact} comes out{would}",
        [(one.place_of("stated"), f"{exact} by the rules"), *expected], _grade(changes), gravity=30 if not changes else 5,
        markets=one.markets,
        witness=one.witness(spec, found, first), help="correct the example, or publish the rule that it follows",
        question=f"By which rule does `{one.example.title}` give {one.said(spec, one.stated(found))}?",
        readings=tuple(f"follows {change.change}" for change in changes),
        basis=f"worked out exactly, in {len(found.reached)} readings" if len(found.reached) > 1 else "worked out exactly",
    )  # fmt: skip


def _grade(changes: tuple[Variant, ...]) -> tuple[FindingKind, Severity]:
    if not changes:
        return "contradiction", "error"
    return "contradiction", "note" if all(change.kind in ("rounding", "digits") for change in changes) else "warning"


def follows_in_some_readings(spec: Spec, one: Printed, found: Recomputed) -> Finding:
    """Return that the printed number speaks for some readings and against others."""
    good, bad = (next(r for r in found.reached if r.follows is wanted) for wanted in (True, False))
    apart = [name for name in good.options if good.options[name] != bad.options[name]]
    clauses = [spec.venue.stated[name] for name in apart if name in spec.venue.stated]
    other = one.said(spec, bad.value) if bad.value is not None else "no value"
    return told(
        CHECK.id, one.subject,
        f"the printed {one.said(spec, good.value)} follows in some readings only; in another {other} comes out",
        [(one.place_of("stated"), "printed"), *((s.place, "hangs on this") for s in clauses)], ("undocumented", "note"),
        verdict=Verdict.DEPENDS,
        witness=one.witness(spec, found, bad), markets=one.markets,
        question=next((s.clause.question for s in clauses if s.clause.question), ""),
        readings=tuple(f"follows when `{name}` is {good.options[name]}; not when it is {bad.options[name]}" for name in apart),
        basis=f"worked out exactly, in {len(found.reached)} readings",
        help="take the example as a source for the reading in which it follows",
    )  # fmt: skip


def cannot_be_worked_out(one: Printed, found: Recomputed) -> Finding:
    """Return that an example lacks what its formula needs."""
    reason = f"no value for `{found.missing}`" if found.missing else found.problem or "its formula has no value"
    return told(
        CHECK.id, one.subject, f"the example cannot be worked out: {reason}", [(one.place, "this example")], ("fault", "warning"),
        help="give the missing value under `given:`, or fix the reading",
    )  # fmt: skip


def expected_otherwise(one: Printed, found: Recomputed) -> Finding:
    """Return that the spec expects another outcome of an example."""
    comes = "follows" if found.follows else "follows in some readings only"
    return told(
        CHECK.id, one.subject, f"the spec expects that the example `{one.example.expected}`, and it {comes}",
        [(one.place_of("expected"), f"it {comes}")], ("fault", "error"), help="correct `expected:`, or the rule, or the example",
    )  # fmt: skip


def _apart(answered: list[tuple[Printed, Recomputed]]) -> Iterator[tuple[Printed, Printed]]:
    """Yield one pair for each section: an example that needs rounding to nearest, and one that needs cutting off."""
    needs: dict[tuple[str, str], Printed] = {}
    for one, found in answered:
        for mode in one.needs(found):
            needs.setdefault((one.example.section or "margin", mode), one)
    for (section, mode), one in needs.items():
        other = needs.get((section, "toward zero"))
        if mode == "half up" and other is not None:
            yield one, other


def round_differently(first: Printed, second: Printed) -> Finding:
    """Return that no one rounding gives both printed numbers."""
    return told(
        CHECK.id, f"{first.subject}+{second.subject} rounding",
        f"`{first.example.title}` follows by rounding to nearest only, `{second.example.title}` by cutting off only",
        [(first.place_of("stated"), "rounded to nearest"), (second.place_of("stated"), "cut off")], ("contradiction", "note"),
        help="publish one rounding for this number", question="Is the printed result rounded to nearest or cut off?",
        basis="both worked out exactly",
    )  # fmt: skip
