"""Is what was written what is read, for any data; and is any text either a tree or a list of faults?"""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perpspec.source import events
from perpspec.source.nodes import Mapping, Node, Scalar, Sequence, plain
from perpspec.source.text import DocumentError, Fault, Place, Text, as_text
from perpspec.source.yaml import parse

law = settings(database=None, derandomize=True, max_examples=200)

# An opening parenthesis before a comma is refused where brackets are open, so that it is left out here.
VISIBLE = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cf", "Zl", "Zp"),
    include_characters="\n\t",
    exclude_characters="(",
)
TEXTS = st.text(VISIBLE, max_size=20) | st.sampled_from(["true", "null", "~", "1_000", "<<", "a: b", "- c", "*d"])
DATA = st.recursive(
    TEXTS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)

PIECES = ["\n", "\n", "  ", " ", "\t", "- ", ": ", "? ", ",", "[", "]", "{", "}", "#", "&a", "*a", "!", "!!x"]
PIECES += [
    "|",
    ">",
    "'",
    '"',
    "%",
    "@",
    "`",
    "a",
    "é",
    "😀",
    "<<",
    "\\",
    "\\x41",
    "---\n",
    "...\n",
    "~",
    "(",
    ")",
]
NOISE = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)

SPEC = """\
section: tiers
reading: {basis: "notional", rate: marginal}
tables:
  hive:
    - {over: 0, up_to: 5_000, maintenance_rate: 1.50%}
    - {over: 5_000, up_to: 10_000, called: 'second'}
note: |
  as published
"""


class PlainDumper(yaml.SafeDumper):
    """Writes equal values out again and again, never as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that nothing is written as an alias."""
        return True


def dump(data: object, flow: bool | None) -> str:
    written = yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    assert isinstance(written, str)
    return written


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items):
            for item in items:
                yield from scalars(item)
        case Mapping(pairs):
            for key, value in pairs:
                yield key
                yield from scalars(value)


def outcome(text: Text) -> Node | tuple[Fault, ...]:
    try:
        return parse(text)
    except DocumentError as error:
        return error.faults


def is_inside(place: Place, text: Text) -> bool:
    return (
        (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column)
        and place.end_line <= len(text.lines)
        and place.column <= len(text.lines[place.line - 1]) + 1
        and place.end_column <= len(text.lines[place.end_line - 1]) + 1
    )


@law
@given(DATA, st.sampled_from([None, False, True]))
def test_what_is_written_is_what_is_read(data: object, flow: bool | None) -> None:
    assert plain(parse(as_text(dump(data, flow).encode(), "f"))) == data


@law
@given(DATA, st.sampled_from([None, False, True]))
def test_the_place_of_a_text_on_one_line_holds_that_text(data: object, flow: bool | None) -> None:
    text = as_text(dump(data, flow).encode(), "f")
    for scalar in scalars(parse(text)):
        place = scalar.place
        assert is_inside(place, text)
        written = text.lines[place.line - 1][place.column - 1 : place.end_column - 1]
        if place.line == place.end_line and "\\" not in written and "''" not in written:
            assert written == scalar.text.removesuffix("\n")


@law
@given(DATA, st.sampled_from([None, False, True]))
def test_both_parsers_make_the_same_tree(data: object, flow: bool | None) -> None:
    text = as_text(dump(data, flow).encode(), "f")
    tree = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "events", events.python_events)
        assert parse(text) == tree


@law
@given(NOISE)
@example("? ")
@example("a: [")
@example("{a|::{'~")
@example("\ufeff")
def test_any_text_is_a_tree_or_faults_that_stand_inside_it(content: str) -> None:
    for parser in (events.c_events, events.python_events):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "events", parser)
            check_places(content)


@law
@given(st.integers(0, len(SPEC)), st.integers(0, 3), st.sampled_from(PIECES))
def test_a_small_slip_in_a_good_file_is_read_or_refused_at_a_place(at: int, cut: int, put: str) -> None:
    check_places(SPEC[:at] + put + SPEC[at + cut :])


def check_places(content: str) -> None:
    text = as_text(content.removeprefix("\ufeff").encode(), "f")
    found = outcome(text)
    if isinstance(found, tuple):
        assert found
        for fault in found:
            assert fault.code not in ("yaml.syntax", "yaml.character"), fault
            assert all(is_inside(place, text) for place in (fault.place, *(place for place, _ in fault.others)))
    else:
        assert all(is_inside(scalar.place, text) for scalar in scalars(found))


@law
@given(st.binary(max_size=60))
@example("a\r\nb\n\nc".encode("utf-8-sig"))
def test_any_bytes_are_a_text_or_faults(content: bytes) -> None:
    try:
        text = as_text(content, "f")
    except DocumentError:
        return
    lines = content.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n").splitlines()
    assert list(text.lines) == [*lines, ""]
