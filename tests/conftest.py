"""What every test has at hand: a spec from text, and property tests that are the same in every run."""

from __future__ import annotations

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
