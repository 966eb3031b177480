"""Do mkdocs, ProperDocs and Zensical build the same pages of one folder? Run by `make builders`, which installs them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import rmtree

import pytest

from tests.pages.sites import EXAMPLE, ROOT, pages, site

BUILDERS = Path(os.environ.get("BUILDERS", "/nowhere"))
COMMANDS = {"ProperDocs": ("properdocs", "build", "--quiet", "--strict"), "Zensical": ("zensical", "build", "--strict")}
LINKS = {"index.html", "compare.html", "checks/index.html", "guide/index.html"}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of two venues and a guide, which mkdocs has built."""
    venues = (str(EXAMPLE), str(ROOT / "specs/deribit"))
    return site(tmp_path_factory.mktemp("built"), *venues, "--guide", str(ROOT / "docs"))


@pytest.mark.parametrize("builder", COMMANDS)
def test_the_same_folder_is_built_to_the_same_pages(built: Path, builder: str) -> None:
    expected = pages(built / "site")
    assert expected
    assert set(expected) >= LINKS
    (built / "site").rename(built / "by-mkdocs")
    try:
        program, *words = COMMANDS[builder]
        made = subprocess.run(
            [BUILDERS / program, *words, "-f", "mkdocs.yml"], cwd=built, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
        assert pages(built / "site") == expected
        for page in expected:
            assert (built / "site" / page).read_text(encoding="utf-8").count("<h1") == 1, page
    finally:
        rmtree(built / "site", ignore_errors=True)
        (built / "by-mkdocs").rename(built / "site")
