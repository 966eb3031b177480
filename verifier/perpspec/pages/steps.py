"""How does a page show arithmetic: each step with its formula, the numbers put in, and the value?"""

from __future__ import annotations

from collections.abc import Iterable

from ..report.steps import Worked
from .markup import number, shown


def steps(worked: Iterable[Worked]) -> str:
    """Return a list of steps as one block."""
    return f'<ol class="ps-steps">\n{"".join(map(_step, worked))}</ol>\n'


def _step(step: Worked) -> str:
    texts = dict.fromkeys(text for text in (step.formula, step.filled, step.value) if text not in ("", step.name))
    lines = "".join(f"<span>= {number(text)}</span>" for text in texts)
    return f"<li><b>{shown(step.name)}</b>{lines}</li>\n"
