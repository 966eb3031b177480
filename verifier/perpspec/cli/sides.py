"""Which version of which venue is one side of a comparison: a path, a name with its date, or a revision of git?"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .exits import UsageError

if TYPE_CHECKING:
    from fractions import Fraction

    from ..diff.change import Comparison, Label
    from ..load.load import Spec

SIDE = "a path, VENUE@DATE, or REF:PATH of the git repository at hand (nothing is fetched)"


@dataclass(frozen=True, slots=True)
class Side:
    """One version: as it was asked for, understood, and the folder that its places are shown without."""

    shown: str
    spec: Spec
    root: str
    committed: str = ""

    @property
    def label(self) -> Label:
        """Return what the comparison calls it."""
        from ..diff.change import Label

        return Label(self.shown, self.spec.venue.id, self.spec.venue.as_of)


def declare_sides(parser: ArgumentParser) -> None:
    """Add both sides and what is asked of them."""
    parser.add_argument("old", metavar="OLD", help=SIDE)
    parser.add_argument("new", metavar="NEW", help="the same for the newer version")
    declare_questions(parser)


def declare_questions(parser: ArgumentParser) -> None:
    """Add what can be asked of a comparison."""
    add = parser.add_argument
    add("--leverage", metavar="N,N…", type=leverages, default=(), help="leverages to name (default: 5,10,20)")
    add("--market", metavar="MARKET", nargs="+", action="extend", default=[], help="only what concerns these markets")


def leverages(text: str) -> tuple[Fraction, ...]:
    """Return leverages such as `5,10,12.5x`; raise what the command line reports for others."""
    from ..source.numbers import number

    found = tuple(number(part.strip().removesuffix("x")) for part in text.split(","))
    known = tuple(value for value in found if value is not None and value > 0)
    if len(known) < len(found):
        raise ArgumentTypeError(f"`{text}` is not a list of leverages such as 5,10,20")
    return known


def side(text: str, stack: ExitStack) -> Side:
    """Return one side; what a revision holds is written to a folder that ``stack`` removes."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from ..load.load import load_spec
    from .paths import dated, one_venue
    from .revisions import checked_out, committed, revision

    _without_collector(stack)
    found = revision(text)
    if found is None:
        return Side(text, one_venue(text, schema=False), "")
    ref, path = found
    path, when = dated(path)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="perpspec-")))
    target = checked_out(ref, path, folder)
    if not target.is_file() and not (target / "venue.yaml").is_file():
        raise UsageError(f"`{text}` is no venue", "a venue is a folder with a `venue.yaml`, or one file")
    return Side(text, load_spec(target, when, schema=False), f"{folder}/", committed(ref))


def _without_collector(stack: ExitStack) -> None:
    """Leave cyclic garbage until ``stack`` ends: two large venues are trees, which would be walked again and again."""
    import gc

    if gc.isenabled():
        gc.disable()
        stack.callback(gc.enable)


def compared(old: Side, new: Side, leverage: tuple[Fraction, ...], only: list[str]) -> Comparison:
    """Return the comparison of two sides; raise ``UsageError`` for two venues, or for a market that neither has."""
    from ..diff.compare import LEVERAGES, TwoVenues, compare
    from ..diff.versions import Versions
    from ..language.infer import nearest

    known = list(dict.fromkeys([*old.spec.markets, *new.spec.markets, *old.spec.tiered, *new.spec.tiered]))
    for market in only:
        if market not in known:
            raise UsageError(f"neither version has a market `{market}`", nearest(market, known))
    versions = Versions(old.spec, new.spec, old.root, new.root, new.committed or old.committed)
    try:
        return compare(versions, old.label, new.label, leverage or LEVERAGES, tuple(only))
    except TwoVenues as error:
        raise UsageError(str(error), "compare two versions of one venue") from error
