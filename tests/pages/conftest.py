"""A site built once for all tests that only look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pages.sites import EXAMPLE, HOSTILE, ROOT, site


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of an example venue."""
    return site(tmp_path_factory.mktemp("example"), str(EXAMPLE))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of a spec that tries to get out of it."""
    return site(tmp_path_factory.mktemp("hostile"), str(HOSTILE))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of a venue of the library, reached as a user would name it."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return site(tmp_path_factory.mktemp("library"), "specs/dydx-v4")
    finally:
        os.chdir(before)
