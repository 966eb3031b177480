"""Why is a text not YAML? The parser's complaint, in our words and at the place that the writer must mend."""

import re

from yaml.error import Mark, MarkedYAMLError

from perpspec.source.complaints import COMPLAINTS, Complaint
from perpspec.source.marks import WORD
from perpspec.source.text import Fault, Place, Text, excerpt

_ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)?")


def syntax_fault(error: MarkedYAMLError, text: Text) -> Fault:
    """Return what is wrong with the text at the place where the parser gave up."""
    mark = error.problem_mark or error.context_mark
    complaint = _complaint(error, mark, text)
    if complaint.at_opening:
        mark = error.context_mark or mark
    place, written = _shown(mark, text, complaint)
    message = complaint.message.replace("`{}`", written)
    others: tuple[tuple[Place, str], ...] = ()
    if complaint.opening and error.context_mark is not None:
        others = ((_shown(error.context_mark, text, complaint)[0], complaint.opening),)
    return Fault(complaint.code, message, place, complaint.help, others)


def _complaint(error: MarkedYAMLError, mark: Mark | None, text: Text) -> Complaint:
    before, after = _around(mark, text)
    where = "later" if before.strip() else "first"
    said = f"{error.context}: {error.problem}, {where} `{after[:1]}`"
    return next(complaint for complaint in COMPLAINTS if re.search(complaint.pattern, said))


def _around(mark: Mark | None, text: Text) -> tuple[str, str]:
    if mark is None or mark.line >= len(text.lines):
        return "", ""
    line = text.lines[mark.line]
    return line[: mark.column], line[mark.column :]


def _shown(mark: Mark | None, text: Text, complaint: Complaint) -> tuple[Place, str]:
    before, after = _around(mark, text)
    row = min(mark.line, len(text.lines) - 1) + 1 if mark is not None else 1
    if complaint.code == "yaml.escape":
        # The two parsers stop at different characters of the escape; it begins at the backslash.
        begin = (before + after[:1]).rfind("\\")
        before, after = before[:begin], (before + after)[begin:]
    pattern = _ESCAPE if complaint.code == "yaml.escape" else WORD
    found = pattern.match(after)
    word = found.group() if found is not None else ""
    place = Place(text.file, row, len(before) + 1, row, len(before) + 1 + len(word))
    return place, _name(word, row == len(text.lines))


def _name(word: str, last_line: bool) -> str:
    if word == "":
        return "the end of the file" if last_line else "the end of the line"
    return "a tab" if word == "\t" else excerpt(word)
