"""Which checks are there, with their pages: those of the catalogue, and those of the list of accepted findings?"""

from __future__ import annotations

from ..checks.catalogue import catalogue
from ..checks.info import Check
from ..engine.accepted import PAGES

WHOLE_RUN = frozenset(check.info.id for check in PAGES)


def pages() -> dict[str, Check]:
    """Return every check by its id, in the order of the ids."""
    return {check.info.id: check for check in sorted((*catalogue(), *PAGES), key=lambda check: check.info.id)}


def topics() -> tuple[str, ...]:
    """Return the topics of the catalogue: what stands before the point of an id."""
    return tuple(dict.fromkeys(ident.partition(".")[0] for ident in pages()))
