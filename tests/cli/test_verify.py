"""Does ``perpspec verify`` end as it should, write what it should, and understand each of its options?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import perpspec.engine.verify
from perpspec.claims.claim import Severity
from perpspec.claims.finding import Accepted, Evidence, Finding, Outcome, Report, Verdict
from perpspec.cli.verify import BUDGET, LEVELS, exit_code
from perpspec.engine.options import Options
from perpspec.load.load import Spec
from tests.cli.conftest import Run, written

UNDECIDED = Outcome("tiers.jump:small", "tiers.jump", "shop", Verdict.UNKNOWN, Evidence("z3", "canceled"))
PROVED = replace(UNDECIDED, verdict=Verdict.PROVED)


def report(*severities: Severity, outcomes: tuple[Outcome, ...] = (PROVED,), accepted: bool = False) -> Report:
    """Return a report with one finding of each severity."""
    reviewed = Accepted("asked") if accepted else None
    findings = tuple(
        Finding("tiers.gap", "hazard", severity, Verdict.REFUTED, "shop", severity, "", (), accepted=reviewed)
        for severity in severities
    )
    return Report("perpspec", (), findings, outcomes)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (report(), (0, 0, 0, 0)),
        (report("note"), (0, 0, 1, 0)),
        (report("warning"), (0, 1, 1, 0)),
        (report("error"), (1, 1, 1, 0)),
        (report("note", "error"), (1, 1, 1, 0)),
        (report("error", accepted=True), (0, 0, 0, 0)),
        (report(outcomes=(PROVED, UNDECIDED)), (4, 4, 4, 4)),
        (report("warning", outcomes=(UNDECIDED,)), (4, 1, 1, 4)),
        (report("error", outcomes=(UNDECIDED,), accepted=True), (4, 4, 4, 4)),
    ],
)
def test_the_exit_code_follows_the_gravest_open_finding(given: Report, codes: tuple[int, ...]) -> None:
    assert tuple(exit_code(given, level) for level in LEVELS) == codes


def test_a_clean_venue_ends_with_0(run: Run, shop: Path) -> None:
    code, out, err = run("verify", shop, "--only", "tiers.gap")
    assert (code, err) == (0, "")
    assert out == "0 findings\n1 claim: 1 proved\n"


def test_an_error_ends_with_1_and_is_shown_with_its_place(run: Run, broken: Path) -> None:
    code, out, err = run("verify", broken, "--only", "tiers.gap")
    assert (code, err) == (1, "")
    assert f"{broken}:13:9" in out
    assert "5_001 USDT" in out


def test_never_failing_ends_with_0(run: Run, broken: Path) -> None:
    assert run("verify", broken, "--only", "tiers.gap", "--fail-on", "never").code == 0


def test_an_undecided_question_ends_with_4(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perpspec.engine.verify, "verify", lambda *_: report(outcomes=(UNDECIDED,)))
    code, out, _ = run("verify", shop)
    assert code == 4
    assert "not decided, and so not proved: 1 claim" in out


def test_json_goes_to_standard_output_and_is_the_same_twice(run: Run, broken: Path) -> None:
    texts = [run("verify", broken, "--only", "tiers", "--format", "json").out for _ in range(2)]
    first, second = (json.loads(text) for text in texts)
    for outcome in (*first["outcomes"], *second["outcomes"]):
        del outcome["seconds"]
    assert json.dumps(first) == json.dumps(second)
    assert "tiers.gap" in {finding["id"] for finding in first["findings"]}


def test_the_options_reach_the_engine(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, Options]] = []

    def verify(specs: list[Spec], options: Options, _: object) -> Report:
        seen.append((specs[0].venue.as_of, options))
        return report()

    monkeypatch.setattr(perpspec.engine.verify, "verify", verify)
    words = ("--as-of", "2026-01-31", "--only", "tiers.gap", "funding", "--budget", "3_000", "--seed", "7")
    assert run("verify", shop, *words, "--second-opinion").code == 0
    assert seen == [("2026-01-31", Options(("tiers.gap", "funding"), 3000, 7, second_opinion=True))]


def test_what_is_not_said_is_what_the_engine_takes_by_itself() -> None:
    assert Options().budget == BUDGET


def test_a_path_may_carry_its_date(run: Run, shop: Path) -> None:
    out = run("verify", f"{shop}@2026-01-31", "--only", "tiers.gap", "--format", "json").out
    assert json.loads(out)["specs"][0]["as_of"] == "2026-01-31"


def test_the_path_may_stand_after_only(run: Run, broken: Path) -> None:
    assert run("verify", "--only", "tiers.gap", broken).code == 1


def test_a_folder_of_venues_is_verified_as_a_whole(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / name / "venue.yaml", f"perpspec: 1\nsection: venue\nid: {name}\ntitle: A shop\n")
    out = run("verify", tmp_path, "--only", "tiers.gap", "--format", "json").out
    assert [spec["id"] for spec in json.loads(out)["specs"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--only", "tiers.gapp"), "there is no check `tiers.gapp`; did you mean `tiers.gap`?"),
        (("--only", "documents.accepted_expired"), "judges a run of every check"),
        (("--as-of", "yesterday"), "`yesterday` is not a date"),
        (("--as-of", "2026-02-30"), "`2026-02-30` is not a date"),
        (("--budget", "-1"), "not a whole number"),
        (("--budget", "1e6"), "not a whole number"),
        (("--seed", "x"), "not a whole number"),
        (("--format", "xml"), "invalid choice"),
        (("--fail-on", "info"), "invalid choice"),
        (("--output", "nowhere/report.txt"), "there is no folder"),
        (("--output", "."), "is a folder"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_wrong(run: Run, shop: Path, words: tuple[str, ...], says: str) -> None:
    code, out, err = run("verify", shop, *words)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_no_path_ends_with_2(run: Run) -> None:
    assert run("verify").code == 2


def test_documents_that_cannot_be_understood_end_with_2_and_write_nothing(run: Run, shop: Path) -> None:
    bad = written(shop.parent / "bad.yaml", "perpspec: 1\nvenue: {id: bad, titel: A shop}\n")
    report_file = shop.parent / "report.json"
    code, out, err = run("verify", shop, bad, "--format", "json", "--output", report_file)
    assert (code, out) == (2, "")
    assert "did you mean `title`?" in err
    assert "nothing was verified" in err
    assert not report_file.exists()


def test_the_report_is_written_whole_to_a_file(run: Run, broken: Path) -> None:
    file = broken.parent / "report.json"
    file.write_text("an older one")
    code, out, _ = run("verify", broken, "--only", "tiers.gap", "--format", "json", "--output", file)
    assert (code, out) == (1, "")
    assert json.loads(file.read_text())["findings"][0]["id"] == "tiers.gap"
    assert sorted(path.name for path in file.parent.iterdir()) == ["broken.yaml", "report.json"]


def test_the_text_in_a_file_has_no_colours(run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    file = broken.parent / "report.txt"
    run("verify", broken, "--only", "tiers.gap", "--output", file)
    assert "\x1b" not in file.read_text()
    assert "tiers.gap" in file.read_text()


def test_accepted_findings_do_not_count_and_are_shown_on_request(run: Run, broken: Path) -> None:
    found = json.loads(run("verify", broken, "--only", "tiers.gap", "--format", "json").out)["findings"][0]
    entry = f"{{fingerprint: {found['fingerprint']}, id: tiers.gap, reason: asked in May}}"
    written(broken.parent / "broken.accepted.yaml", f"perpspec: 1\naccepted:\n  - {entry}\n")
    code, out, _ = run("verify", broken, "--only", "tiers.gap")
    assert code == 0
    assert "1 accepted finding, seen with --show-accepted" in out
    assert "asked in May" in run("verify", broken, "--only", "tiers.gap", "--show-accepted").out


def test_an_acceptance_that_has_run_out_is_judged_by_the_date_asked_about(run: Run, broken: Path) -> None:
    found = json.loads(run("verify", broken, "--only", "tiers.gap", "--format", "json").out)["findings"][0]
    entry = f"{{fingerprint: {found['fingerprint']}, id: tiers.gap, reason: asked, until: 2024-05-31}}"
    written(broken.parent / "broken.accepted.yaml", f"perpspec: 1\naccepted:\n  - {entry}\n")
    assert run("verify", broken, "--only", "tiers.gap", "--as-of", "2024-05-31").code == 0
    assert run("verify", broken, "--only", "tiers.gap", "--as-of", "2024-06-01").code == 1


def test_a_wrong_list_of_accepted_findings_ends_with_2(run: Run, shop: Path) -> None:
    written(shop.parent / "shop.accepted.yaml", "perpspec: 1\naccepted:\n  - {fingerprint: 1, id: a}\n")
    code, _, err = run("verify", shop)
    assert code == 2
    assert "the field `reason` is missing" in err
