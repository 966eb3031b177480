"""What does a YAML text say? A tree of nodes with places, read from a small and harmless part of YAML.

Refused by name: anchors and aliases, merge keys, tags, directives, several documents in one file. Nothing is
converted, looked up or executed; size and depth are bounded.
"""

import gc

from yaml.error import MarkedYAMLError, YAMLError

from perpspec.source.build import Builder, StoppedError
from perpspec.source.nodes import Node
from perpspec.source.syntax import syntax_fault
from perpspec.source.text import MOST_FAULTS, DocumentError, Fault, Place, Text, excerpt, whole_file


def parse(text: Text) -> Node:
    """Return the one document of the text, or raise ``DocumentError`` with all its faults."""
    collecting = gc.isenabled()
    # The tree has no cycles, and so many new objects would set off the collector again and again for nothing.
    gc.disable()
    try:
        return _parse(text)
    finally:
        if collecting:
            gc.enable()


def _parse(text: Text) -> Node:
    faults, lines = _without_directives(text)
    builder = Builder(text, faults)
    try:
        root = builder.document("\n".join(lines))
    except StoppedError as stopped:
        raise DocumentError(tuple(faults)) from stopped
    except MarkedYAMLError as error:
        raise DocumentError((*faults, syntax_fault(error, text))) from error
    except YAMLError as error:
        message = "the text contains a character that YAML forbids"
        raise DocumentError((*faults, Fault("yaml.character", message, whole_file(text.file)))) from error
    if faults:
        raise DocumentError(tuple(faults))
    return root


def _without_directives(text: Text) -> tuple[list[Fault], list[str]]:
    """Return a fault for each directive at the head, and the lines without them, so that reading goes on."""
    faults: list[Fault] = []
    lines = list(text.lines)
    for row, line in enumerate(lines):
        if line.startswith("%"):
            place = Place(text.file, row + 1, 1, row + 1, len(line) + 1)
            message = f"the directive {excerpt(line)} is not allowed"
            faults.append(Fault("yaml.directive", message, place, "delete the line"))
            lines[row] = ""
        is_head = line.startswith(("%", "#")) or not line.strip()
        if not is_head or len(faults) == MOST_FAULTS - 1:
            break
    return faults, lines
