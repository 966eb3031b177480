"""What does a verb tell the command line about itself?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple


class Verb(NamedTuple):
    """A verb: how it is called, what it says of itself, its options, and what it does; ``run`` returns an exit code."""

    name: str
    help: str
    declare: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
