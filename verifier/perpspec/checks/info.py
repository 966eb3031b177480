"""What does a check say about itself?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..claims.claim import Claim, FindingKind, Severity
from ..claims.finding import Finding, Outcome
from ..claims.machine_claim import MachineClaim
from ..load.load import Spec

Question = Claim | MachineClaim | Finding | Outcome


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """The summary of a check: ``kind`` and ``severity`` are those of its gravest finding."""

    id: str
    summary: str
    kind: FindingKind
    severity: Severity
    since: str = "0.1"


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its page and its questions."""

    info: CheckInfo
    page: str
    questions: Callable[[Spec], Iterator[Question]]
