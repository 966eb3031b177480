"""What do the computing sections say: margin, index, mark price, funding, liquidation?

The named fields are the outputs that the catalogue asks about; everything they need stands in ``parameters``,
``inputs`` and ``definitions``.
"""

from __future__ import annotations

from pydantic import Field

from .clause import Case, Clause, Formulas, Model, Text, Word, Words


class MarginSection(Formulas):
    initial: Clause | None = None
    maintenance: Clause | None = None
    equity: Clause | None = None
    ratio: Clause | None = None
    available: Clause | None = None
    open_orders: Clause | None = None
    withdrawal: Clause | None = None
    collateral_value: Clause | None = None
    hedged_legs: Clause | None = None


class Constituent(Model):
    """One source of the index; ``weight`` is its share, ``feed`` the feed it is read from."""

    weight: Clause | None = None
    feed: str | None = None
    called: str | None = None
    note: str | None = None


class IndexSection(Formulas):
    constituents: dict[Word, Constituent] = {}
    price: Clause | None = None
    cases: list[Case] = []
    age_limit: Clause | None = None
    outlier: Clause | None = None
    update: Clause | None = None
    fewest_sources: Clause | None = None


class MarkPriceSection(Formulas):
    price: Clause | None = None
    cases: list[Case] = []
    bandwidth: Clause | None = None
    update: Clause | None = None
    phases: dict[Word, Clause] = {}


class Change(Model):
    """A move of the funding interval: after ``after`` settlements in a row at which ``when`` holds."""

    from_: Words = Field(alias="from")
    to: Clause
    when: Text
    after: Clause | None = None
    source: Words = []
    note: str | None = None


class IntervalMachine(Model):
    states: list[Text]
    default: Clause
    changes: list[Change] = []
    exempt: Clause | None = None


class FundingSection(Formulas):
    rate: Clause | None = None
    cap: Clause | None = None
    floor: Clause | None = None
    payment: Clause | None = None
    interval: IntervalMachine | None = None
    rate_period: Clause | None = None
    rounding: Clause | None = None
    payment_rounding: Clause | None = None
    clamp_order: Clause | None = None
    schedule: Clause | None = None
    missing_samples: Clause | None = None
    late_settlement: Clause | None = None
    during_outage: Clause | None = None


class LiquidationStep(Model):
    does: Clause
    when: Text | None = None
    note: str | None = None


class LossStep(Model):
    """One stage of who bears a loss; ``limit`` is the most that this stage can bear."""

    bearer: Word
    when: Clause | None = None
    limit: Clause | None = None
    source: Words = []
    note: str | None = None


class LiquidationSection(Formulas):
    trigger: Clause | None = None
    price: Clause | None = None
    fee: Clause | None = None
    bankruptcy_price: Clause | None = None
    price_limit: Clause | None = None
    round_every: Clause | None = None
    cancelled_first: Clause | None = None
    order_type: Clause | None = None
    steps: list[LiquidationStep] = []
    loss_order: list[LossStep] = []
    deleveraging: Clause | None = None
