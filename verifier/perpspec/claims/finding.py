"""What is reported: verdicts, outcomes with their evidence, and findings with their witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from ..language.domains import Value
from ..language.kinds import Kind
from ..source.text import Place
from .claim import FindingKind, Severity


class Verdict(StrEnum):
    """The six answers to a claim; ``unknown``, ``vacuous`` and ``skipped`` never count as proved."""

    PROVED = "proved"
    REFUTED = "refuted"
    DEPENDS = "depends"
    VACUOUS = "vacuous"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Line:
    """One named exact value of a witness; ``text`` is the value in the venue's units, ``given`` tells inputs."""

    name: str
    value: Value
    kind: Kind
    given: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """Inputs, and what follows from them, under which the claim fails (or holds, for the other side of a depends)."""

    lines: tuple[Line, ...] = ()
    events: tuple[str, ...] = ()
    reading: Mapping[str, str] = field(default_factory=dict)
    replay: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer rests on: the method, what it may have spent, and the clauses that mattered."""

    method: str
    detail: str = ""
    budget: str = ""
    cases: int = 0
    met_by: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a spec with what is to be said of it."""

    place: Place
    label: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answered question."""

    claim: str
    check: str
    venue: str
    verdict: Verdict
    evidence: Evidence
    clauses: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A reviewed finding: why it stays, and until when."""

    reason: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What needs attention. The first mark is the place; ``subject`` names clauses, never lines.

    ``clauses`` are the disputed and silent clauses that it hangs on.
    """

    id: str
    kind: FindingKind
    severity: Severity
    verdict: Verdict
    venue: str
    subject: str
    message: str
    spans: tuple[Mark, ...]
    help: str = ""
    witness: Witness | None = None
    other_witness: Witness | None = None
    readings: tuple[str, ...] = ()
    question: str = ""
    markets: tuple[str, ...] = ()
    basis: str = ""
    consequences: tuple[str, ...] = ()
    as_of: str = ""
    gravity: int = 0
    clauses: tuple[str, ...] = ()
    accepted: Accepted | None = None

    @property
    def fingerprint(self) -> str:
        """Return 12 hex digits over id, venue and subject: stable under edits that move lines or reword messages."""
        return sha256("\n".join((self.id, self.venue, self.subject)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run has to say."""

    tool: str
    specs: tuple[Mapping[str, str], ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    seed: int = 0
    budget: int = 0
