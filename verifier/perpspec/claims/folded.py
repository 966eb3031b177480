"""What is left of a formula once some of its inputs are known?"""

from __future__ import annotations

from collections.abc import Mapping

from ..language.tree import Expr
from ..readings.folded import folded
from .build import renamed

__all__ = ["folded", "placed"]


def placed(expr: Expr, names: Mapping[str, Expr]) -> Expr:
    """Return ``expr`` with names replaced by trees, and what is settled by that worked out; values stay the same."""
    return folded(renamed(expr, names))
