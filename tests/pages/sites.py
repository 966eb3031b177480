"""What the tests of the pages share: a site built once in a folder, and what its pages hold."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from perpspec.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/harbor"
HOSTILE = Path(__file__).parent / "hostile.yaml"
REMOTE = ("http:", "https:", "//", "ftp:", "data:")


class Parts(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parts(page: Path) -> Parts:
    """Return what a page is made of."""
    found = Parts()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def site(folder: Path, *words: str, action: str = "site") -> Path:
    """Return the folder of a site made by the command line."""
    assert main(["docs", action, *words, "--out", str(folder)]) == 0
    return folder


def pages(folder: Path) -> list[str]:
    """Return the paths of all HTML pages of a built site."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html") if file.name != "404.html")
