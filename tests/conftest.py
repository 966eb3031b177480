"""What every test has at hand: a spec from text, and property tests that are the same in every run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from perpspec.load.load import Spec, load_spec

settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.load_profile("fixed")


@pytest.fixture
def spec_of(tmp_path: Path) -> Callable[[str], Spec]:
    """Return what loads a single-file spec written in the test."""

    def load(text: str) -> Spec:
        file = tmp_path / "spec.yaml"
        file.write_text(text, encoding="utf-8")
        return load_spec(file)

    return load


@pytest.fixture
def run_script() -> Callable[[list[str]], list[str]]:
    """Return what runs lines of JavaScript in node and returns the lines they print; the test is skipped without node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here: the script of the pages is run by the tests in the browser alone")

    def run(lines: list[str]) -> list[str]:
        ran = subprocess.run([node, "-"], input="\n".join(lines), capture_output=True, text=True, check=True)
        return ran.stdout.splitlines()

    return run
