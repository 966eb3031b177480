"""What does a page say about liquidation: the steps in their order, who bears a loss, and the fee against the buffer?"""

from __future__ import annotations

from fractions import Fraction

from ..language.faults import FormulaError
from ..load.venue import Stated
from ..model.rules import LiquidationSection
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import choices_in, free_names
from .clauses import short
from .markup import badge, code, more, note, paragraphs, section, shown, table
from .sections import section_page
from .site import Page
from .subject import Subject, anchor_of, percent
from .tiers import tables_by_market

_OWN = ("steps", "loss_order")


def liquidation_page(subject: Subject) -> Page:
    """Return the page on liquidation."""
    lead = "When a position is taken from its owner, in which steps, at which cost, and who bears what is left."
    parts = (_steps(subject), _losses(subject), _fees(subject))
    return section_page(subject, "liquidation", "liquidation", "Liquidation", lead, *parts, leave=_OWN)


def _steps(subject: Subject) -> str:
    model = subject.spec.venue.section("liquidation")
    if not isinstance(model, LiquidationSection) or not model.steps:
        return ""
    items = []
    for index, step in enumerate(model.steps):
        stated = subject.spec.venue.stated.get(f"liquidation.steps.{index}.does")
        when = f"if {code(step.when)}" if step.when else ""
        items.append(_item(when, f"{short(subject, step.does)} {_mark(stated)}", step.note or ""))
    return section("The waterfall", f'<ol class="ps-flow">\n{"".join(items)}</ol>\n')


def _losses(subject: Subject) -> str:
    model = subject.spec.venue.section("liquidation")
    if not isinstance(model, LiquidationSection) or not model.loss_order:
        return ""
    items = []
    for index, step in enumerate(model.loss_order):
        limit = subject.spec.venue.stated.get(f"liquidation.loss_order.{index}.limit")
        when = f"when {short(subject, step.when)}" if step.when is not None else ""
        most = f"up to {short(subject, limit.clause)} {_mark(limit)}" if limit is not None else "without a limit"
        items.append(_item(when, f"<b>{shown(step.bearer)}</b> {most}", step.note or ""))
    return section("Who bears a loss", f'<ol class="ps-flow">\n{"".join(items)}</ol>\n')


def _mark(stated: Stated | None) -> str:
    if stated is None:
        return ""
    return f'<span id="{anchor_of(stated)}">{badge(stated.clause.status) if stated.clause.status != "published" else ""}</span>'


def _item(when: str, value: str, said: str) -> str:
    condition = f'<span class="ps-when">{when}</span>' if when else ""
    return f'<li>{condition}<span class="ps-then">{value}</span>{note(shown(said)).strip() if said else ""}</li>\n'


def fee_of(subject: Subject, market: str) -> Fraction | None:
    """Return the liquidation fee of a market as a rate, None where it is not one published number."""
    try:
        fee = subject.spec.resolver(market).clause("liquidation.fee")
        found = None if fee is None or free_names(fee) or choices_in(fee) else exact(fee, Env({}))
    except (FormulaError, Undefined):
        return None
    return found if isinstance(found, Fraction) else None


def _fees(subject: Subject) -> str:
    groups: dict[tuple[Fraction, Fraction, Fraction | None], list[str]] = {}
    for market, content in tables_by_market(subject.spec).items():
        fee, tier = fee_of(subject, market), content.tiers[0]
        if fee is not None and tier.maintenance_rate is not None:
            groups.setdefault((fee, tier.maintenance_rate, content.initial(tier)), []).append(market)
    if not groups:
        return ""
    rows = []
    for (fee, rate, initial), markets in groups.items():
        left = rate - fee
        words = percent(left) if left >= 0 else f"−{percent(-left)} {badge('below zero')}"
        rows.append([more(markets, 4), percent(initial) if initial is not None else "", percent(rate), percent(fee), words])
    lead = (
        "At the trigger, the equity of a position is its maintenance margin. What the fee leaves of it is the room for the price "
        "at which the position is closed; rates of the first tier."
    )
    head = ("markets", "initial rate", "maintenance rate", "fee", "left for the price")
    return section("Fee against buffer", paragraphs(lead, table(head, rows, (1, 2, 3, 4))))
