"""What does a venue say about its feeds and about the days on which something is wrong?"""

from __future__ import annotations

from .clause import Clause, Model, Section, Word, Words


class Feed(Model):
    """One stream of values: how often it comes, how old it may be, and what then."""

    of: str
    update: Clause | None = None
    age_limit: Clause | None = None
    on_stale: Clause | None = None
    on_missing: Clause | None = None
    on_absurd: Clause | None = None
    fallback: Words = []
    used_by: Words = []
    note: str | None = None


class FeedsSection(Section):
    feeds: dict[Word, Feed]


class State(Model):
    """A condition of the venue; ``rules`` says for each rule what it does in it."""

    entered: Clause
    left: Clause | None = None
    rules: dict[Word, Clause] = {}
    note: str | None = None


class StatesSection(Section):
    states: dict[Word, State]
