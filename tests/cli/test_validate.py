"""Does ``perpspec validate`` describe what it understands, and refuse everything else at once?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run, written

HOSTILE = sorted((Path(__file__).parent.parent / "corpus" / "source").glob("*.yaml"))
VENUE = "perpspec: 1\nsection: venue\nid: {}\ntitle: A shop\n"


def test_a_venue_is_one_line_of_what_it_holds(run: Run, shop: Path) -> None:
    code, out, err = run("validate", shop)
    assert (code, err) == (0, "")
    assert out == ("shop  4 sections  14 clauses (11 published, 1 inferred, 1 disputed, 1 silent)  2 markets  1 table\n")


def test_accepted_findings_are_counted(run: Run, shop: Path) -> None:
    entry = "{fingerprint: 5ba2fa95c728, id: tiers.gap, reason: asked}"
    written(shop.parent / "shop.accepted.yaml", f"perpspec: 1\naccepted:\n  - {entry}\n")
    assert run("validate", shop).out.endswith("1 accepted finding\n")


def test_every_fault_of_every_file_is_printed_at_once_with_frames(run: Run, tmp_path: Path) -> None:
    written(tmp_path / "a" / "venue.yaml", VENUE.format("a") + "titel: x\ncolour: red\n")
    written(tmp_path / "b" / "venue.yaml", VENUE.format("b").replace("title: A shop", "title: [1]"))
    written(tmp_path / "c" / "venue.yaml", VENUE.format("c"))
    code, out, err = run("validate", tmp_path)
    assert code == 2
    assert out.startswith("c  1 section")
    for said in ("there is no field `titel`", "did you mean `title`?", "there is no field `colour`", "venue.yaml:4:8"):
        assert said in " ".join(err.split())
    assert err.endswith("3 faults in 2 files, and nothing was verified\n")


def test_two_places_of_one_fault_are_both_shown(run: Run, tmp_path: Path) -> None:
    err = run("validate", written(tmp_path / "x.yaml", "a: 1\nb: 2\na: 3\n")).err
    assert "the key `a` is given twice" in err
    assert "given here first" in err


def test_a_kind_that_does_not_fit_is_shown_under_the_formula(run: Run, shop: Path) -> None:
    bad = written(shop.parent / "bad.yaml", shop.read_text().replace("floor: -limit", "floor: 3 USDT"))
    code, _, err = run("validate", bad)
    assert code == 2
    assert "  floor: 3 USDT\n" in err
    assert "^^^^^^ a money where a number is wanted" in err


@pytest.mark.parametrize("verb", ["validate", "verify"])
@pytest.mark.parametrize("file", HOSTILE, ids=[file.stem for file in HOSTILE])
def test_a_hostile_file_ends_with_2_and_no_traceback(run: Run, verb: str, file: Path) -> None:
    code, out, err = run(verb, file)
    assert (code, out) == (2, "")
    assert f"{file}:" in err
    assert "Traceback" not in err
    assert "internal fault" not in err


def bytes_of(name: str) -> bytes:
    return {
        "binary": bytes(range(256)) * 40,
        "latin": "title: Zürich\n".encode("latin-1"),
        "utf-16": "perpspec: 1\n".encode("utf-16"),
        "megabyte line": b"a: " + b"x" * 1_000_000,
        "too large": b"#\n" * 4_500_000,
        "nul": b"a: \x00\n",
        "bidi": "a: \u202eb\n".encode(),
        "huge exponent": b"perpspec: 1\nvenue: {id: a, title: b}\nassumptions: {assumptions: {x: 1e999999}}\n",
        "not a number": b"perpspec: 1\nvenue: {id: a, title: b}\nassumptions: {assumptions: {x: .nan}}\n",
        "reaches for Python": b"perpspec: 1\nvenue: {id: a, title: b}\n"
        b"assumptions: {assumptions: {x: \"__import__('os').system('id')\"}}\n",
        "deep formula": b"perpspec: 1\nvenue: {id: a, title: b}\nassumptions: {assumptions: {x: " + b"(" * 500 + b"1)}}\n",
        "deep nesting": b"[" * 5_000,
        "ring": b"perpspec: 1\nvenue: {id: a, title: b}\nfunding: {definitions: {x: y + 1, y: x + 1}}\n",
    }[name]


NAMES = (
    "binary", "latin", "utf-16", "megabyte line", "too large", "nul", "bidi", "huge exponent", "not a number",
    "reaches for Python", "deep formula", "deep nesting", "ring",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_bytes_and_formulas_that_are_hostile_end_with_2(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "spec.yaml"
    file.write_bytes(bytes_of(name))
    code, out, err = run("validate", file)
    assert (code, out) == (2, "")
    assert f"{file}:" in err
    assert "\u202e" not in err
    assert "internal fault" not in err
    assert len(err) < 20_000


def test_an_empty_folder_a_missing_path_and_a_pipe_end_with_2(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    for path, said in (
        (tmp_path / "empty", "no venue in this folder"),
        (tmp_path / "gone", "no such file or folder"),
        (tmp_path / "pipe", "no venue in this folder"),
        ("x" * 5000, "cannot be read"),
        ("a\0b", "no such file or folder"),
    ):
        code, out, err = run("validate", path)
        assert (code, out) == (2, "")
        assert said in " ".join(err.split())


def test_a_section_that_is_a_pipe_is_refused_and_not_waited_for(run: Run, tmp_path: Path) -> None:
    written(tmp_path / "venue.yaml", VENUE.format("a"))
    os.mkfifo(tmp_path / "funding.yaml")
    code, _, err = run("validate", tmp_path)
    assert code == 2
    assert "is not a regular file" in " ".join(err.split())


def test_a_date_in_the_path_must_be_one(run: Run, shop: Path) -> None:
    assert run("validate", f"{shop}@2026-01-31").code == 0
    code, _, err = run("validate", f"{shop}@new")
    assert code == 2
    assert "`new` is not a date" in err
