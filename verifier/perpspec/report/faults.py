"""How is everything said that is wrong with documents which cannot be understood?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..claims.finding import Mark
from ..source.text import Fault
from .frame import Lines, frames
from .sheet import Row, fact
from .summary import counted


def fault_rows(faults: Sequence[Fault], lines: Lines) -> Iterator[Row]:
    """Yield every fault with its frame and its remedy, and how many there are."""
    for fault in faults:
        yield (("error", "error"), (f"  {fault.code}", "strong"))
        marks = (Mark(fault.place, fault.message), *(Mark(place, label) for place, label in fault.others))
        yield from frames(marks, lines, "error")
        if fault.help:
            yield from fact("help", fault.help)
        yield ()
    files = len({fault.place.file for fault in faults})
    yield ((f"{counted(len(faults), 'fault')} in {counted(files, 'file')}, and nothing was verified", "strong"),)
