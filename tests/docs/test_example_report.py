"""Is the report kept beside the example what the tool prints today?"""

from __future__ import annotations

from pathlib import Path

import pytest

from perpspec.cli import main

ROOT = Path(__file__).parents[2]


def test_the_kept_report_of_the_example_is_fresh(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["verify", "examples/harbor"]) == 1
    kept = (ROOT / "examples" / "harbor" / "report.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == kept


def test_the_mended_example_is_clean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["verify", "examples/harbor-mended", "--fail-on", "note"]) == 0
    assert capsys.readouterr().out.startswith("0 findings")
