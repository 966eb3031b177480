"""Which keys and values are good YAML, but cannot be what their author means?"""

from collections.abc import Iterator

from perpspec.source.nodes import Node, Scalar
from perpspec.source.text import Fault, Text, excerpt

_QUOTES = "put the whole text in quotes"

Pairs = list[tuple[Node, Node]]


def mapping_slips(text: Text, pairs: Pairs, flow: bool) -> Iterator[Fault]:
    """Yield the faults of the keys of a mapping, and those that only brackets make possible."""
    names = {key.text for key, _ in pairs if isinstance(key, Scalar)}
    if len(names) < len(pairs):
        yield from _repeated_keys(pairs)
    if "" in names or "<<" in names:
        yield from _keys_without_name(pairs)
    if flow:
        yield from sequence_slips(text, [value for _, value in pairs])
        for index, (key, value) in enumerate(pairs):
            if isinstance(value, Scalar) and not value.text and not value.quoted:
                yield from _joined_pair(key, first=index == 0)


def sequence_slips(text: Text, values: list[Node]) -> Iterator[Fault]:
    """Yield a fault for each unquoted text in brackets that a comma ends in parentheses: `[max(a, b)]`."""
    for value in values:
        if isinstance(value, Scalar) and "(" in value.text and not value.quoted:
            rest = text.lines[value.place.end_line - 1][value.place.end_column - 1 :]
            if value.text.count("(") > value.text.count(")") and rest.lstrip().startswith(","):
                message = f"the comma ends the text {excerpt(value.text)}"
                yield Fault("yaml.cut_text", message, value.place, _QUOTES)


def _repeated_keys(pairs: Pairs) -> Iterator[Fault]:
    first: dict[str, Scalar] = {}
    for key, _ in pairs:
        if not isinstance(key, Scalar):
            yield Fault("yaml.key_not_text", "a list or a mapping stands as a key", key.place, _QUOTES)
        elif (known := first.setdefault(key.text, key)) is not key:
            message = f"the key {excerpt(key.text)} is given twice"
            others = ((known.place, "given here first"),)
            yield Fault("yaml.duplicate_key", message, key.place, "delete or rename one of the two", others)


def _keys_without_name(pairs: Pairs) -> Iterator[Fault]:
    for key, value in pairs:
        if not isinstance(key, Scalar) or key.quoted:
            continue
        if key.text == "":
            remedy = "write the key before the colon"
            yield Fault("yaml.empty_key", "a value stands without a key", value.place, remedy)
        elif key.text == "<<":
            remedy = "write out the values that are to be merged"
            yield Fault("yaml.merge_key", "the merge key `<<` is not allowed", key.place, remedy)


def _joined_pair(key: Node, *, first: bool) -> Iterator[Fault]:
    if not isinstance(key, Scalar) or key.quoted:
        return
    if ":" in key.text:
        message = f"no space follows the colon in {excerpt(key.text)}"
        yield Fault("yaml.no_space", message, key.place, "write `key: value`, or put the text in quotes")
    elif " " in key.text and not first:
        message = f"a comma cuts the text before {excerpt(key.text)}"
        yield Fault("yaml.cut_text", message, key.place, _QUOTES)
