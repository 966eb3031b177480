"""What does a venue publish for each situation of an order: a word, or a choice that a reading has to make?

A situation that the spec does not state at all is as open as one that is known to be silent: every outcome is possible.
"""

from __future__ import annotations

from ..language.tree import Choice, Clause, Expr, Word
from ..load.load import Spec
from ..model.outcomes import KINDS_SENT, outcomes_of


def rule(spec: Spec, situation: str) -> Expr:
    """Return the outcome of a situation such as ``orders.reduce_only.oversized``, with its mark."""
    stated = spec.venue.stated.get(situation)
    words = outcomes_of(situation)
    if stated is None or (stated.clause.status == "silent" and not stated.clause.domain):
        return Clause(situation, Choice(situation, words, tuple(Word(word) for word in words)))
    found = spec.resolver().clause(situation)
    assert found is not None, "it is stated"
    return found


def offered_rule(spec: Spec, situation: str) -> Expr:
    """Return the outcome of a situation; what can be sent and no page names is refused where pages offer another of its kind."""
    kind = next((kind for kind in KINDS_SENT if situation in kind), ())
    stated = spec.venue.stated
    instead = any(other in stated and "accept" in options(spec, other) for other in kind)
    return Word("refuse") if situation not in stated and instead else rule(spec, situation)


def options(spec: Spec, situation: str) -> tuple[str, ...]:
    """Return the outcomes that the documents leave possible: one where the venue publishes it."""
    return words_of(rule(spec, situation))


def words_of(found: Expr) -> tuple[str, ...]:
    """Return the words that a rule leaves possible."""
    body = found.body if isinstance(found, Clause) else found
    if isinstance(body, Choice):
        return body.labels
    assert isinstance(body, Word), "an outcome is a word"
    return (body.text,)


def speaks_of(spec: Spec, group: str) -> bool:
    """Return whether the spec states any clause below ``group``, such as ``orders.reduce_only``."""
    return any(name.startswith(f"{group}.") for name in spec.venue.stated)


def offered(spec: Spec, mode: str) -> bool:
    """Return whether positions can be held in this mode; one net position is what a venue has that says nothing."""
    name = f"position_modes.{mode}"
    return "offered" in options(spec, name) if name in spec.venue.stated else mode == "one_way"
