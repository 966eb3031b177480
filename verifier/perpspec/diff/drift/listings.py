"""What do ccxt's unified funding rates and markets say of intervals, caps and contracts?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from .reading import SnapshotError
from .snapshot import Listed, Snapshot, amount

_SECONDS = {"h": 3_600, "m": 60, "d": 86_400}


def first(given: Mapping[str, Any], *names: str) -> Any:
    """Return the first of these fields that is there and not empty, else None."""
    return next((given[name] for name in names if given.get(name) not in (None, "")), None)


def rates(given: Iterable[tuple[str, Any]]) -> Snapshot:
    """Return the interval, the cap and the floor of each symbol in ccxt's unified funding rates."""
    intervals: dict[str, Fraction] = {}
    caps: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    faults: dict[str, str] = {}
    for symbol, row in given:
        info = row.get("info") or {}
        text = first(row, "interval") or _hours(info)
        try:
            if text is not None:
                intervals[symbol] = _length(str(text))
            caps[symbol] = tuple(_signed(info.get(n)) for n in ("adjustedFundingRateCap", "adjustedFundingRateFloor"))  # type: ignore[assignment]
        except SnapshotError as error:
            faults[symbol] = error.message
    return Snapshot("", "", intervals=intervals, caps=caps, faults=faults)


def _hours(info: Mapping[str, Any]) -> str | None:
    found = first(info, "fundingIntervalHours")
    return None if found is None else f"{found}h"


def _length(text: str) -> Fraction:
    value = amount(text[:-1], "length of an interval", positive=True) if text[-1:] in _SECONDS else None
    if value is None:
        raise SnapshotError(f"`{text}` is no length of an interval")
    return value * _SECONDS[text[-1]]


def _signed(given: Any) -> Fraction | None:
    if isinstance(given, str) and given.startswith("-"):
        value = amount(given[1:], "rate")
        return None if value is None else -value
    return amount(given, "rate")


def markets(given: Iterable[Any]) -> Snapshot:
    """Return what ccxt's unified markets say of each perpetual contract."""
    contracts: dict[str, Listed] = {}
    faults: dict[str, str] = {}
    for row in given:
        if row.get("swap") is False or (row.get("type") not in (None, "swap")):
            continue
        symbol = str(row["symbol"])
        if symbol in contracts or symbol in faults:
            raise SnapshotError(f"`{symbol}` stands there twice", "which of the two holds cannot be told")
        try:
            contracts[symbol] = _contract(row)
        except SnapshotError as error:
            faults[symbol] = error.message
    return Snapshot("", "", contracts=contracts, faults=faults)


def _contract(row: Mapping[str, Any]) -> Listed:
    precision, limits = row.get("precision") or {}, row.get("limits") or {}
    given = {
        "size": row.get("contractSize"), "tick": precision.get("price"), "lot": precision.get("amount"),
        "max_leverage": (limits.get("leverage") or {}).get("max"),
    }  # fmt: skip
    numbers = {name: value for name, text in given.items() if (value := amount(text, name, positive=True)) is not None}
    form = "inverse" if row.get("inverse") is True else "linear" if row.get("linear") is True else ""
    return Listed(numbers, form)
