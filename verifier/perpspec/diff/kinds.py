"""Of which kind is the change of a clause: another value, another formula, a correction, a disclosure, a retraction?"""

from __future__ import annotations

from ..language.tree import Expr, Word
from ..load.venue import Stated
from ..readings.rebuild import choices_in, free_names, unmarked
from .align import Pair, said_the_same
from .change import ChangeKind


def kind_of_pair(pair: Pair[Stated]) -> ChangeKind:
    """Return the kind that the statuses and dates of both statements tell; a rule against a rule is a definition."""
    old, new = pair.old, pair.new
    spoke, speaks = speaking(old), speaking(new)
    if spoke != speaks:
        return "disclosure" if speaks else "retraction"
    if old is None or new is None or not spoke or said_the_same(old.clause, new.clause):
        return "source"
    return "correction" if corrected(old, new) else "definition"


def speaking(stated: Stated | None) -> bool:
    """Return whether a statement says something of the rule, even if two sources dispute it."""
    return stated is not None and stated.clause.status != "silent"


def corrected(old: Stated, new: Stated) -> bool:
    """Return whether the rule was not changed but said better: for the same instant, or one of two that were disputed."""
    instant = old.document.effective
    if instant and instant == new.document.effective:
        return True
    settled = old.clause.status == "disputed" and new.clause.status != "disputed"
    return settled and new.clause.value in [option.value for option in old.clause.alternatives]


def refined(kind: ChangeKind, old: Expr, new: Expr) -> ChangeKind:
    """Return ``parameter`` for a definition that is a constant, or a word, in both versions."""
    constant = all(isinstance(unmarked(expr), Word) or not (free_names(expr) or choices_in(expr)) for expr in (old, new))
    return "parameter" if kind == "definition" and constant else kind
