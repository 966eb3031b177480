"""Which pieces does a YAML text consist of? Asks PyYAML's C parser, or its Python one where C is missing."""

from collections.abc import Callable

from yaml.error import Mark
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

NextEvent = Callable[[], Event | None]


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser without any of the parts that make objects of what was read."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Scan a part of a quoted text; an escape beyond the last character is a fault, as it is in C."""
        try:
            return list(super().scan_flow_scalar_non_spaces(double, start_mark))
        except (OverflowError, ValueError) as error:
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark()) from error


def python_events(text: str) -> NextEvent:
    """Return a function that gives the next event of the text, or None after the last."""
    return _PythonParser(text).get_event


def c_events(text: str) -> NextEvent:
    """Return a function that gives the next event of the text, or None after the last."""
    return CParser(text).get_event


try:
    from yaml._yaml import CParser
except ImportError:
    events = python_events
else:
    events = c_events
