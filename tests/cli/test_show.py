"""Can a person read a section as ``perpspec show`` prints it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, written


def test_clauses_have_their_status_and_their_source(run: Run, shop: Path) -> None:
    out = run("show", shop, "funding").out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    for row in (
        "parameters.interest published 0.01%",
        'called: "interest rate"',
        "source: faq",
        "parameters.damping inferred 0.05%",
        "reason: the formula prints it",
        "parameters.factor disputed 0.5 [faq] | 0.75 [api]",
        'ask: "Which?"',
        "parameters.late silent paid | dropped",
        "searched: faq, api",
        "inputs.premium input rate, from -2% to 2%",
        "by market: BUSDT 3%",
    ):
        assert row in rows


def test_tiers_are_a_table_with_the_deductions_worked_out(run: Run, shop: Path) -> None:
    out = run("show", shop, "tiers").out
    rows = [line.split() for line in out.splitlines()[-3:]]
    assert out.splitlines()[-3].split("  ")[-1] == "deduction"
    assert rows[1:] == [
        ["1", "0", "USDT", "5_000", "USDT", "20x", "5%", "2.5%", "0", "USDT"],
        ["2", "5_000", "USDT", "10_000", "USDT", "10x", "10%", "5%", "125", "USDT"],
    ]


def test_a_market_sees_its_own_values_worked_out(run: Run, shop: Path) -> None:
    first, second = (run("show", shop, "funding", market).out for market in ("AUSDT", "BUSDT"))
    assert "-limit  = -2%" in first
    assert "-limit  = -3%" in second
    assert "AUSDT: small" not in run("show", shop, "tiers", "BUSDT").out.splitlines()[0]


def test_a_printed_deduction_that_does_not_follow_is_marked(run: Run, shop: Path) -> None:
    text = shop.read_text().replace("maintenance_rate: 5%}", "maintenance_rate: 5%, deduction: 100}")
    out = run("show", written(shop.parent / "other.yaml", text), "tiers").out
    assert "125 USDT   100 USDT !" in out


def test_a_large_venue_lists_its_tables(run: Run, shop: Path) -> None:
    row = "[{over: 0, up_to: 5_000, max_leverage: 20, maintenance_rate: 2.5%}]"
    more = "".join(f"    t{n}: {row}\n" for n in range(4))
    text = shop.read_text().replace("  markets: {AUSDT", f"{more}  markets: {{AUSDT")
    out = run("show", written(shop.parent / "other.yaml", text), "tiers").out
    assert [line.split()[0] for line in out.splitlines()[-4:]] == ["t0", "t1", "t2", "t3"]


def test_sections_without_clauses_are_shown_too(run: Run, shop: Path) -> None:
    assert "shop.example/faq" in run("show", shop, "sources").out
    assert "A shop" in run("show", shop, "venue").out


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a library of one venue with two dated files, as the working folder."""
    folder = tmp_path / "specs" / "shop"
    written(folder / "venue.yaml", "perpspec: 1\nsection: venue\nid: shop\ntitle: A shop\n")
    for day, cap in (("2025-01-01", "1%"), ("2026-01-01", "2%")):
        text = f"perpspec: 1\nsection: funding\neffective: {day}\ncap: {cap}\n"
        written(folder / "funding" / f"{day}.yaml", text)
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_venue_of_the_library_is_known_by_its_name(run: Run, library: Path) -> None:
    assert "2%" in run("show", "shop", "funding").out
    assert library.is_dir()


@pytest.mark.parametrize(("when", "cap"), [("2025-01-01", "1%"), ("2025-12-31T23:59Z", "1%"), ("2026-01-01", "2%")])
def test_a_date_shows_the_rules_of_that_day(run: Run, library: Path, when: str, cap: str) -> None:
    out = run("show", f"{library}@{when}", "funding").out
    assert out.splitlines()[-1].split() == ["cap", "published", cap]
    assert "in force since 20" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("shopp", "funding"), "there is no venue `shopp`; did you mean `shop`?"),
        (("shop", "fundin"), "no section `fundin`; did you mean `funding`?"),
        (("shop", "funding", "XUSDT"), "no market `XUSDT`"),
        (("shop@2020-01-01", "funding"), "is in force on 2020-01-01"),
        (("shop@soon", "funding"), "`soon` is not a date"),
    ],
)
def test_what_is_not_there_ends_with_2_and_the_nearest_word(run: Run, library: Path, words: tuple[str, ...], says: str) -> None:
    code, out, err = run("show", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert library.is_dir()
