"""Which of the known answers is this: ccxt's unified tiers, funding rates or markets, or one of Binance, Bybit or OKX?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from .listings import first, markets, rates
from .reading import SnapshotError, date_of, read_json
from .snapshot import Measure, Quoted, Snapshot, amount

Rows = Iterable[Mapping[str, Any]]


def read_snapshot(file: Path) -> Snapshot:
    """Return what a saved answer says; raise ``SnapshotError`` where it is none of the known ones, or says nothing."""
    return replace(understood(file, read_json(file)), date=date_of(file))


def understood(file: Path, given: Any) -> Snapshot:
    """Return what an answer says that is called as ``file`` is; raise ``SnapshotError`` as ``read_snapshot`` does."""
    try:
        found = _recognised(given)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise SnapshotError(f"`{file.name}` breaks off its own form", "save the whole answer") from None
    if found is None:
        raise SnapshotError(
            f"`{file.name}` is none of the known answers",
            "known are leverage tiers, funding rates and markets of ccxt, and the raw tiers of Binance, Bybit and OKX",
        )
    if not (found.tiers or found.intervals or found.contracts or found.faults):
        raise SnapshotError(f"`{file.name}` holds no market", "an empty answer says nothing about any rule")
    return replace(found, name=file.name)


def _recognised(given: Any) -> Snapshot | None:
    if isinstance(given, list):
        return _of_list(given)
    if not isinstance(given, dict):
        return None
    if "retCode" in given or "ret_code" in given:
        return _bybit(given)
    if "data" in given and "code" in given:
        return _okx(given["data"])
    if "brackets" in given:
        return _binance([given])
    return _live(given) if "exchange" in given else _of_symbols(given)


def _live(given: Mapping[str, Any]) -> Snapshot:
    """Return several answers of one moment, as ``drift --live`` keeps them."""
    tiers = _unified(given.get("leverage_tiers") or {})
    rated, listed = rates((given.get("funding_rates") or {}).items()), markets(given.get("markets") or ())
    faults = {**listed.faults, **rated.faults, **tiers.faults}
    return replace(tiers, intervals=rated.intervals, caps=rated.caps, contracts=listed.contracts, faults=faults)


def _of_list(given: list[Any]) -> Snapshot | None:
    if not given:
        return Snapshot("", "")
    first = given[0]
    if "brackets" in first:
        return _binance(given)
    return markets(given) if "precision" in first or "limits" in first else None


def _of_symbols(given: Mapping[str, Any]) -> Snapshot | None:
    if not given:
        return Snapshot("", "")
    first = next(iter(given.values()))
    if isinstance(first, list):
        return _unified(given)
    if isinstance(first, dict) and ("fundingRate" in first or "interval" in first):
        return rates(given.items())
    if isinstance(first, dict) and ("precision" in first or "limits" in first):
        return markets(given.values())
    return None


def collected(
    named: Iterable[tuple[str, Any]], read: Callable[[Any], Quoted], measure: Measure, marginal: bool
) -> Snapshot:  # fmt: skip
    """Return the tiers of each symbol in rising order; what is wrong with one symbol is kept as its fault."""
    tiers: dict[str, tuple[Quoted, ...]] = {}
    faults: dict[str, str] = {}
    for symbol, rows in named:
        if symbol in tiers or symbol in faults:
            raise SnapshotError(f"`{symbol}` stands there twice", "which of the two holds cannot be told")
        try:
            found = tuple(sorted((read(row) for row in rows), key=lambda tier: tier.over))
        except SnapshotError as error:
            faults[symbol] = error.message
            continue
        if found:
            tiers[symbol] = found
        else:
            faults[symbol] = "its list of tiers is empty"
    return Snapshot("", "", tiers, measure=measure, marginal=marginal, faults=faults)


def _unified(given: Mapping[str, Any]) -> Snapshot:
    rows = [row for listed in given.values() for row in listed]
    infos = [row.get("info") or {} for row in rows]
    contracts = any("maxSz" in info for info in infos)
    marginal = not contracts and any("cum" in info or "mmDeduction" in info for info in infos)
    found = collected(given.items(), _unified_row, "contracts" if contracts else "money", marginal)
    return _joined(found) if contracts else found


def _unified_row(row: Mapping[str, Any]) -> Quoted:
    """Return one tier by the exact texts of the venue, where the recorder kept them, else by ccxt's own numbers."""
    info: Mapping[str, Any] = row.get("info") or {}
    if "maxSz" in info:
        return _okx_row(info)
    low = first(info, "notionalFloor", "minNotional", "qtyFloor") or first(row, "minNotional", "notionalFloor")
    high = first(info, "notionalCap", "maxNotional", "qtyCap", "riskLimitValue") or first(row, "maxNotional", "notionalCap")
    rate = first(info, "maintMarginRatio", "maintenanceMarginRate") or first(
        row, "maintenanceMarginRate", "maintenanceMarginRatio"
    )
    leverage = first(info, "initialLeverage", "maxLeverage") or first(row, "maxLeverage")
    return _quoted(low, high, rate, None, leverage, first(info, "cum", "mmDeduction"))


def _quoted(low: Any, high: Any, rate: Any, initial: Any, leverage: Any, deduction: Any) -> Quoted:
    maintenance = amount(rate, "maintenance rate")
    if maintenance is None:
        raise SnapshotError("a tier has no maintenance rate")
    return Quoted(
        amount(low, "bound") or Fraction(0), amount(high, "bound", positive=True), maintenance, amount(initial, "initial rate"),
        amount(leverage, "leverage", positive=True), amount(deduction, "deduction"),
    )  # fmt: skip


def _binance(given: Rows) -> Snapshot:
    return collected(((str(one["symbol"]), one["brackets"]) for one in given), _binance_row, "money", True)


def _binance_row(row: Mapping[str, Any]) -> Quoted:
    low, high = first(row, "notionalFloor", "qtyFloor"), first(row, "notionalCap", "qtyCap")
    return _quoted(low, high, row.get("maintMarginRatio"), None, row.get("initialLeverage"), row.get("cum"))


def _bybit(given: Mapping[str, Any]) -> Snapshot:
    result = given.get("result") or {}
    listed = result.get("list") if isinstance(result, dict) else result
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in listed or ():
        grouped.setdefault(str(row["symbol"]), []).append(row)
    chained = [(symbol, list(_chained(sorted(rows, key=_top)))) for symbol, rows in grouped.items()]
    marginal = any(row.get("mmDeduction") not in (None, "") for row in listed or ())
    return collected(chained, _bybit_row, "money", marginal)


def _top(row: Mapping[str, Any]) -> Fraction:
    return amount(row.get("riskLimitValue"), "risk limit", positive=True) or Fraction(0)


def _chained(rows: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield each risk limit with the one below it as its lower bound, which Bybit leaves out."""
    below: Any = "0"
    for row in rows:
        yield {**row, "low": below}
        below = row.get("riskLimitValue")


def _bybit_row(row: Mapping[str, Any]) -> Quoted:
    found = _quoted(row.get("low"), row.get("riskLimitValue"), row.get("maintenanceMargin"), row.get("initialMargin"),
                    row.get("maxLeverage"), row.get("mmDeduction"))  # fmt: skip
    return _as_ratios(found)


def _as_ratios(tier: Quoted) -> Quoted:
    """Return a tier with rates as ratios: some answers write percent, which rate times leverage tells without doubt."""
    if tier.initial_rate is None or tier.max_leverage is None or tier.maintenance_rate is None:
        raise SnapshotError("without initial rate and leverage it cannot be told whether rates are percentages")
    product = tier.initial_rate * tier.max_leverage
    for unit in (1, 100):
        if abs(product - unit) * 10 <= unit:
            return replace(tier, maintenance_rate=tier.maintenance_rate / unit, initial_rate=tier.initial_rate / unit)
    raise SnapshotError("the initial rate does not go with the leverage")


def _okx(given: Rows) -> Snapshot:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in given:
        grouped.setdefault(str(first(row, "instId", "instFamily", "uly")), []).append(row)
    return _joined(collected(grouped.items(), _okx_row, "contracts", False))


def _okx_row(row: Mapping[str, Any]) -> Quoted:
    return _quoted(row.get("minSz"), row.get("maxSz"), row.get("mmr"), row.get("imr"), row.get("maxLever"), None)


def _joined(found: Snapshot) -> Snapshot:
    """Return OKX's tiers with each lower bound at the bound below: `minSz` is the next size that can be traded."""
    tiers = {
        symbol: (rows[0], *(replace(row, over=below.up_to or row.over) for below, row in pairwise(rows)))
        for symbol, rows in found.tiers.items()
    }
    return replace(found, tiers=tiers)
