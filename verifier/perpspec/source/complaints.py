"""How is each complaint of the YAML parser said to somebody who writes the file? Only a table stands here.

The C parser and the Python parser word their complaints differently; the patterns hold for both.
"""

from dataclasses import dataclass

_QUOTES = "put the whole text in quotes"
_BRACKETS = "put text that contains any of `, [ ] { }` in quotes, or close the bracket"


@dataclass(frozen=True, slots=True)
class Complaint:
    """How to say what the parser means by its context and problem; `{}` is what stands at the place."""

    pattern: str
    code: str
    message: str
    help: str
    opening: str = ""
    """the label of the place where the context begins; empty if that place says nothing"""
    at_opening: bool = False
    """the place to show is where the context begins, because the parser went on reading far beyond it"""


# Used is the first one whose pattern is found in "context: problem, first `x`". Here x is the character at
# the place, and "first" is "later" where text stands before it on its line. The last pattern fits everything.
COMPLAINTS = (
    Complaint(
        "tab character|any token.*`\t`$",
        "yaml.tab",
        "a tab stands where only spaces are allowed",
        "indent with spaces",
    ),
    Complaint(
        "(node content|expected key|block end).*`:`$",
        "yaml.empty_key",
        "a value stands without a key",
        "write the key before the colon",
    ),
    Complaint(
        "a tag:|tag handle",
        "yaml.tag",
        "the tag `{}` is not allowed",
        "delete the tag, or put text in quotes",
        at_opening=True,
    ),
    Complaint(
        "an alias:|an anchor:",
        "yaml.alias",
        "`{}` is neither text nor a number",
        "put text that begins with `*` or `&` in quotes",
        at_opening=True,
    ),
    Complaint("cannot start any token", "yaml.reserved", "text must not begin as `{}` does", _QUOTES),
    Complaint(
        "values are not allowed",
        "yaml.key",
        "this colon makes a key where there can be none",
        "line the key up with the keys beside it, or put text that contains `: ` in quotes",
    ),
    Complaint(
        "entries are not allowed",
        "yaml.item",
        "the item of a list must not begin here",
        "begin the item on a line of its own, or put the text in quotes",
    ),
    Complaint("keys are not allowed", "yaml.reserved", "text must not begin as `{}` does", _QUOTES),
    Complaint(
        "find expected ':'",
        "yaml.no_colon",
        "`{}` is not a key: no colon follows",
        "write `key: value`, or indent the line further than the key whose text it goes on with",
        at_opening=True,
    ),
    Complaint("plain scalar", "yaml.key", "this colon cuts the text in two", _QUOTES),
    Complaint(
        "quoted scalar: found unexpected",
        "yaml.open_quote",
        "the quote that opens here is never closed",
        "close the quote",
        at_opening=True,
    ),
    Complaint(
        "quoted scalar",
        "yaml.escape",
        "`{}` is not an escape that stands for a character",
        "double the backslash, or use single quotes",
    ),
    Complaint(
        "block scalar",
        "yaml.block_text",
        "`{}` must not stand on the line that announces a text",
        "begin the text on the next line, indented",
    ),
    Complaint(
        "',' or",
        "yaml.open_bracket",
        "`{}` stands where a comma or the closing bracket is expected",
        _BRACKETS,
        opening="the bracket opens here",
    ),
    Complaint("node content", "yaml.no_value", "`{}` stands where a value is expected", _BRACKETS),
    Complaint(
        "directive",
        "yaml.directive",
        "the directive `{}` is not allowed",
        "delete the line",
        at_opening=True,
    ),
    Complaint(
        "document start",
        "yaml.after_end",
        "`{}` follows after the end of the document",
        "keep one document to a file",
    ),
    Complaint(
        "a block (mapping|collection):.*, first `",
        "yaml.indentation",
        "`{}` does not line up with what it belongs to",
        "indent the keys of one block, and the items of one list, by the same number of spaces",
        opening="the block begins here",
    ),
    Complaint("a block (mapping|collection):", "yaml.left_over", "`{}` is left over after the value", _QUOTES),
    Complaint("", "yaml.syntax", "`{}` is not expected here", "see whether a quote or a bracket is missing"),
)
