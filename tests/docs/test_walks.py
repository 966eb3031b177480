"""Can the tutorial and the how-tos be followed from top to bottom: files written, commands run, code executed as they stand?"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from perpspec.cli import main
from tests.docs.test_pages import matches

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs/tutorial").glob("*.md"), *(ROOT / "docs/how-to").glob("*.md")])
EVERY = sorted((ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ ([^\n]*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FILE = re.compile(r"# ([\w./-]+\.yaml)\n")


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_a_page_can_be_followed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("specs", "examples", "docs", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            for command, shown in COMMAND.findall(text):
                _runs(command, shown, tmp_path / "out", capsys)
        elif language == "python":
            exec(compile(text, str(page), "exec"), {})  # noqa: S102 - a code block of our own page
        elif language == "yaml" and (named := FILE.match(text)):
            file = tmp_path / named[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")


def _runs(command: str, shown: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, _, code = command.partition("  # exit ")
    program, *arguments = shlex.split(words.replace("$TMP", str(out)))
    assert program == "perpspec", command
    try:
        ended = main(arguments)
    except SystemExit as stopped:
        ended = int(stopped.code or 0)
    captured = capsys.readouterr()
    printed = captured.out + captured.err
    assert ended == int(code or 0), printed
    assert matches(shown.splitlines(), printed.splitlines()), printed


@pytest.mark.parametrize("page", EVERY, ids=names)
def test_every_code_block_of_the_docs_is_run_by_some_test_or_is_a_line_for_another_program(page: Path) -> None:
    fences = re.findall(r"^```(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) % 2 == 0
    assert set(fences[::2]) <= {"console", "formula", "yaml", "python", "text"}


def test_every_page_of_the_docs_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [names(page) for page in EVERY if page.relative_to(ROOT / "docs").as_posix() not in menu] == []
