"""Does ``perpspec explain`` say all there is to know, with the arithmetic step by step?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perpspec.cli.pages import pages
from tests.cli.conftest import Run, written


def fingerprint(run: Run, spec: Path, check: str) -> str:
    """Return the fingerprint of the first finding of a check."""
    report = json.loads(run("verify", spec, "--only", check, "--format", "json").out)
    found: str = report["findings"][0]["fingerprint"]
    return found


@pytest.mark.parametrize("check", ["tiers.gap", "documents.accepted_unmatched"])
def test_a_check_is_explained_by_its_page(run: Run, check: str) -> None:
    code, out, err = run("explain", check)
    assert (code, err) == (0, "")
    assert out.startswith(f"{check}: {pages()[check].info.summary}\n")
    assert pages()[check].page.strip() in out


def test_a_topic_lists_its_checks(run: Run) -> None:
    out = run("explain", "tiers").out
    assert "tiers.gap  some size belongs to no tier" in out
    assert "documents." not in out


def test_a_finding_is_explained_with_question_answer_and_arithmetic(run: Run, broken: Path) -> None:
    code, out, err = run("explain", fingerprint(run, broken, "tiers.gap"), "--in", broken)
    assert (code, err) == (0, "")
    for said in (
        "error  tiers.gap  contradiction",
        "asked     every size up to the largest limit belongs to a tier",
        "for all   size: money, above 0 USDT up to 10_000 USDT",
        "answer    refuted, by closed form",
        "5_001 USDT > 0",
        "= no\n",
        "page      perpspec explain tiers.gap",
        f"--in {broken}\n",
    ):
        assert said in out


def test_a_finding_is_sought_on_the_date_that_is_named(run: Run, broken: Path) -> None:
    assert run("explain", fingerprint(run, broken, "tiers.gap"), "--in", f"{broken}@2026-01-01").code == 0


def test_an_accepted_finding_is_explained_with_its_reason(run: Run, broken: Path) -> None:
    found = fingerprint(run, broken, "tiers.gap")
    entry = f"{{fingerprint: {found}, id: tiers.gap, reason: asked in May}}"
    written(broken.parent / "broken.accepted.yaml", f"perpspec: 1\naccepted:\n  - {entry}\n")
    assert "accepted  asked in May" in run("explain", found, "--in", broken).out


def test_a_claim_that_was_proved_is_explained_too(run: Run, shop: Path) -> None:
    out = run("explain", "tiers.gap:tiers.undated.small", "--in", shop).out
    assert "answer    proved, by closed form" in out
    assert "to show" in out


def test_a_clause_is_explained_with_its_source_and_its_arithmetic(run: Run, shop: Path) -> None:
    code, out, err = run("explain", "funding.cap", "--in", shop)
    assert (code, err) == (0, "")
    for said in (
        "funding.cap  published  shop",
        "  cap: factor * maintenance_rate_of_tier(1)",
        "hangs on  funding.factor: 0.5 | 0.75",
        "shown     for AUSDT, with `funding.factor` = 0.5",
        "= 0.5 * 2.5%\n",
        "= 1.25%\n",
        "used by   funding.rate",
    ):
        assert said in out


def test_the_source_of_a_clause_is_written_out(run: Run, shop: Path) -> None:
    out = run("explain", "funding.interest", "--in", shop).out
    assert "source    faq: Questions, shop.example/faq, read 2026-11-01" in out


def test_an_input_is_explained_by_what_it_can_be_and_who_needs_it(run: Run, shop: Path) -> None:
    out = run("explain", "funding.premium", "--in", shop).out
    assert "values    number, from -2% up to 2%" in out
    assert "used by   funding.rate" in out


@pytest.mark.parametrize("word", ["word", "prose"])
def test_a_clause_that_is_no_formula_is_explained_without_arithmetic(run: Run, shop: Path, word: str) -> None:
    clause = {"word": "funding.late", "prose": "funding.schedule"}[word]
    text = shop.read_text() + "  schedule: every eight hours\n"
    code, out, _ = run("explain", clause, "--in", written(shop.parent / "other.yaml", text))
    assert code == 0
    assert "       says      " in out
    assert "       kind      " not in out


@pytest.mark.parametrize(
    ("ident", "says"),
    [
        ("tiers.gapp", "did you mean `tiers.gap`?"),
        ("funding.capp", "did you mean `funding.cap`?"),
        ("0" * 12, "has the fingerprint `000000000000`"),
        ("tiers.gap:tiers.none", "is asked as `tiers.gap:tiers.none`"),
    ],
)
def test_what_is_not_there_ends_with_2_and_says_where_it_was_sought(run: Run, shop: Path, ident: str, says: str) -> None:
    code, out, err = run("explain", ident, "--in", shop)
    assert (code, out) == (2, "")
    assert says in err


def test_without_a_library_to_look_in_it_ends_with_2(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("explain", "funding.cap")
    assert code == 2
    assert "specs" in err
