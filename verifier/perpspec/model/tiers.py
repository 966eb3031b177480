"""How does a venue publish the rates that grow with size: stepped rows, base and step, or a formula?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .clause import Clause, Formulas, Model, Text, Word, Words


class Row(Model):
    """One tier. Bounds are in the table's measure; which side they include is said by ``reading.bounds``."""

    over: Text | None = None
    up_to: Text | None = None
    max_leverage: Text | None = None
    min_leverage: Text | None = None
    initial_rate: Text | None = None
    maintenance_rate: Text | None = None
    deduction: Text | None = None
    called: str | None = None
    note: str | None = None


class BaseAndStep(Model):
    """Rates that rise by ``rate_step`` with each ``size_step`` above ``base_size``; ``rows`` tiers in all."""

    base_size: Text
    size_step: Text
    base_maintenance_rate: Text
    base_initial_rate: Text
    rate_step: Text
    rows: Text


class Curve(Model):
    """Rates as formulas of the size ``x``, for every size."""

    maintenance_rate: Clause
    initial_rate: Clause | None = None
    max_leverage: Clause | None = None


class Table(Model):
    rows: list[Row] | None = None
    base_and_step: BaseAndStep | None = None
    curve: Curve | None = None
    source: Words = []
    called: str | None = None
    note: str | None = None


def _as_table(value: Any) -> Any:
    return {"rows": value} if isinstance(value, list) else value


class Reading(Model):
    """How the tables are to be read."""

    basis: Clause
    measure: Literal["money", "quantity", "coin", "contracts"] = "money"
    bounds: Clause
    rate: Clause
    deduction: Clause | None = None
    initial_rate: Clause | None = None
    lowest_leverage: Clause | None = None


class TiersSection(Formulas):
    """Tables by name and the market that uses each. ``before`` repeats what a notice printed as the old table."""

    reading: Reading | None = None
    tables: dict[Word, Annotated[Table, BeforeValidator(_as_table, json_schema_input_type=list[Row] | Table)]] = {}
    markets: dict[Word, Clause] = {}
    before: dict[Word, Words] = {}
    above_the_last_tier: Clause | None = None
    open_positions: Clause | None = None
    user_limits: Clause | None = Field(default=None)
