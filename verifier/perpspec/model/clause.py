"""What can one clause of a spec say about itself: its value, its status, and where that comes from?

Shape only: which fields belong to which status is checked in ``load``, so that the JSON Schema and these models
accept the same documents.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

Status = Literal["published", "inferred", "disputed", "silent"]
KindName = Literal[
    "number", "rate", "leverage", "money", "price", "quantity", "coin", "contracts", "time", "rate_per_time",
    "rate_per_quantity", "rate_per_money", "inverse_price", "money_per_contract", "quantity_per_contract",
    "coin_per_contract", "coin_per_price", "coin_per_price_per_contract", "truth", "word",
]  # fmt: skip


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, bool) else value


# Scalars stay text on the way in; an editor that reads the same file sees numbers and truths.
Text = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Word = Annotated[str, Field(min_length=1)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Words = Annotated[list[str], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]


class Model(BaseModel):
    """The common ground of all documents: unknown fields are refused, nothing is coerced, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False, defer_build=True)


class Interval(Model):
    """All values from ``from`` to ``to``, both included; a missing end is open to infinity."""

    from_: Text | None = Field(default=None, alias="from")
    to: Text | None = None


class Alternative(Model):
    """One of the values that published sources give for a disputed clause."""

    value: Text
    source: Words = []
    called: str | None = None
    note: str | None = None


class Clause(Model):
    """One thing a venue publishes, or is silent about. A bare scalar is short for ``{value: …}``.

    ``doubt`` says why a disputed clause may be no disagreement at all.
    """

    value: Text | None = None
    status: Status = "published"
    source: Words = []
    called: str | None = None
    note: str | None = None
    reason: str | None = None
    kind: KindName | None = None
    alternatives: list[Alternative] = []
    searched: Words = []
    domain: list[Text] | Interval | None = None
    by_market: dict[str, Text] = {}
    question: str | None = None
    doubt: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, (str, bool)) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler.resolve_ref_schema(handler(core))]}


class Input(Model):
    """A value that comes from outside the rules: its kind, what it can be, and how it is measured."""

    kind: KindName
    domain: list[Text] | Interval | None = None
    is_: str | None = Field(default=None, alias="is")
    feed: str | None = None
    step: Text | None = None
    sampled: Clause | None = None
    over: Clause | None = None
    by: Clause | None = None
    age_limit: Clause | None = None
    source: Words = []
    called: str | None = None
    note: str | None = None


class Case(Clause):
    """A rule for the states in which ``when`` holds: a value, or a word for what happens."""

    when: Text

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return given

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler.resolve_ref_schema(handler(core))


class Section(Model):
    """What stands at the head of every section file."""

    perpspec: Text | None = None
    section: str | None = None
    effective: str | None = None
    published: str | None = None
    source: Words = []
    amends: bool = False
    note: str | None = None


class Formulas(Section):
    """A section that computes: constants, inputs and named formulas."""

    parameters: dict[Word, Clause] = {}
    inputs: dict[Word, Input] = {}
    definitions: dict[Word, Clause] = {}
