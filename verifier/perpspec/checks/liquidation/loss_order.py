"""Does each step of the order of losses end somewhere, and does the next one begin there?

## Why it matters
An order of losses protects those who stand late in it only if the steps before them end. A step without a bound takes the
loss whatever it is: its pool can go below zero, and what was announced behind it never begins.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
liquidation:
  loss_order:
    - {bearer: insurance fund}
    - {bearer: auto-deleveraging}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
liquidation:
  inputs: {fund: {kind: money, domain: {from: 0}}, loss: {kind: money, domain: {from: 0}}}
  loss_order:
    - {bearer: insurance fund, limit: fund}
    - {bearer: auto-deleveraging, when: loss > fund}
```

## How it is decided
Each step but the last must have a `limit`, or the step after it a `when`; the last must have no limit. A limit that hangs on
an open clause is open. A limit is never below zero, a `when` holds in some state, and where it looks at the `loss`, the step
begins as soon as that is more than the limit before it.

## What to publish
For each step the most that it bears, for the last one who bears the rest, and when each begins.

## Sources
A pool of 2025 that served as the margin of other strategies too, so that the loss at which the next step begins was the whole
of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.build import implies, le, lt, num
from ...claims.claim import Claim, FindingKind, Shown, Wording
from ...claims.finding import Finding, Mark, Outcome, Verdict
from ...language.faults import FormulaError
from ...language.kinds import MONEY
from ...language.tree import Name, Truth
from ...load.load import Spec
from ...load.venue import Stated
from ...model.rules import LiquidationSection, LossStep
from ...readings.rebuild import free_names
from ...source.nodes import at
from ...source.text import Place
from ..info import CheckInfo, Question
from ..markets import inputs, leaning, needed, short
from ..settled import proved, skipped
from ..streams import open_clauses

CHECK = CheckInfo("liquidation.loss_order", "a step of the order of losses has no end or never begins", "undocumented", "warning")
OPEN = ("disputed", "silent")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield what is open between the steps, and claims on their limits; or that every step ends where the next begins."""
    steps, places = the_steps(spec)
    if not steps:
        return
    findings = list(what_is_open(spec, steps, places))
    yield from findings
    if not findings:
        yield proved(CHECK.id, "liquidation.loss_order", f"{len(steps)} steps: each but the last has an end")
    for index in range(len(steps)):
        yield from claims_on(spec, steps, index)


def the_steps(spec: Spec) -> tuple[list[LossStep], list[Place]]:
    """Return the steps in force and where each stands."""
    for document in reversed(spec.venue.layers("liquidation")):
        model = document.model
        if isinstance(model, LiquidationSection) and model.loss_order:
            count = len(model.loss_order)
            return model.loss_order, [at(document.body, ("loss_order", index, "bearer")).place for index in range(count)]
    return [], []


def stated(spec: Spec, index: int, name: str) -> Stated | None:
    """Return the clause of one step, or None."""
    return spec.venue.stated.get(f"liquidation.loss_order.{index}.{name}")


def what_is_open(spec: Spec, steps: list[LossStep], places: list[Place]) -> Iterator[Finding]:
    """Yield one finding for each step without an end, and one for a last step that leaves a rest."""
    for index, step in enumerate(steps):
        limit, last = stated(spec, index, "limit"), index + 1 == len(steps)
        if last:
            if limit is not None:
                told = f"`{step.bearer}` bears a limited loss and nothing comes after it"
                asked = "Who bears a loss beyond the limit of the last step?"
                yield finding(step, places[index], "hazard", told, asked, "the last step, and it has an end")
            continue
        after = steps[index + 1].bearer
        begins = stated(spec, index + 1, "when")
        if limit is None and (begins is None or begins.clause.status in OPEN):
            told = f"nothing published bounds what `{step.bearer}` bears, so `{after}` has no point at which it begins"
            asked = f"How much does {step.bearer} bear before {after} begins?"
            yield finding(step, places[index], "undocumented", told, asked, "without an end")
        elif limit is not None and (open_ := what_it_hangs_on(spec, limit)) is not None:
            told = f"how much `{step.bearer}` bears before `{after}` begins is {open_.clause.status}"
            asked = open_.clause.question or f"How much does {step.bearer} bear before {after} begins?"
            yield finding(step, open_.place, "undocumented", told, asked, "open")


def what_it_hangs_on(spec: Spec, limit: Stated) -> Stated | None:
    """Return the limit of a step if it is open itself, or the first open clause that its formula names; else None."""
    if limit.clause.status in OPEN:
        return limit
    return next((stated for stated in open_clauses(spec, limit) if stated.clause.status in OPEN), None)


def finding(step: LossStep, place: Place, kind: FindingKind, message: str, question: str, label: str) -> Finding:
    """Return what is open about one step."""
    verdict = Verdict.DEPENDS if kind == "undocumented" else Verdict.REFUTED
    return Finding(
        CHECK.id, kind, "warning", verdict, "", f"liquidation.loss_order {step.bearer}", message, (Mark(place, label),),
        "publish the most that each step bears, and who bears the rest", question=question,
        basis="by inspection of the steps", gravity=35,
    )  # fmt: skip


def claims_on(spec: Spec, steps: list[LossStep], index: int) -> Iterator[Claim | Outcome]:
    """Yield the claims on the limit of one step: not below zero, and the next step begins where it ends."""
    limit, own = stated(spec, index, "limit"), stated(spec, index, "when")
    market = next(iter(spec.markets), "")
    try:
        if own is not None and own.clause.status not in OPEN:
            yield it_can_begin(spec, market, own, steps[index].bearer)
        if limit is None or limit.clause.status in OPEN:
            return
        yield never_below_zero(spec, market, limit, steps[index].bearer)
        begins = stated(spec, index + 1, "when")
        if begins is not None and begins.clause.status not in OPEN:
            yield from no_loss_between(spec, market, limit, begins, steps[index].bearer)
    except FormulaError as error:
        yield skipped(CHECK.id, f"liquidation.loss_order.{index}", error.message)


def it_can_begin(spec: Spec, market: str, begins: Stated, bearer: str) -> Claim:
    """Return the claim that is vacuous if and only if the condition of a step is never met."""
    when = needed(spec.resolver(market), begins.id)
    return Claim(
        CHECK.id, f"{begins.id} can hold", f"`{bearer}` begins in some state", inputs(spec.resolver(market), when), (when,),
        Truth(True), begins.place, Wording(f"`{bearer}` never begins"), also=leaning(spec, when),
    )  # fmt: skip


def never_below_zero(spec: Spec, market: str, limit: Stated, bearer: str) -> Claim:
    """Return the claim that a step never bears less than nothing."""
    most = needed(spec.resolver(market), limit.id)
    return Claim(
        CHECK.id, limit.id, f"what `{bearer}` bears at most is never below zero", inputs(spec.resolver(market), most), (),
        le(num(0), most), limit.place,
        Wording(f"`{bearer}` may bear at most {{most}}, which is below zero", help="give the pool its domain, or stop it at zero",
                label="below zero", question=f"Can {bearer} hold less than nothing?"),
        also=leaning(spec, most), table=(Shown("most", "largest loss borne", most, spec.names.kind(limit.id) or MONEY),),
    )  # fmt: skip


def no_loss_between(spec: Spec, market: str, limit: Stated, begins: Stated, bearer: str) -> Iterator[Claim]:
    """Yield the claim that a loss beyond the limit lets the next step begin, where that step looks at a `loss`."""
    resolver = spec.resolver(market)
    most, when = needed(resolver, limit.id), needed(resolver, begins.id)
    loss = next((name for name in free_names(when) if short(name) == "loss"), None)
    if loss is not None:
        yield Claim(
            CHECK.id, begins.id, f"a loss beyond what `{bearer}` bears lets the next step begin",
            inputs(resolver, most, when), (), implies(lt(most, Name(loss)), when), begins.place,
            Wording(f"a loss of {{loss}} is more than the {{most}} that `{bearer}` bears, and the next step does not begin",
                    help="let the next step begin where this one ends", label="does not begin",
                    question=f"Who bears a loss between the end of {bearer} and the next step?"),
            also=((limit.place, "the limit"), *leaning(spec, most, when)),
            table=(Shown("most", "largest loss borne", most, spec.names.kind(limit.id) or MONEY),), gravity=35,
        )  # fmt: skip
