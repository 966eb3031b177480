"""Which machine do outcomes and a shape make, read and compiled, so that each is made once however often it is asked?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..language.tree import Word
from .orders import machine_of
from .shape import Shape
from .stepping import Stepper, stepper

Words = tuple[tuple[str, str], ...]


def words_of(rules: Mapping[str, str]) -> Words:
    """Return the outcome of each situation by its short name, in an order of its own, so that equal ones are equal."""
    return tuple(sorted(rules.items()))


@cache
def compiled(words: Words, shape: Shape, broken: str = "") -> Stepper:
    """Return the machine of one reading, which watches one property alone where one is named."""
    machine = machine_of({name: Word(word) for name, word in words}, shape).trimmed()
    return stepper(machine.only(broken) if broken else machine)
