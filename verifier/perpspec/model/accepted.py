"""Which findings has somebody reviewed and accepted, why, and until when?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .clause import Model, Text, Word


class AcceptedEntry(Model):
    """One reviewed finding; ``id`` is that of its check, for people; ``until`` is the last day on which it holds."""

    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{12}$")]
    id: Word
    reason: Word
    until: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class AcceptedFile(Model):
    """The file ``accepted.yaml`` in the folder of a venue, or ``NAME.accepted.yaml`` beside a venue in one file."""

    perpspec: Text
    accepted: list[AcceptedEntry]
    note: str | None = None
