"""Do the verbs about versions print, gate and refuse as they say?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from perpspec.cli.schema import schemas
from tests.cli.conftest import SHOP, Run, written

CORPUS = Path(__file__).parents[1] / "corpus"
OKX = CORPUS / "diff" / "okx-2023-08-23"
BITMEX = CORPUS / "diff" / "bitmex-2021-08-31"
ALPACA = CORPUS / "diff" / "binance-2025-04-alpaca"
BYBIT = CORPUS / "diff" / "bybit-2025-06-20"


def sides(pair: Path) -> tuple[Path, Path]:
    """Return both files of a pair of the corpus."""
    return pair / "old.yaml", pair / "new.yaml"


def test_a_change_is_told_in_money_sizes_and_prices(run: Run) -> None:
    code, out, err = run("diff", *sides(BYBIT), "--leverage", "10")
    assert (code, err) == (0, "")
    assert "stricter  tiers.table  parameter  NEIROETHUSDT" in out
    assert "positions and resting orders above the new limit: over 150_000 USDT up to 850_000 USDT" in out
    assert "1 change: 1 stricter" in out


def test_a_version_compared_with_itself_has_no_change(run: Run) -> None:
    code, out, _ = run("diff", OKX / "old.yaml", OKX / "old.yaml")
    assert (code, out.splitlines()[-1]) == (0, "no rule means anything else")


@pytest.mark.parametrize("pair", [OKX, BITMEX, BYBIT, CORPUS / "diff" / "hyperliquid-2025-03", CORPUS / "diff" / "rewritten"])
def test_json_is_what_the_published_schema_says(run: Run, pair: Path) -> None:
    code, out, _ = run("diff", *sides(pair), "--format", "json")
    assert code == 0
    given = json.loads(out)
    Draft202012Validator(schemas()["diff"]).validate(given)
    assert list(given) == ["schema", "old", "new", "changes", "summary"]


def test_markdown_is_a_notice_with_a_heading_for_each_direction(run: Run) -> None:
    out = run("diff", *sides(BITMEX), "--format", "markdown").out
    assert out.startswith("# ")
    assert "## Looser" in out
    assert "- **tiers.table**, XBTUSD (parameter)" in out


def test_only_the_markets_asked_for_are_shown(run: Run) -> None:
    out = run("diff", *sides(OKX), "--market", "ETHUSDC").out
    assert "BTCUSDC" not in out
    assert "ETHUSDC" in out
    code, _, err = run("diff", *sides(OKX), "--market", "ETHUSDT")
    assert (code, "ETHUSDC" in err) == (2, True)


def test_a_comparison_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    assert run("diff", *sides(OKX), "--format", "markdown", "--output", file) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("{okx}", "{bitmex}"), "are different venues"),
        (("{okx}@2026-13-01", "{okx}"), "is not a date"),
        (("nowhere", "{okx}"), "there is no venue `nowhere`"),
        (("{okx}", "{okx}", "--leverage", "five"), "is not a list of leverages"),
        (("{okx}", "{okx}", "--leverage", "0"), "is not a list of leverages"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_reason(run: Run, words: tuple[str, ...], said: str) -> None:
    known = {"okx": OKX / "new.yaml", "bitmex": BITMEX / "new.yaml"}
    code, out, err = run("diff", *(word.format(**known) for word in words))
    assert (code, out) == (2, "")
    assert said in err


def test_the_gate_fails_at_its_level_and_lets_what_is_looser_pass(run: Run) -> None:
    assert run("breaking", *sides(OKX)).code == 1
    assert run("breaking", *sides(OKX), "--fail-on", "incomparable").code == 0
    assert run("breaking", *sides(BITMEX)).code == 0
    assert run("breaking", *sides(BITMEX), "--fail-on", "any").code == 1
    assert run("breaking", *sides(CORPUS / "diff" / "rewritten"), "--fail-on", "any").code == 0


def accepted(folder: Path, run: Run, until: str = "") -> Path:
    """Return a list that accepts every change of the pair, with a reason."""
    changes = json.loads(run("diff", *sides(OKX), "--format", "json").out)["changes"]
    entries = "".join(
        f"  - {{fingerprint: {c['fingerprint']}, id: {c['id']}, reason: announced{until and f', until: {until}'}}}\n"
        for c in changes
    )
    return written(folder / "accepted.yaml", f"perpspec: 1\naccepted:\n{entries}")


def test_an_accepted_change_does_not_fail_the_gate_until_its_day(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("breaking", *sides(OKX), "--accepted", accepted(tmp_path, run))
    assert (code, out.splitlines()[-1]) == (0, "no rule means anything else")
    assert run("breaking", *sides(OKX), "--accepted", accepted(tmp_path, run, "2025-01-01")).code == 1
    code, _, err = run("breaking", *sides(OKX), "--accepted", tmp_path / "none.yaml")
    assert (code, "there is no file" in err) == (2, True)


def test_the_changelog_tells_each_dated_version_the_newest_first(run: Run) -> None:
    out = run("changelog", ALPACA, "--since", "2025-04-02").out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        "# alpaca@2025-04-24T17:00Z → alpaca@2025-04-29",
        "# alpaca@2025-04-01 → alpaca@2025-04-24T17:00Z",
    ]
    assert "at most 24% a day (every 2 h) -\\> 96% a day (every 1 h)" in out


def test_the_changelog_as_json_is_what_its_schema_says(run: Run) -> None:
    given = json.loads(run("changelog", ALPACA, "--format", "json").out)
    Draft202012Validator(schemas()["history"]).validate(given)
    assert [c["summary"]["funding"][0]["new"] for c in given["comparisons"][:2]] == ["0.96", "0.24"]


def test_a_venue_without_dates_has_no_changelog(run: Run, shop: Path) -> None:
    code, _, err = run("changelog", shop)
    assert (code, "has no dated file" in err) == (2, True)


def test_drift_fails_where_the_interface_says_something_else(run: Run) -> None:
    code, out, err = run("drift", BYBIT / "old.yaml", CORPUS / "drift" / "bybit.json")
    assert (code, err) == (1, "")
    assert "stricter  tiers.table  parameter  TUTUSDT" in out
    code, out, _ = run("drift", "binance-usdm", CORPUS / "drift" / "history", "--format", "json")
    Draft202012Validator(schemas()["history"]).validate(json.loads(out))
    assert code == 1


def test_drift_that_finds_nothing_is_clean(run: Run, tmp_path: Path) -> None:
    rows = "[{over: 0, up_to: 100, max_leverage: 5, maintenance_rate: 10%}]"
    spec = written(
        tmp_path / "shop.yaml",
        SHOP[: SHOP.index("tiers:")]
        + 'tiers:\n  reading: {basis: notional, bounds: "over, up_to", rate: marginal}\n'
        + f"  tables: {{a: {rows}}}\n  markets: {{AUSDT: a}}\n",
    )
    answer = written(
        tmp_path / "a.json", '{"A/USDT": [{"maxNotional": 100.0, "maintenanceMarginRate": 0.1, "maxLeverage": 5.0}]}'
    )
    assert run("drift", spec, answer).code == 0


def test_drift_writes_the_file_that_follows_and_never_over_another(run: Run, tmp_path: Path) -> None:
    head = "perpspec: 1\nsection: "
    written(tmp_path / "shop/venue.yaml", head + "venue\nid: shop\ntitle: A shop\nunits: {USDT: money}\n")
    reading = 'reading: {basis: notional, bounds: "over, up_to", rate: marginal}\n'
    rows = "[{over: 0, up_to: 100, max_leverage: 5, maintenance_rate: 10%}]"
    written(
        tmp_path / "shop/tiers/2026-01-01.yaml",
        f"{head}tiers\neffective: 2026-01-01\n{reading}tables: {{a: {rows}}}\nmarkets: {{AUSDT: a}}\n",
    )
    answer = written(
        tmp_path / "2026-02-01.json", '{"A/USDT": [{"maxNotional": 90.0, "maintenanceMarginRate": 0.1, "maxLeverage": 5.0}]}'
    )
    code, _, err = run("drift", tmp_path / "shop", answer, "--write")
    assert (code, err) == (1, f"{tmp_path}/shop/tiers/2026-02-01.yaml\n")
    assert run("drift", tmp_path / "shop", answer, "--write").code == 0
    code, _, err = run("drift", f"{tmp_path}/shop@2026-01-15", answer, "--write")
    assert (code, "is there already" in err) == (2, True)


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_snapshot_that_cannot_be_read_is_a_usage_error(run: Run, tmp_path: Path, content: str) -> None:
    code, out, err = run("drift", BYBIT / "old.yaml", written(tmp_path / "a.json", content))
    assert (code, out) == (2, "")
    assert "`a.json`" in err
    assert run("drift", BYBIT / "old.yaml", tmp_path / "none.json").code == 2
    (tmp_path / "empty").mkdir()
    assert run("drift", BYBIT / "old.yaml", tmp_path / "empty").code == 2


def test_a_change_of_tables_imports_neither_the_solver_nor_the_schema() -> None:
    words = ["diff", *map(str, sides(BYBIT))]
    program = f"import sys; from perpspec.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "1 change: 1 stricter" in done.stdout
    assert {"z3", "jsonschema", "ccxt", "numpy", "hypothesis"}.isdisjoint(done.stderr.split())
