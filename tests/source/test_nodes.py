"""Is a value found by its path, and where it was written?"""

import pytest

from perpspec.source.nodes import Mapping, Node, Scalar, at, key_place, plain
from perpspec.source.text import Place, as_text
from perpspec.source.yaml import parse

CONTENT = """\
section: tiers
tables:
  hive:
    - {over: 0, up_to: 5_000}
    - {over: 5_000, up_to: 10_000}
"""
LINES = CONTENT.split("\n")
ROOT = parse(as_text(CONTENT.encode(), "tiers.yaml"))

Path = tuple[str | int, ...]


def written(place: Place) -> str:
    assert place.line == place.end_line
    return LINES[place.line - 1][place.column - 1 : place.end_column - 1]


def read(content: str) -> object:
    return plain(parse(as_text(content.encode(), "f")))


def test_a_document_becomes_plain_data_in_which_numbers_are_still_text() -> None:
    rows = [{"over": "0", "up_to": "5_000"}, {"over": "5_000", "up_to": "10_000"}]
    assert plain(ROOT) == {"section": "tiers", "tables": {"hive": rows}}


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_five_words_are_not_text_unless_quoted(text: str, value: bool | None) -> None:
    assert read(f"a: {text}\n") == {"a": value}
    assert read(f"a: '{text}'\n") == {"a": text}
    assert read(f'a: "{text}"\n') == {"a": text}


@pytest.mark.parametrize("text", ["yes", "no", "on", "True", "NULL", "1e5", "010", ".inf", "2025-09-15", "12:30:45", "="])
def test_no_other_word_is_anything_but_text(text: str) -> None:
    assert read(f"- {text}\n- {{a: {text}}}\n") == [text, {"a": text}]


def test_a_key_is_always_text() -> None:
    assert read("true: 1\n~: 2\n3: 4\n") == {"true": "1", "~": "2", "3": "4"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("section",), "tiers"),
        (("tables", "hive", 0, "over"), "0"),
        (("tables", "hive", 1), "{over: 5_000, up_to: 10_000}"),
        (("tables", "hive", 1, "up_to"), "10_000"),
        (("tables", "hive", 1, "rate"), "{over: 5_000, up_to: 10_000}"),
        (("tables", "hive", 1, "up_to", "deeper", 0), "10_000"),
        (("section", 0), "tiers"),
    ],
)
def test_a_path_leads_to_the_deepest_value_on_it(path: Path, text: str) -> None:
    assert written(at(ROOT, path).place) == text


@pytest.mark.parametrize("path", [("tables", "hive", 2), ("tables", "hive", -1), ("tables", "hive", "0")])
def test_a_position_that_is_not_there_leads_to_the_list(path: Path) -> None:
    assert at(ROOT, path) == at(ROOT, ("tables", "hive"))


def test_the_empty_path_is_the_document() -> None:
    assert at(ROOT, ()) is ROOT
    assert key_place(ROOT, ()) == ROOT.place


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("section",), "section"),
        (("tables", "hive"), "hive"),
        (("tables", "hive", 1, "up_to"), "up_to"),
        (("tables", "hive", 1), "{over: 5_000, up_to: 10_000}"),
        (("tables", "hive", 1, "rate"), "{over: 5_000, up_to: 10_000}"),
    ],
)
def test_the_place_of_a_key_is_where_the_key_is_written(path: Path, text: str) -> None:
    assert written(key_place(ROOT, path)) == text


def test_a_number_on_the_path_also_finds_a_key_written_like_it() -> None:
    place = Place("f", 1, 1, 1, 2)
    value: Node = Scalar("deep", place, False)
    assert at(Mapping(((Scalar("7", place, False), value),), place), (7,)) is value
