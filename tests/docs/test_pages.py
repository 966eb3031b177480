"""Is what the pages show true: formulas parse, spec files load, commands print what the page says?"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from perpspec.cli import main
from perpspec.language.kinds import MONEY, QUANTITY
from perpspec.language.parse import parse
from perpspec.language.units import Unit

ROOT = Path(__file__).parents[2]
WALKS = ("tutorial", "how-to")  # read from top to bottom: `test_walks` does
PAGES = sorted([ROOT / "README.md", *(page for page in (ROOT / "docs").rglob("*.md") if page.parent.name not in WALKS)])
UNITS = {"USDT": Unit(MONEY, Fraction(1)), "BTC": Unit(QUANTITY, Fraction(1))}


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Yield the page and the text of every code block of that language."""
    for page in PAGES:
        for found in re.finditer(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            yield str(page.relative_to(ROOT)), found[1]


FORMULAS = [line for _, block in blocks("formula") for line in block.splitlines()]
COMMANDS = [
    (page, command, shown)
    for page, block in blocks("console")
    for command, shown in re.findall(r"^\$ (perpspec [^\n]*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_shown_on_a_page_is_of_the_language(formula: str) -> None:
    parse(formula, UNITS)


@pytest.mark.parametrize(("page", "command", "shown"), COMMANDS, ids=[f"{page}: {command}" for page, command, _ in COMMANDS])
def test_a_command_shown_on_a_page_prints_what_the_page_says(
    page: str, command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    words, _, comment = command.partition("  # exit ")
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main([word.replace("$TMP", str(tmp_path)) for word in shlex.split(words)[1:]]))
    assert ended.value.code == int(comment or 0), page
    captured = capsys.readouterr()
    assert matches(shown.splitlines(), (captured.out + captured.err).splitlines()), captured.out + captured.err


def matches(shown: list[str], printed: list[str]) -> bool:
    """Return whether ``printed`` is ``shown``, where a line of one ellipsis stands for any lines and `…` for any text."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else _line(line) for line in shown)
    return not shown or re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"\n"


def test_there_are_pages_formulas_and_commands_to_try() -> None:
    assert min(len(PAGES), len(FORMULAS), len(COMMANDS)) > 5
