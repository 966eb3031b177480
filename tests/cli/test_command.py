"""Does the program start at once, end in order, and stay quiet where it should?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from perpspec.cli.output import emit, write
from perpspec.cli.progress import progress
from tests.cli.conftest import Run, written

HEAVY = {"hypothesis", "jsonschema", "numpy", "pydantic", "rich", "yaml", "z3"}


def child(*words: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Return how a run of Python of its own ended."""
    env = {**os.environ, **options}
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, env=env)


@pytest.mark.parametrize("words", [["--help"], ["verify", "--help"], ["--version"]])
def test_nothing_heavy_is_imported_before_a_verb_runs(words: list[str]) -> None:
    script = (
        "import sys; before = set(sys.modules)\n"
        "from perpspec.cli import main\n"
        f"try: main({words!r})\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print('\\n' + ' '.join(set(sys.modules) - before))"
    )
    imported = set(child("-c", script).stdout.splitlines()[-1].split())
    assert "perpspec.cli.command" in imported
    assert not {name.partition(".")[0] for name in imported} & HEAVY
    assert len(imported) < 80


def test_plain_text_needs_no_rich_and_a_poor_terminal_gets_escapes(broken: Path) -> None:
    script = (
        "import sys\n"
        "from perpspec.cli import main\n"
        f"assert main(['explain', 'funding.cap', '--in', {str(broken)!r}]) == 0\n"
        "print('rich' in sys.modules)"
    )
    ended = child("-c", script, PYTHONIOENCODING="ascii")
    assert ended.stderr == ""
    assert "\\u2502" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "False"


def test_the_help_of_the_program_names_every_verb_and_every_exit_code(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for word in ("validate", "verify", "explain", "show", "checks", "schema", *(f"\n  {n}  " for n in range(5))):
        assert word in out


def test_the_help_of_verify_names_every_documented_option(run: Run) -> None:
    out = run("verify", "--help").out
    for option in (
        "PATH", "--as-of DATE", "--only ID", "--format {text,json}", "--output FILE",
        "--fail-on {error,warning,note,never}", "--budget N", "--seed N", "--second-opinion", "--show-accepted",
    ):  # fmt: skip
        assert option in out


@pytest.mark.parametrize("words", [[], ["verfy"], ["verify", "--wrong"], ["validate"], ["show", "x"], ["explain"]])
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: ")


def explode() -> None:
    raise RuntimeError("two engines\ndisagree")


def test_a_fault_of_ours_is_one_line_with_its_place_and_ends_with_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERPSPEC_DEBUG", raising=False)
    monkeypatch.setattr("perpspec.cli.pages.pages", explode)
    code, out, err = run("checks")
    assert (code, out) == (3, "")
    assert err.startswith("perpspec: internal fault at cli/checks.py:")
    assert "two engines disagree" in err
    assert err.count("\n") == 1


def test_a_fault_of_ours_shows_its_way_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERPSPEC_DEBUG", "1")
    monkeypatch.setattr("perpspec.cli.pages.pages", explode)
    with pytest.raises(RuntimeError, match="two engines"):
        run("checks")


def test_an_interrupt_is_one_line_and_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("perpspec.cli.pages.pages", interrupt)
    assert run("checks") == (130, "", "perpspec: interrupted\n")


def test_a_reader_that_goes_away_is_no_error() -> None:
    read, written_to = os.pipe()
    os.close(read)
    script = "import sys; from perpspec.cli import main; sys.exit(main(['schema', 'report']))"
    ended = subprocess.run([sys.executable, "-c", script], stdout=written_to, stderr=subprocess.PIPE, text=True, check=False)
    os.close(written_to)
    assert (ended.returncode, ended.stderr) == (0, "")


class Terminal:
    """A stream that a person watches."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Do nothing: the text is kept at once."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_is_wiped_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    with progress(terminal) as draw:  # type: ignore[arg-type]
        assert draw is not None
        draw("shop tiers.gap", 1, 20)
        draw("shop " + "x" * 200, 2, 20)
    assert "1/20  shop tiers.gap" in terminal.text
    assert "\n" not in terminal.text
    assert terminal.text.endswith("\r\x1b[K")
    assert max(len(part) for part in terminal.text.split("\r\x1b[K")) < 80


def test_a_pipe_sees_no_progress(run: Run, broken: Path) -> None:
    assert run("verify", broken, "--only", "tiers.gap").err == ""


@pytest.mark.parametrize(
    ("tty", "variables", "coloured"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch, tty: bool, variables: dict[str, str], coloured: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty)
    assert ("\x1b[" in run("verify", broken, "--only", "tiers.gap").out) is coloured


def test_a_file_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "report.txt", "the old one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Exception, match="cannot be written: no space left on device"):
        write(file, "the new one")
    assert file.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    target = written(tmp_path / "target.txt", "old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()


def test_text_goes_to_standard_output_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    emit("a line\n")
    assert capsys.readouterr().out == "a line\n"


def test_checks_are_listed_with_severity_and_summary(run: Run) -> None:
    code, out, _ = run("checks")
    assert code == 0
    rows = {line.split()[0]: line for line in out.splitlines()}
    assert "error" in rows["tiers.gap"]
    assert "some size belongs to no tier" in rows["tiers.gap"]
    assert "documents.accepted_unmatched" in rows
    assert list(rows) == sorted(rows)


def test_json_on_standard_output_is_json_alone(run: Run, broken: Path) -> None:
    assert json.loads(run("verify", broken, "--only", "tiers.gap", "--format", "json").out)["schema"]
