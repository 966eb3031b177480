"""Who is the venue, which texts were read, and what are its contracts?"""

from __future__ import annotations

from typing import Literal

from .clause import Clause, Formulas, Model, Section, Text, Word


class Unit(Model):
    """A unit of the venue: its kind, and how many of the base unit it is."""

    kind: Literal["money", "quantity", "coin", "time", "number"]
    factor: Text = "1"


class VenueSection(Section):
    """Identity. ``units`` says what `USDT` or `BTC` measures; the first unit of a kind is the one shown.

    ``exchange`` is what ccxt calls the venue, for ``perpspec drift --live``.
    """

    id: Word
    title: Word
    exchange: Word | None = None
    product: str | None = None
    units: dict[Word, Literal["money", "quantity", "coin"] | Unit] = {}
    scope: str | None = None


class Source(Model):
    """A text that was read: what it is, where, of when, and when it was read."""

    kind: Literal["venue", "api", "code", "announcement", "third_party", "derived"]
    title: Word
    address: str | None = None
    dated: str | None = None
    read: str | None = None
    hash: str | None = None
    note: str | None = None


class SourcesSection(Section):
    sources: dict[Word, Source]


class Contract(Model):
    """One market's contract; what is missing is taken from ``defaults``."""

    form: Clause | None = None
    size: Clause | None = None
    tick: Clause | None = None
    lot: Clause | None = None
    base: str | None = None
    quote: str | None = None
    margin_asset: Clause | None = None
    max_leverage: Clause | None = None
    note: str | None = None


class ContractsSection(Formulas):
    """Linear, inverse or quanto; ``definitions`` holds at least ``notional(…)``."""

    defaults: Contract = Contract()
    markets: dict[Word, Contract]
    margin_modes: Clause | None = None
    collateral: Clause | None = None
