"""Which combinations of flags does a venue accept, in which mode, for an order that may only reduce?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from ..load.load import Spec
from .rules import options, speaks_of

FLAGS = "orders.reduce_only"
CLOSE = "orders.close_position"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to send an order that may only reduce, and whether it is accepted."""

    words: str
    accepted: bool


def relevant(spec: Spec, mode: str) -> tuple[str, ...]:
    """Return the stated outcomes on which the accepted forms of one mode hang."""
    names = (f"{FLAGS}.{mode}", f"{CLOSE}.{mode}", f"{CLOSE}.with_reduce_only", "orders.closing.resting")
    return tuple(name for name in names if name in spec.venue.stated)


def readings(spec: Spec, mode: str) -> Iterator[Mapping[str, str]]:
    """Yield every choice of the outcomes on which the forms of one mode hang."""
    names = relevant(spec, mode)
    for picks in product(*(dict.fromkeys(options(spec, name)) for name in names)):
        yield dict(zip(names, picks, strict=True))


def close_forms(reading: Mapping[str, str], mode: str) -> tuple[Form, ...]:
    """Return the two ways to send an order for the whole position: with reduce-only, and without."""
    closes = reading.get(f"{CLOSE}.{mode}") == "accept"
    both = reading.get(f"{CLOSE}.with_reduce_only", "accept")
    flag = reading.get(f"{FLAGS}.{mode}", "accept") == "accept"
    return (
        Form("close-position with reduce-only", closes and flag and both != "refuse"),
        Form("close-position without reduce-only", closes and both != "require"),
    )


def reducing_forms(spec: Spec, reading: Mapping[str, str], mode: str) -> tuple[Form, ...]:
    """Return every way to send an order that may only reduce, in one mode."""
    forms = list(close_forms(reading, mode)) if speaks_of(spec, CLOSE) else []
    if speaks_of(spec, FLAGS):
        forms.append(Form("reduce-only", reading.get(f"{FLAGS}.{mode}") == "accept"))
    if mode == "hedge" and speaks_of(spec, "orders.closing"):
        forms.append(Form("an order against its leg", True))
    return tuple(forms)
