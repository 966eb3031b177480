"""Does a file come in as it was written, and is a file that cannot be trusted refused at its place?"""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from perpspec.source.text import (
    LONGEST_LINE,
    MOST_BYTES,
    MOST_FAULTS,
    DocumentError,
    Fault,
    Place,
    as_text,
    excerpt,
    read_text,
)


def refusal(content: bytes) -> Fault:
    with pytest.raises(DocumentError) as caught:
        as_text(content, "venue.yaml")
    (fault,) = caught.value.faults
    return fault


def refused_file(path: Path) -> Fault:
    with pytest.raises(DocumentError) as caught:
        read_text(path, "shown.yaml")
    (fault,) = caught.value.faults
    return fault


def spot(fault: Fault) -> tuple[int, int]:
    return fault.place.line, fault.place.column


def test_a_file_is_read_in_lines_with_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "venue.yaml"
    path.write_bytes("a: 1\r\nb: é\n".encode())
    text = read_text(path, "specs/venue.yaml")
    assert text.file == "specs/venue.yaml"
    assert text.lines == ("a: 1", "b: é", "")
    assert text.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_without_another_name_is_shown_as_it_was_named(tmp_path: Path) -> None:
    path = tmp_path / "venue.yaml"
    path.write_text("a: 1\n")
    assert read_text(path).file == str(path)


@pytest.mark.parametrize("content", [b"a: 1", b"a: 1\n", b"a: 1\r\n", b"\xef\xbb\xbfa: 1\n"])
def test_line_ends_and_a_mark_at_the_start_make_no_difference(content: bytes) -> None:
    assert as_text(content, "f").lines == ("a: 1", "")


def test_an_empty_file_has_one_empty_line() -> None:
    assert as_text(b"", "f").lines == ("",)


def test_a_byte_that_is_not_utf8_is_named_at_its_line_and_column() -> None:
    fault = refusal("a: é\nb: é".encode() + b"\xe9\n")
    assert (fault.code, spot(fault)) == ("file.not_utf8", (2, 5))
    assert "`0xe9`" in fault.message


def test_a_place_after_a_byte_order_mark_does_not_count_the_mark() -> None:
    assert spot(refusal(b"\xef\xbb\xbf\xff")) == (1, 1)


def test_a_file_in_utf_16_is_told_so() -> None:
    fault = refusal("a: 1\n".encode("utf-16"))
    assert fault.code == "file.not_utf8"
    assert "UTF-16" in fault.help


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "`U+0000` (control character)"),
        ("\x1b", "`U+001B` (control character)"),
        ("\r", "`U+000D` (control character)"),
        ("\x7f", "`U+007F` (control character)"),
        ("\x85", "`U+0085` (control character)"),
        ("\u00ad", "`U+00AD` (soft hyphen)"),
        ("\u061c", "`U+061C` (arabic letter mark)"),
        ("\u200b", "`U+200B` (zero width space)"),
        ("\u200f", "`U+200F` (right-to-left mark)"),
        ("\u2028", "`U+2028` (line separator)"),
        ("\u202a", "`U+202A` (left-to-right embedding)"),
        ("\u202e", "`U+202E` (right-to-left override)"),
        ("\u2066", "`U+2066` (left-to-right isolate)"),
        ("\u2069", "`U+2069` (pop directional isolate)"),
        ("\ufeff", "`U+FEFF` (zero width no-break space)"),
        ("\U000e0041", "`U+E0041` (tag latin capital letter a)"),
    ],
)
def test_a_character_that_cannot_be_seen_is_named_at_its_place(character: str, name: str) -> None:
    fault = refusal(f"a: 1\nbc{character}d: 2\n".encode())
    assert (fault.code, spot(fault)) == ("file.hidden_character", (2, 3))
    assert name in fault.message


def test_letters_signs_and_tabs_of_any_language_are_let_through() -> None:
    line = "é\tß 清算价格 ≤ 5 % \u00a0😀 −1"
    assert as_text(line.encode(), "f").lines[0] == line


def test_every_hidden_character_is_reported_up_to_a_limit() -> None:
    with pytest.raises(DocumentError) as caught:
        as_text(b"\x00\n\x01\x02\n", "f")
    assert [spot(fault) for fault in caught.value.faults] == [(1, 1), (2, 1), (2, 2)]
    with pytest.raises(DocumentError) as caught:
        as_text(b"\x00" * (MOST_FAULTS + 1), "f")
    assert len(caught.value.faults) == MOST_FAULTS


def test_a_line_may_be_long_but_not_longer() -> None:
    line = b"x" * LONGEST_LINE
    assert len(as_text(line, "f").lines[0]) == LONGEST_LINE
    fault = refusal(b"a: 1\n" + line + b"x\n")
    assert (fault.code, spot(fault)) == ("file.long_line", (2, 1))
    assert "20_001" in fault.message


def test_a_file_may_be_large_but_not_larger(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# 3456789\n" * (MOST_BYTES // 10))
    assert len(read_text(path).lines) == MOST_BYTES // 10 + 1
    os.truncate(path, 1_000 * MOST_BYTES)
    assert refused_file(path).code == "file.too_large"


def test_a_file_that_does_not_exist_is_refused_by_its_shown_name(tmp_path: Path) -> None:
    fault = refused_file(tmp_path / "none.yaml")
    assert fault.code == "file.missing"
    assert fault.message == "`shown.yaml` does not exist"
    assert refused_file(tmp_path / "none" / "none.yaml").code == "file.missing"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert refused_file(tmp_path).code == "file.not_a_file"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refused_file(tmp_path / "pipe.yaml").code == "file.not_a_file"


def test_a_device_is_refused_without_being_read() -> None:
    assert refused_file(Path("/dev/zero")).code == "file.not_a_file"


def test_a_name_that_is_no_file_name_is_refused() -> None:
    fault = refused_file(Path("a\0b"))
    assert (fault.code, fault.message) == (
        "file.unreadable",
        "`shown.yaml` cannot be read: its name is not a file name",
    )


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "`shown.yaml` may not be read"),
        (errno.ELOOP, "`shown.yaml` cannot be read: too many levels of symbolic links"),
    ],
)
def test_a_file_that_the_system_refuses_is_a_fault_of_the_file(
    number: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    fault = refused_file(tmp_path / "venue.yaml")
    assert (fault.code, fault.message) == ("file.unreadable", message)


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused_file(tmp_path / "loop").code == "file.unreadable"


PLACE = Place("f", 3, 5, 3, 9)


@pytest.mark.parametrize(
    ("start", "end", "columns"),
    [
        (0, 4, (5, 9)),
        (1, 3, (6, 8)),
        (2, 2, (7, 7)),
        (-3, 2, (5, 7)),
        (3, 99, (8, 9)),
        (9, 12, (9, 9)),
        (3, 1, (8, 8)),
    ],
)
def test_a_part_of_a_place_never_leaves_the_place(start: int, end: int, columns: tuple[int, int]) -> None:
    part = PLACE.within(start, end)
    assert (part.column, part.end_column) == columns
    assert (part.file, part.line, part.end_line) == ("f", 3, 3)


def test_a_place_over_several_lines_has_no_parts() -> None:
    place = Place("f", 3, 5, 4, 2)
    assert place.within(1, 2) == place


def test_an_error_lists_its_faults_in_reading_order() -> None:
    later = Fault("x.y", "second", Place("f", 2, 7, 2, 8))
    earlier = Fault("x.y", "first", Place("f", 2, 6, 2, 9))
    error = DocumentError((later, earlier))
    assert error.faults == (earlier, later)
    assert str(error) == "f:2:6: first\nf:2:7: second"


def test_an_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("a\n  b") == "`a b`"
    assert excerpt("x" * 60) == f"`{'x' * 60}`"
    assert excerpt("x" * 61) == f"`{'x' * 60}…`"
