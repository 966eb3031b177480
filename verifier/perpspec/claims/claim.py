"""What is asked: variables with domains, what is assumed, what is to be shown, and where it stands in the spec?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..language.domains import Variable
from ..language.kinds import Kind
from ..language.tree import Expr
from ..readings.parts import Parts, parts_of
from ..source.text import Place

Severity = Literal["error", "warning", "note"]
FindingKind = Literal["contradiction", "undocumented", "hazard", "fault"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a witness table: a value worked out from the inputs. ``key`` names it in messages."""

    key: str
    label: str
    expr: Expr
    kind: Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """What a finding says when the claim fails. ``message`` may use the keys of inputs' short names and ``shown``."""

    message: str
    kind: FindingKind = "hazard"
    severity: Severity = "warning"
    help: str = ""
    question: str = ""
    label: str = ""


@dataclass(frozen=True)
class Claim:
    """A sentence about a venue that holds or fails for each reading of its disputed and silent clauses.

    ``subject`` tells claims of one check apart and is part of the fingerprint, so it names clauses, tables or
    markets and never lines. ``closed`` is an equivalent formula of at most one variable, where a law gives one.
    ``content``, where given, is what equal claims share; without it, the formulas themselves are compared.
    """

    check: str
    subject: str
    sentence: str
    variables: tuple[Variable, ...]
    given: tuple[Expr, ...]
    shown: Expr
    place: Place
    wording: Wording
    closed: Expr | None = None
    law: str = ""
    also: tuple[tuple[Place, str], ...] = ()
    table: tuple[Shown, ...] = ()
    markets: tuple[str, ...] = ()
    venue: str = ""
    as_of: str = ""
    gravity: int = field(default=0)
    content: str = ""

    @property
    def id(self) -> str:
        """Return the claim's name, unique within a venue."""
        return f"{self.check}:{self.subject}"

    @cached_property
    def parts(self) -> Parts:
        """Return the names, choices, clauses and numbers in what is assumed and what is to be shown."""
        return parts_of((*self.given, self.shown))
