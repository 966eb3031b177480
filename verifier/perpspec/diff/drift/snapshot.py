"""What did an interface say at one time: tiers, funding intervals and contracts by market?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from ...source.numbers import number
from .reading import SnapshotError

Measure = Literal["money", "contracts"]
_SETTLED = re.compile(r":[A-Z0-9]+")
_KIND = re.compile(r"[-_/]?(SWAP|PERPETUAL|PERP)$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One tier as an interface gives it; ``text`` are the digits of its numbers, by field."""

    over: Fraction
    up_to: Fraction | None
    maintenance_rate: Fraction | None
    initial_rate: Fraction | None
    max_leverage: Fraction | None
    deduction: Fraction | None


@dataclass(frozen=True, slots=True)
class Listed:
    """What an interface says of one contract, field by field as numbers or words; a missing field is left out."""

    numbers: Mapping[str, Fraction]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One answer: where it was read from, of when it is, and what it says by symbol."""

    name: str
    date: str
    tiers: Mapping[str, tuple[Quoted, ...]] = field(default_factory=dict)
    intervals: Mapping[str, Fraction] = field(default_factory=dict)
    caps: Mapping[str, tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)
    contracts: Mapping[str, Listed] = field(default_factory=dict)
    measure: Measure = "money"
    marginal: bool = True
    faults: Mapping[str, str] = field(default_factory=dict)


def bare(symbol: str) -> str:
    """Return a symbol without what only some interfaces write: signs, the asset it settles in, the word for a swap."""
    upper = _KIND.sub("", symbol.upper())
    return re.sub(r"[/_-](?!\d{6})", "", _SETTLED.sub("", upper, count=1))


def by_market(symbols: Iterable[str], markets: Iterable[str]) -> dict[str, str]:
    """Return the market of each symbol that is one of the spec's; raise ``SnapshotError`` where two symbols are one market."""
    known = {bare(market): market for market in markets}
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for symbol in symbols:
        market = known.get(bare(symbol))
        if market is None:
            continue
        if market in taken:
            raise SnapshotError(f"`{taken[market]}` and `{symbol}` are both the market `{market}`", "leave one of them out")
        taken[market] = symbol
        found[symbol] = market
    return found


def amount(given: Any, what: str, *, positive: bool = False) -> Fraction | None:
    """Return the exact number of a text, None where it is missing; raise ``SnapshotError`` for anything else."""
    if given is None or given == "":
        return None
    value = number(_plain(given)) if isinstance(given, str) else None
    if value is None or value < 0 or (positive and value == 0):
        raise SnapshotError(f"`{given}` is no {what}")
    return value


def _plain(text: str) -> str:
    """Return digits as the door for numbers takes them: an interface may write `0100` or `5.`."""
    whole, point, rest = text.strip().partition(".")
    bare_ = whole.lstrip("0") or "0"
    return f"{bare_ if whole else ''}{point if rest else ''}{rest}" if whole.isdigit() else text.strip()
