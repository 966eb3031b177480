"""How are several comparisons, one after the other, written in one piece?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diff.change import Comparison


def shown_all(args: Namespace, comparisons: Sequence[Comparison]) -> None:
    """Write comparisons where and how it was asked for: one alone as `perpspec diff` writes it."""
    from pathlib import Path

    from .output import emit, write

    text = _rendered(args.format, comparisons)
    if args.output is not None:
        write(Path(args.output), text)
    else:
        emit(text)


def _rendered(form: str, comparisons: Sequence[Comparison]) -> str:
    from ..report import change_json
    from .diff import rendered

    if form == "json":
        return change_json.render_all(comparisons)
    return "\n".join(rendered(form, comparison) for comparison in comparisons)
