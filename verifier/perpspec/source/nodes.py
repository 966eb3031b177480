"""What does a parsed document consist of, and where does each value and each key stand?

Every scalar is text: a number is not yet a number here, and a node does not know what a spec is.
"""

from dataclasses import dataclass

from perpspec.source.text import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; ``quoted`` if it was not written as plain text, so that `"true"` is a word.

    The place is that of the content, without quotes: where the text has no escapes and stands on one line,
    ``place.within(start, end)`` is exactly ``text[start:end]``.
    """

    text: str
    place: Place
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in order."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values in the order written; no key occurs twice."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    place: Place


Node = Scalar | Sequence | Mapping

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain(node: Node) -> object:
    """Return dict, list or text; only unquoted true, false, null, ~ and nothing become bool or None."""
    match node:
        case Scalar(text, _, quoted):
            return text if quoted or text not in _WORDS else _WORDS[text]
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(pairs):
            return {key.text: plain(value) for key, value in pairs}


def at(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the deepest node that exists on the path of keys and positions (from 0)."""
    for step in path:
        pair = _step(node, step)
        if pair is None:
            return node
        node = pair[1]
    return node


def key_place(node: Node, path: tuple[str | int, ...]) -> Place:
    """Return the place of the key in which the path ends, or of the deepest node on it if there is none."""
    place = node.place
    for step in path:
        pair = _step(node, step)
        if pair is None:
            return node.place
        place, node = pair
    return place


def _step(node: Node, step: str | int) -> tuple[Place, Node] | None:
    match node:
        case Scalar():
            return None
        case Sequence(items):
            if isinstance(step, int) and 0 <= step < len(items):
                return items[step].place, items[step]
            return None
        case Mapping(pairs):
            return next(((key.place, value) for key, value in pairs if key.text == str(step)), None)
