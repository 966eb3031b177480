"""What can a run be told, and what does one decision consist of?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..language.domains import Value

Status = Literal["holds", "fails", "vacuous", "unknown"]


@dataclass(frozen=True, slots=True)
class Options:
    """``budget`` counts the solver's units of work, ``cases`` the fuzzer's cases for each question it is asked."""

    only: tuple[str, ...] = ()
    budget: int = 2_000_000
    seed: int = 0
    second_opinion: bool = False
    cases: int = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice for each disputed or silent clause that a claim hangs on."""

    choices: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer to a claim under one reading, with what it rests on."""

    status: Status
    method: str
    witness: Mapping[str, Value] | None = None
    clauses: tuple[str, ...] = ()
    reason: str = ""
    cases: int = 0
    met_by: Mapping[str, Value] | None = None


class ToolFault(Exception):
    """Two of our engines disagree, or a witness does not replay: a fault of perpspec, never a finding."""
