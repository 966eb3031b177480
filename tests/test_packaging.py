"""Is what gets installed what `pyproject.toml` asks for, wherever it is installed?"""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import perpspec

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
GROUPS = PYPROJECT["dependency-groups"]

RUN = [*PROJECT["dependencies"], *GROUPS["build"]]
ASKED = {
    "run.txt": RUN,
    "dev.txt": [*RUN, *EXTRAS["docs"], *EXTRAS["dev"]],
    "bench.txt": [*RUN, *GROUPS["bench"]],
    "builders.txt": GROUPS["builders"],
}
LOCKS = pytest.mark.parametrize("lock", ASKED)


def locked(lock: str) -> dict[str, set[str]]:
    """Return the versions that a lock file holds for each name: more than one where Pythons differ."""
    versions: dict[str, set[str]] = {}
    for name, number in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements" / lock).read_text(), re.M):
        versions.setdefault(canonicalize_name(name), set()).add(number)
    return versions


@LOCKS
def test_every_requirement_is_locked_within_its_range(lock: str) -> None:
    versions = locked(lock)
    for text in ASKED[lock]:
        asked = Requirement(text)
        held = versions.get(canonicalize_name(asked.name), set())
        assert held, f"{asked.name} is not in {lock}: make lock"
        assert all(number in asked.specifier for number in held), f"{text} against {held}: make lock"


@LOCKS
def test_every_locked_version_has_a_hash(lock: str) -> None:
    for entry in re.split(r"\n(?=\S)", (ROOT / "requirements" / lock).read_text()):
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry


@LOCKS
def test_a_lock_names_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    assert not re.search(r"://|^-|\bfile:|--(index|extra|find)| @ |(^|\s)/", text, re.M)


@pytest.mark.parametrize("lock", ["run.txt", "bench.txt", "builders.txt"])
def test_the_locks_agree_where_they_meet(lock: str) -> None:
    dev = locked("dev.txt")
    assert {name: held for name, held in locked(lock).items() if dev.get(name, held) != held} == {}


def test_every_range_has_both_ends() -> None:
    everything = [*ASKED["dev.txt"], *EXTRAS["cluster"], *GROUPS["bench"], *GROUPS["builders"]]
    for asked in map(Requirement, everything):
        assert {">=", "<"} == {part.operator for part in asked.specifier}, str(asked)


def test_the_installed_version_is_the_one_the_package_names() -> None:
    assert version("perpspec") == perpspec.__version__


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(perpspec.__file__).parent / "py.typed").exists()


def test_every_script_that_make_runs_is_there() -> None:
    scripts = re.findall(r"[\w./*-]+\.py\b", (ROOT / "Makefile").read_text())
    assert scripts
    assert [script for script in scripts if not any(ROOT.glob(script))] == []


def test_make_installs_the_recorder_of_logs_that_the_project_names() -> None:
    (asked,) = EXTRAS["nautilus"]
    assert f"'{asked.partition(';')[0]}'" in (ROOT / "Makefile").read_text()
    assert asked.partition(";")[0].partition("==")[2] in (ROOT / "examples" / "nautilus" / "record.py").read_text()
