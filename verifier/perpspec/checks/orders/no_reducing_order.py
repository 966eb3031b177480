"""Is there, in every position mode, an order that is accepted and can only reduce?

## Why it matters
A position must be protectable while nobody looks. If a mode refuses the flag, knows no order for the whole position and
has no other instruction that can only reduce, then every protective order can open a position on the other side.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {one_way: offered, hedge: offered}
orders:
  reduce_only: {one_way: accept, hedge: refuse}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
position_modes: {one_way: offered, hedge: offered}
orders:
  reduce_only: {one_way: accept, hedge: refuse}
  closing: {oversized: refuse}
```

## How it is decided
By going through the forms of an order that may only reduce, in each mode, under each reading of what is open.

## What to publish
For each mode, the flag or the pair of side and leg with which an order can only reduce.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding, Mark, Outcome, Verdict
from ...load.load import Spec
from ...machines.flags import readings, reducing_forms, relevant
from ...machines.rules import offered, options
from ..disputes import why_open
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, MODES
from ..settled import proved

CHECK = CheckInfo("orders.no_reducing_order", "a position mode has no order that can only reduce", "hazard", "error")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield which orders can only reduce in each mode that is offered."""
    for mode in MODES:
        names = relevant(spec, mode)
        if offered(spec, mode) and names:
            yield in_mode(spec, mode, names)


def in_mode(spec: Spec, mode: str, names: tuple[str, ...]) -> Finding | Outcome:
    """Return the finding of a mode in which some reading accepts no such order."""
    subject = f"orders in {MODE_WORDS[mode]}"
    every = [reducing_forms(spec, reading, mode) for reading in readings(spec, mode)]
    without = [forms for forms in every if not any(form.accepted for form in forms)]
    if not without:
        always = [found[0].words for found in zip(*every, strict=True) if all(form.accepted for form in found)]
        return proved(CHECK.id, subject, f"accepted: {', '.join(always) or 'one or the other in each reading'}")
    depends = len(without) < len(every)
    open_ = tuple(name for name in names if len(options(spec, name)) > 1) if depends else ()
    marked = open_ or tuple(name for name in names if options(spec, name) == ("refuse",)) or names
    return Finding(
        CHECK.id, "undocumented" if depends else "hazard", "warning" if depends else "error",
        Verdict.DEPENDS if depends else Verdict.REFUTED, "", subject,
        f"no order that can only reduce is accepted in {MODE_WORDS[mode]}",
        tuple(Mark(spec.venue.stated[name].place, _label(spec, name, depends)) for name in marked),
        "accept the flag, or say which side and leg can only reduce",
        question=f"How is a position protected in {MODE_WORDS[mode]}?",
        basis="by going through the forms of such an order", gravity=75, clauses=open_,
    )  # fmt: skip


def _label(spec: Spec, name: str, depends: bool) -> str:
    return f"hangs on this: {why_open(spec.venue.stated[name])}" if depends else "refuses it"
