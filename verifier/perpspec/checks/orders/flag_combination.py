"""Is there a combination of flags with which an order for the whole position is accepted, whichever page is right?

## Why it matters
An order that closes whatever is left of a position is a last protection. Where one page forbids a second flag and
another demands it, every way to send that order is refused by one of them; in a mode that forbids the second flag
altogether, the page that demands it forbids the order.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources: {sources: {page: {kind: api, title: Page}, codes: {kind: api, title: Codes}}}
orders:
  reduce_only: {one_way: accept}
  close_position:
    one_way: accept
    with_reduce_only:
      status: disputed
      alternatives: [{value: refuse, source: page}, {value: require, source: codes}]
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
orders:
  reduce_only: {one_way: accept}
  close_position: {one_way: accept, with_reduce_only: refuse}
```

## How it is decided
By going through the combinations of the two flags in each mode, under each reading of the outcomes that are open.

## What to publish
For each combination of flags and each mode, whether it is accepted, on every page in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...claims.finding import Finding, Mark, Outcome, Verdict, Witness
from ...load.load import Spec
from ...machines.flags import CLOSE, Form, close_forms, readings, relevant
from ...machines.rules import offered, options
from ..disputes import why_open
from ..info import CheckInfo
from ..machine_rules import MODE_WORDS, MODES
from ..settled import proved

CHECK = CheckInfo("orders.flag_combination", "no combination of flags is accepted by every page", "contradiction", "error")


def questions(spec: Spec) -> Iterator[Finding | Outcome]:
    """Yield what becomes of an order for the whole position in each mode that has one."""
    for mode in MODES:
        if offered(spec, mode) and f"{CLOSE}.{mode}" in spec.venue.stated:
            yield in_mode(spec, mode)


def in_mode(spec: Spec, mode: str) -> Finding | Outcome:
    """Return the finding of a mode in which no combination is accepted under every reading."""
    every = [reading for reading in readings(spec, mode) if reading[f"{CLOSE}.{mode}"] == "accept"]
    forms = [close_forms(reading, mode) for reading in every]
    subject = f"orders.close_position in {MODE_WORDS[mode]}"
    safe = [found[0].words for found in zip(*forms, strict=True) if all(form.accepted for form in found)]
    if safe or not every:
        return proved(CHECK.id, subject, f"accepted under every reading: {', '.join(safe) or 'not offered'}")
    open_ = tuple(name for name in relevant(spec, mode) if len({reading[name] for reading in every}) > 1)
    places = [spec.venue.stated[name] for name in open_ or relevant(spec, mode)]
    lines = [f"{_named(open_[-1:], reading)}{_said(found)}" for reading, found in zip(every, forms, strict=True)]
    return Finding(
        CHECK.id, "contradiction", "error", Verdict.REFUTED, "", subject, _message(forms, mode),
        tuple(Mark(stated.place, why_open(stated) if open_ else options(spec, stated.id)[0]) for stated in places),
        "send the combination that the venue is seen to accept, and ask which page is right" if open_ else
        "accept one of them", Witness((), tuple(lines)),
        question=next((stated.clause.question for stated in places if stated.clause.question), ""),
        basis="by going through the combinations of flags", gravity=70, clauses=open_,
    )  # fmt: skip


def _message(forms: Sequence[tuple[Form, ...]], mode: str) -> str:
    never = any(not any(form.accepted for form in found) for found in forms)
    what = "in one of them the order cannot be sent at all" if never else "each is refused by one of them"
    agreed = f"with no combination of flags on which all pages agree, in {MODE_WORDS[mode]}: {what}"
    alone = f"with no combination of flags, in {MODE_WORDS[mode]}: one rule refuses what another demands"
    return f"an order that closes the position is accepted {agreed if len(forms) > 1 else alone}"


def _named(names: Sequence[str], reading: Mapping[str, str]) -> str:
    return "".join(f"{name.rpartition('.')[2]} = {reading[name]}: " for name in names)


def _said(forms: tuple[Form, ...]) -> str:
    return "; ".join(f"{f.words} is {'accepted' if f.accepted else 'refused'}" for f in forms)
