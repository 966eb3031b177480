"""Does each value stand where the tree says, and is reading bounded whatever the document is?"""

import gc
import importlib.util
import sys

import pytest

from perpspec.source import build, events
from perpspec.source.nodes import Mapping, Node, Scalar, Sequence, at, plain
from perpspec.source.text import MOST_FAULTS, DocumentError, Fault, Place, Text, as_text
from perpspec.source.yaml import parse


def read(content: str) -> Node:
    return parse(as_text(content.encode(), "f"))


def faults_of(content: str) -> tuple[Fault, ...]:
    with pytest.raises(DocumentError) as caught:
        read(content)
    return caught.value.faults


def span(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column


@pytest.mark.parametrize(
    ("content", "text", "where"),
    [
        ("a: b c # d\n", "b c", (1, 4, 1, 7)),
        ("a:    b\n", "b", (1, 7, 1, 8)),
        ("a: é😀 b\n", "é😀 b", (1, 4, 1, 8)),
        ("a: 'b c'\n", "b c", (1, 5, 1, 8)),
        ('a: "b c" \n', "b c", (1, 5, 1, 8)),
        ("a: ''\n", "", (1, 5, 1, 5)),
        ("a:\n", "", (1, 3, 1, 3)),
        ("a: b\n  c\n", "b c", (1, 4, 2, 4)),
        ('a: "b\n  c"\n', "b c", (1, 5, 2, 4)),
        ("a: |\n  b c\n", "b c\n", (2, 3, 2, 6)),
        ("a: |\n  b c", "b c\n", (2, 3, 2, 6)),
        ("a: >-\n\n  b\n  c\n\n\nd: e\n", "\nb c", (3, 3, 4, 4)),
        ("a: |+\n  b\n # c\nd: e\n", "b\n", (2, 3, 2, 4)),
        ("a: |\n\nd: e\n", "", (1, 4, 1, 5)),
    ],
)
def test_a_text_stands_where_its_content_stands(content: str, text: str, where: tuple[int, int, int, int]) -> None:
    scalar = at(read(content), ("a",))
    assert isinstance(scalar, Scalar)
    assert (scalar.text, span(scalar.place)) == (text, where)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("a: {b: c}   # d\n", (1, 4, 1, 10)),
        ("a: [\n  b,\n]\n", (1, 4, 3, 2)),
        ("a: {}\n", (1, 4, 1, 6)),
        ("a:\n  b: c\n\n# d\ne: f\n", (2, 3, 2, 7)),
        ("a:\n- b\n-  cd\n\ne: f\n", (2, 1, 3, 6)),
    ],
)
def test_a_collection_ends_with_its_last_value_or_its_bracket(content: str, where: tuple[int, int, int, int]) -> None:
    assert span(at(read(content), ("a",)).place) == where


def test_a_tree_keeps_order_and_remembers_quotes() -> None:
    root = read("b: ['1', 2]\na: 3\n")
    assert isinstance(root, Mapping)
    assert [key.text for key, _ in root.pairs] == ["b", "a"]
    items = root.pairs[0][1]
    assert isinstance(items, Sequence)
    assert [item.quoted for item in items.items if isinstance(item, Scalar)] == [True, False]


def test_a_document_may_be_marked_at_its_start_and_end() -> None:
    assert plain(read("# c\n--- # d\na: 1\n...\n")) == {"a": "1"}


def test_a_duplicate_key_is_named_with_both_places() -> None:
    (fault,) = faults_of("over: 0\nup_to: 5\nover: 1\n")
    assert fault.message == "the key `over` is given twice"
    assert span(fault.place) == (3, 1, 3, 5)
    ((first, label),) = fault.others
    assert (span(first), label) == ((1, 1, 1, 5), "given here first")


def test_keys_of_different_mappings_may_be_equal() -> None:
    assert plain(read("a: {a: 1}\nb: {a: 2}\n")) == {"a": {"a": "1"}, "b": {"a": "2"}}


def test_a_formula_with_commas_is_whole_where_no_bracket_is_open() -> None:
    assert plain(read("cap: max(a, b)\n")) == {"cap": "max(a, b)"}


def test_parentheses_that_no_comma_cuts_are_left_to_the_language() -> None:
    assert plain(read("[a), (b), f(c]\n")) == ["a)", "(b)", "f(c"]
    assert plain(read("a: f(b, c\n")) == {"a": "f(b, c"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_values_may_be_nested_deeply_but_not_deeper(opening: str) -> None:
    faults = faults_of(opening * 5_000)
    assert [fault.code for fault in faults] == ["yaml.too_deep"]
    assert faults[0].place.column == build.DEEPEST * len(opening) + 1


def test_forty_levels_are_allowed() -> None:
    read("[" * build.DEEPEST + "]" * build.DEEPEST)


def test_a_document_has_a_largest_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MOST_NODES", 5)
    assert plain(read("[a, b, c, d]")) == ["a", "b", "c", "d"]
    (fault,) = faults_of("[a, b, c, d,\n e]")
    assert (fault.code, span(fault.place)) == ("yaml.too_many_values", (2, 2, 2, 3))


def test_a_text_over_many_lines_has_a_largest_length() -> None:
    line = "  " + "x" * 99 + "\n"
    read("a: |\n" + line * 200)
    faults = faults_of("a: |\n" + line * 201 + "b: *c\n")
    assert [fault.code for fault in faults] == ["yaml.long_text", "yaml.alias"]


@pytest.mark.parametrize("content", ["- *a\n" * 500, "- &a b\n" * 500, "- !!str b\n" * 500, "a: 1\n" * 500, "%YAML 1.1\n" * 500])
def test_the_number_of_faults_is_limited(content: str) -> None:
    assert len(faults_of(content)) == MOST_FAULTS


def test_nothing_that_a_tag_names_is_called(capfd: pytest.CaptureFixture[str]) -> None:
    (fault,) = faults_of('!!python/object/apply:os.system ["echo executed"]\n')
    assert fault.code == "yaml.tag"
    assert capfd.readouterr().out == ""


def test_a_character_that_only_yaml_forbids_is_a_fault_of_the_file() -> None:
    with pytest.raises(DocumentError) as caught:
        parse(Text("f", ("a: \x00",), ""))
    assert caught.value.faults[0].code == "yaml.character"


def test_a_directive_after_the_end_of_the_document_is_named() -> None:
    (fault,) = faults_of("a: 1\n...\n%FOO bar\n")
    assert (fault.code, span(fault.place)) == ("yaml.directive", (3, 1, 3, 5))


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("content", ["a: 1\n", "a: *b\n", "a: [\n"])
def test_the_garbage_collector_is_left_as_it_was_found(collecting: bool, content: str) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        try:
            read(content)
        except DocumentError:
            assert content != "a: 1\n"
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000"])
def test_an_escape_beyond_the_last_character_is_a_fault_for_the_parser_without_c(
    escape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "events", events.python_events)
    (fault,) = faults_of(f'a: "b{escape}"\n')
    assert (fault.code, span(fault.place)) == ("yaml.escape", (1, 6, 1, 16))


def test_where_c_is_missing_the_other_parser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert events.__spec__ is not None
    module = importlib.util.module_from_spec(events.__spec__)
    assert events.__spec__.loader is not None
    events.__spec__.loader.exec_module(module)
    assert module.events is module.python_events
    assert events.events is events.c_events
