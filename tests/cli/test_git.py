"""Does git, in a repository of its own, show what a commit means, and are its revisions read without fetching?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SHOP, Run, written

STRICTER = SHOP.replace("maintenance_rate: 5%", "maintenance_rate: 6%")


def git(folder: Path, *words: str) -> str:
    """Return what git prints; nothing of the user's own settings is read."""
    named = ("-c", "user.name=A", "-c", "user.email=a@shop.example", "-c", "commit.gpgsign=false")
    settings = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *named, *words], cwd=folder, env=settings, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with two commits of a venue in one file, and of one in a folder."""
    folder = tmp_path / "repository"
    written(folder / "shop.yaml", SHOP)
    section = "perpspec: 1\nsection: {}\n"
    written(folder / "specs/small/venue.yaml", section.format("venue") + "id: small\ntitle: Small\nunits: {USDT: money}\n")
    written(folder / "specs/small/funding.yaml", section.format("funding") + "cap: 2%\nfloor: -cap\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=First")
    written(folder / "shop.yaml", STRICTER)
    written(folder / "specs/small/funding.yaml", section.format("funding") + "cap: 3%\nfloor: -cap\n")
    git(folder, "commit", "--quiet", "--all", "--message=Second")
    monkeypatch.chdir(folder)
    return folder


def test_two_revisions_of_a_file_are_compared(run: Run, repository: Path) -> None:
    code, out, err = run("diff", "HEAD~1:shop.yaml", "HEAD:shop.yaml")
    assert (code, err) == (0, "")
    assert "stricter  tiers.table  parameter  AUSDT, BUSDT" in out
    assert str(repository) not in out
    assert "perpspec-" not in out


def test_a_folder_of_a_revision_is_compared_with_the_work_tree(run: Run, repository: Path) -> None:
    written(repository / "specs/small/funding.yaml", "perpspec: 1\nsection: funding\ncap: 5%\nfloor: -cap\n")
    out = run("diff", "main:specs/small", "specs/small").out
    assert "stricter  funding.cap  parameter" in out
    assert out == run("diff", "main:small", "small").out.replace("main:small -> small", "main:specs/small -> specs/small")


def test_a_revision_is_read_from_inside_a_folder_that_it_does_not_hold(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "new").mkdir()
    monkeypatch.chdir(repository / "new")
    code, out, err = run("diff", "HEAD~1:specs/small", "HEAD:specs/small")
    assert (code, err) == (0, "")
    assert "stricter  funding.cap  parameter" in out


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("nowhere:shop.yaml", "there is no revision `nowhere` here; nothing is fetched"),
        ("HEAD:other.yaml", "`HEAD` has no `other.yaml`"),
        ("HEAD:specs", "is no venue"),
        ("--all:shop.yaml", "is not a revision"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_revision_that_cannot_be_read_is_refused(run: Run, side: str, said: str) -> None:
    code, out, err = run("diff", "--", side, "shop.yaml")
    assert (code, out) == (2, "")
    assert said in err


def test_a_shallow_clone_is_told_which_command_helps(
    run: Run, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    code, _, err = run("diff", "HEAD~1:shop.yaml", "HEAD:shop.yaml")
    assert code == 2
    assert "shallow" in err
    assert "git fetch --unshallow" in err


def test_git_log_shows_the_notice(repository: Path) -> None:
    written(repository / ".gitattributes", "*.yaml diff=perpspec\n")
    git(repository, "config", "diff.perpspec.command", f"{sys.executable} -m perpspec git-diff")
    shown = git(repository, "log", "-p", "--ext-diff", "-1")
    assert "perpspec git-diff shop.yaml" in shown
    assert "stricter  tiers.table  parameter  AUSDT, BUSDT" in shown
    assert "stricter  funding.cap  parameter" in shown
    first = git(repository, "log", "-p", "--ext-diff", "HEAD~1")
    assert "+perpspec: 1" in first  # a venue that is new has nothing to be compared with


def test_a_file_that_is_no_spec_is_shown_line_by_line(repository: Path) -> None:
    written(repository / ".gitattributes", "*.yaml diff=perpspec\n")
    git(repository, "config", "diff.perpspec.command", f"{sys.executable} -m perpspec git-diff")
    written(repository / "shop.yaml", STRICTER + "nonsense: true\n")
    shown = git(repository, "diff")
    assert "not compared by meaning" in shown
    assert "+nonsense: true" in shown
