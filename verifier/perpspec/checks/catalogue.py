"""Which checks are there? Every module in a topic folder, in the order of their names."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from .info import Check

FOLDER = Path(__file__).parent


@cache
def catalogue() -> tuple[Check, ...]:
    """Return every check, sorted by id; a module without ``CHECK`` or ``questions`` is an error of ours."""
    names = [".".join(file.relative_to(FOLDER).with_suffix("").parts) for file in sorted(FOLDER.glob("*/[a-z]*.py"))]
    modules = [import_module(f"{__package__}.{name}") for name in names]
    return tuple(Check(module.CHECK, (module.__doc__ or "").strip(), module.questions) for module in modules)
