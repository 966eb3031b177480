"""What does the page of a tier table say against the table before it?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diff.change import Change
from ..diff.compare import LEVERAGES
from ..diff.tables import Asked, Printed, table_change
from ..load.load import Spec
from ..load.tables import TierTable
from ..report import change_words as words
from .markup import bullets, code, moment, paragraphs, shown, table
from .money import direction, largest, said, sizes
from .subject import Subject


def before(spec: Spec, content: TierTable) -> TierTable | None:
    """Return the last table printed before for the first market of a table that says something else."""
    market = content.markets[0] if content.markets else ""
    older = [
        t for t in spec.printed
        if market in t.markets and not t.former and t.tiers and t.key != content.key
        and t.document.effective < content.document.effective
    ]  # fmt: skip
    return max(older, key=lambda t: t.document.effective, default=None)


def compared(subject: Subject, old: TierTable, new: TierTable) -> str:
    """Return what changed from one table to the next: each stretch of sizes, and what became of open accounts."""
    dated = (
        f"The version before came into force on "
        f"{moment(old.document.effective or 'a date that is not published')} as {code(old.name)}."
    )
    resolver = subject.spec.resolver(new.markets[0] if new.markets else "")
    change = table_change(Printed(old, resolver), Printed(new, resolver), Asked(LEVERAGES))
    if change is None:
        return f"{dated} At no size does it ask another margin.\n"
    units = subject.units(new.markets[0] if new.markets else "")
    rows = ([shown(r.quantity), sizes(r, units), direction(r.direction), largest(r, units)] for r in change.regions)
    head = ("what", "for sizes", "is", "most")
    return paragraphs(dated, table(head, rows), bullets(_accounts(change, units)))


def _accounts(change: Change, units: words.Units) -> Iterator[str]:
    """Yield what becomes of open accounts, without the closing cost that a user assumes."""
    for moved in change.shifts:
        yield said(words.shift(moved, change.measure, units))
    for after in change.transitions:
        if not after.cost:
            yield said(words.transition(after, change.measure, units))


def bare(subject: Subject, content: TierTable, value: Fraction) -> str:
    """Return an amount of a table without its unit."""
    text = subject.amount(value, content.measure)
    return text.rpartition(" ")[0] or text
