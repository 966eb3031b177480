"""Is every known answer of an interface read exactly, and is a broken one refused with a reason?"""

from __future__ import annotations

import gzip
import json
from fractions import Fraction
from pathlib import Path

import pytest

from perpspec.diff.change import Comparison
from perpspec.diff.drift.compare import drift
from perpspec.diff.drift.formats import read_snapshot
from perpspec.diff.drift.history import history
from perpspec.diff.drift.proposal import proposal
from perpspec.diff.drift.reading import SnapshotError
from perpspec.diff.drift.snapshot import bare
from perpspec.load.load import Spec, load_spec
from tests.diff.versions import CORPUS, ROOT, change_of

RECORDED = ROOT / "tests" / "corpus" / "drift"
BYBIT = CORPUS / "bybit-2025-06-20"


def against(spec: Path, answer: str | Path) -> Comparison:
    """Return what an answer says otherwise than a spec."""
    return drift(load_spec(spec), read_snapshot(RECORDED / answer), (Fraction(10),))


def test_numbers_keep_the_text_they_were_written_with(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(
        '[{"symbol": "A", "brackets": [{"notionalCap": 0.30000000000000004, "maintMarginRatio": 1e-2, "initialLeverage": 5}]}]'
    )
    (tier,) = read_snapshot(file).tiers["A"]
    assert (tier.up_to, tier.maintenance_rate) == (Fraction("0.30000000000000004"), Fraction(1, 100))


@pytest.mark.parametrize("answer", ["bybit.json", "bybit-percent.json"])
def test_both_forms_of_bybits_rates_are_the_announced_ones(answer: str) -> None:
    rows = read_snapshot(RECORDED / answer).tiers["TUTUSDT"]
    assert [row.over for row in rows] == [0, 5_000, 9_000, 13_000, 17_000]
    assert [row.maintenance_rate for row in rows[:2]] == [Fraction(25, 1000), Fraction(263, 10000)]


def test_the_rows_of_okx_begin_where_the_row_below_ends() -> None:
    snapshot = read_snapshot(RECORDED / "okx.json")
    rows = snapshot.tiers["BTC-USDT"]
    assert (snapshot.measure, snapshot.marginal) == ("contracts", False)
    assert [row.over for row in rows[1:]] == [row.up_to for row in rows[:-1]]
    assert rows[0].initial_rate == Fraction(1, 100)


def test_a_raw_answer_and_the_unified_one_of_the_same_brackets_are_equal() -> None:
    raw = read_snapshot(RECORDED / "binance.json").tiers["GASUSDT"]
    assert raw == read_snapshot(RECORDED / "history" / "2024-10-24.json").tiers["GAS/USDT:USDT"]


def test_the_interface_has_what_was_announced_and_the_spec_of_the_day_before_has_not() -> None:
    old = change_of(against(BYBIT / "old.yaml", "bybit.json"), "tiers.table")
    assert (old.markets, old.direction) == (("TUTUSDT",), "stricter")
    new = change_of(against(BYBIT / "new.yaml", "bybit.json"), "tiers.table")
    assert {region.quantity for region in new.regions} == {"largest position"}  # five of sixteen rows were kept


def test_an_interval_and_a_contract_that_differ_are_named(tmp_path: Path) -> None:
    file = tmp_path / "spec.yaml"
    file.write_text(
        "perpspec: 1\n"
        "venue: {id: shop, title: A shop, units: {USDT: money}}\n"
        "contracts: {markets: {TUTUSDT: {max_leverage: 25x}, BTCUSDT: {}}}\n"
        "funding: {inputs: {premium: {kind: rate}}, rate: premium, interval: {states: [8h], default: 8h}}\n"
    )
    change = change_of(against(file, "rates.json"), "funding.interval.default")
    assert (change.markets, change.old, change.new) == (("TUTUSDT",), "28800 s", "14400 s")
    leverage = change_of(against(file, "markets.json"), "contracts.max_leverage")
    assert (leverage.direction, leverage.old, leverage.new) == ("stricter", "25", "20")


def test_a_history_tells_what_changed_and_that_nobody_announced_it() -> None:
    snapshots = [read_snapshot(file) for file in sorted((RECORDED / "history").glob("*.json"))]
    found = list(history(load_spec(Path("specs/binance-usdm")), snapshots, (Fraction(10),)))
    moved = [sorted(m for c in pair.changes if c.id == "tiers.table" for m in c.markets) for pair in found]
    assert moved[-1] == ["BNX/USDT:USDT", "GAS/USDT:USDT", "WLD/USDT:USDT"]
    assert [pair.changes[0].direction for pair in found[-1:]] == ["stricter"]
    (notice,) = found[-1].notices
    assert notice.id == "notice.unannounced"
    assert "GAS/USDT:USDT" in notice.message


@pytest.mark.parametrize("pair", [("2024-10-17", "2024-10-24"), ("2024-02-03", "2024-10-17"), ("2023-03-28", "2024-02-03")])
def test_two_recordings_differ_where_their_rows_say_by_hand(pair: tuple[str, str]) -> None:
    old, new = (json.loads((RECORDED / "history" / f"{date}.json").read_text(), parse_float=str) for date in pair)
    shared = [symbol for symbol in new if symbol in old]
    expected = sorted(s for s in shared if _rows(old[s]) != _rows(new[s]))
    snapshots = [read_snapshot(RECORDED / "history" / f"{date}.json") for date in pair]
    (found,) = history(load_spec(Path("specs/binance-usdm")), snapshots, ())
    assert sorted(m for c in found.changes if c.id == "tiers.table" for m in c.markets) == expected


def _rows(tiers: list[dict[str, dict[str, str]]]) -> list[tuple[str, ...]]:
    names = ("notionalFloor", "notionalCap", "maintMarginRatio", "initialLeverage", "cum")
    return [tuple(tier["info"][name] for name in names) for tier in tiers]


def test_a_symbol_is_the_same_with_and_without_what_it_settles_in() -> None:
    assert {bare(s) for s in ("BTC/USDT:USDT", "BTC/USDT", "BTCUSDT", "BTC-USDT-SWAP", "BTC_USDT")} == {"BTCUSDT"}
    assert bare("BTC/USDT:USDT-241227") == "BTCUSDT-241227"


def test_the_proposed_file_makes_the_spec_say_what_the_interface_says(tmp_path: Path) -> None:
    spec, snapshot = venue(tmp_path), read_snapshot(RECORDED / "history" / "2024-10-24.json")
    text = proposal(spec, snapshot, drift(spec, snapshot, ()))
    (tmp_path / "venue" / "tiers" / "2024-10-24.yaml").write_text(text, encoding="utf-8")
    after = drift(load_spec(tmp_path / "venue"), snapshot, ())
    assert not [change for change in after.changes if change.id == "tiers.table"]
    assert proposal(load_spec(tmp_path / "venue"), snapshot, after) == ""


def venue(folder: Path) -> Spec:
    """Return a venue whose one table is not that of the interface any more."""
    files = {
        "venue.yaml": "perpspec: 1\nsection: venue\nid: small\ntitle: Small\nunits: {USDT: money}\n",
        "tiers/2024-01-01.yaml": (
            "perpspec: 1\nsection: tiers\neffective: 2024-01-01\n"
            'reading: {basis: notional, bounds: "over, up_to", rate: marginal}\n'
            "tables: {gas: [{over: 0, up_to: 5_000, max_leverage: 50, maintenance_rate: 1%}]}\nmarkets: {GASUSDT: gas}\n"
        ),
    }
    for name, text in files.items():
        file = folder / "venue" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load_spec(folder / "venue")


BROKEN = {
    "an empty file": ("", "is empty"),
    "a cut one": ('{"A/B": [{"tier": 1.0, "maintenanceMarg', "cut in the middle"),
    "no JSON": ("tiers: none", "is no JSON"),
    "an empty list": ("[]", "holds no market"),
    "an empty answer": ('{"retCode": 0, "result": {"list": []}}', "holds no market"),
    "another answer": ('{"balance": {"USDT": 1}}', "none of the known answers"),
    "a key twice": ('{"A/B": [], "A/B": []}', "`A/B` twice"),
    "a symbol twice": ('[{"symbol": "A", "brackets": []}, {"symbol": "A", "brackets": []}]', "stands there twice"),
    "no number": ('{"A/B": [{"maintenanceMarginRate": NaN}]}', "where a number is wanted"),
    "a form of its own": ('[{"brackets": [{}]}]', "breaks off its own form"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_snapshot_is_refused_with_its_reason(what: str, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(BROKEN[what][0])
    with pytest.raises(SnapshotError) as refused:
        read_snapshot(file)
    assert BROKEN[what][1] in refused.value.message


def test_a_packed_answer_is_read_and_a_cut_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "2024-10-24.json.gz"
    file.write_bytes(gzip.compress((RECORDED / "bybit.json").read_bytes()))
    assert read_snapshot(file).date == "2024-10-24"
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(SnapshotError, match="cut in the middle"):
        read_snapshot(file)


def test_what_is_wrong_with_one_market_is_a_row_and_does_not_hide_the_others(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text('{"TUT/USDT": [{"minNotional": 0, "maxLeverage": 5}], "HIPPO/USDT": [{"maintenanceMarginRate": 0.5}]}')
    comparison = against(BYBIT / "new.yaml", file)
    row = change_of(comparison, "snapshot.market")
    assert (row.kind, row.markets, row.message) == ("not comparable", ("TUTUSDT",), "a tier has no maintenance rate")
    assert change_of(comparison, "tiers.table").markets == ("HIPPOUSDT",)


def test_two_symbols_of_one_market_are_refused(tmp_path: Path) -> None:
    tier = {"maintenanceMarginRate": 0.5}
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"TUT/USDT": [tier], "TUT/USDT:USDT": [tier]}))
    with pytest.raises(SnapshotError, match="both the market `TUTUSDT`"):
        against(BYBIT / "new.yaml", file)
