"""What must hold, which numbers are printed, and what does the user assume?"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .clause import Clause, Input, Model, Section, Text, Word, Words


class Statement(Model):
    """A sentence that must hold, as a formula; ``for: every tier`` asks it of every row of every table.

    ``since`` leaves out the tables that came into force before it.
    """

    id: Word
    text: str
    claim: Text
    given: list[Text] = []
    over: dict[Word, Input] = {}
    for_: Literal["every tier", "every market", "once"] = Field(default="once", alias="for")
    since: str | None = None
    source: Words = []
    dated: str | None = None
    note: str | None = None
    status: Literal["published", "inferred", "withdrawn"] = "published"


class PromisesSection(Section):
    promises: list[Statement]


class ClaimsSection(Section):
    claims: list[Statement]


class Example(Model):
    """A printed calculation: ``gives`` is computed with ``given`` and must come out as ``stated``.

    ``printed_to`` is the step the venue prints to, such as `0.01 USDT`; the number follows when rounding the exact
    result to that step, half up, gives it.
    """

    id: Word
    title: str
    given: dict[Word, Text] = {}
    gives: Text
    stated: Text
    printed_to: Text | None = None
    rounding: Text | None = None
    section: str | None = None
    market: str | None = None
    as_of: str | None = None
    reading: dict[Word, Text] = {}
    source: Words = []
    dated: str | None = None
    note: str | None = None
    expected: Literal["follows", "does not follow"] | None = None


class ExamplesSection(Section):
    examples: list[Example]


class AssumptionsSection(Section):
    """What the user assumes, never what the venue says: costs, depth, latency, sizes asked about."""

    assumptions: dict[Word, Clause]
