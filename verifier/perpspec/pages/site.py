"""What is a site before it is built: its pages and files by path, and how do they get into a folder whole?

Nothing is written outside the folder, and a folder that holds anything else is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

MANIFEST = ".perpspec.json"


class SiteError(Exception):
    """The folder cannot be written; ``help`` says what can be done about it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path without ending, its name in menus, its Markdown, and the words it is found by."""

    path: str
    name: str
    text: str
    words: str = ""
    finds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """A group of a menu: pages by their paths, or further groups."""

    name: str
    items: tuple[Page | Menu, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is to be written: files by their paths below the folder."""

    files: Mapping[str, str] = field(default_factory=dict)


def digest(text: str) -> str:
    """Return what tells two texts apart."""
    return sha256(text.encode()).hexdigest()


def as_json(value: object) -> str:
    """Return JSON text with sorted keys and a line end."""
    return json.dumps(value, indent=1, sort_keys=True) + "\n"


def unchanged(folder: Path, key: str) -> bool:
    """Return whether the folder holds, untouched, what was written under that key."""
    known = _manifest(folder)
    return known.key == key and all(
        (folder / name).is_file() and sha256((folder / name).read_bytes()).hexdigest() == told
        for name, told in known.files.items()
    )


def write(folder: Path, files: Mapping[str, str], key: str) -> None:
    """Write the files, take away those of an earlier run, and note what was written; raise ``SiteError``."""
    root = folder.resolve()
    before = _manifest(root).files
    if root.exists() and not before and (not root.is_dir() or any(root.iterdir())):
        raise SiteError(f"`{folder}` holds something else", "name a folder that is empty or not there yet")
    for name in sorted(set(before) - set(files)):
        _inside(root, name).unlink(missing_ok=True)
    for name, text in files.items():
        target = _inside(root, name)
        if not target.is_file() or target.read_bytes() != text.encode():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    told = {name: digest(text) for name, text in files.items()}
    (root / MANIFEST).write_text(as_json({"key": key, "files": told}), encoding="utf-8", newline="\n")


def _inside(root: Path, name: str) -> Path:
    """Return where a file goes; raise ``SiteError`` for a name, or a link in the folder, that leads out of it."""
    parts = PurePosixPath(name).parts
    target = root.joinpath(*parts)
    if ".." in parts or PurePosixPath(name).is_absolute() or not target.resolve().is_relative_to(root):
        raise SiteError(f"`{name}` would be written outside the folder", "take away the link that leads there")
    return target


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written into a folder, and under which key."""

    key: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def _manifest(folder: Path) -> Manifest:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Manifest()
    known = isinstance(found, dict) and isinstance(found.get("files"), dict)
    return Manifest(str(found.get("key")), found["files"]) if known else Manifest()


def pages_of(menu: Iterable[Page | Menu]) -> Iterable[Page]:
    """Yield every page of a menu, in its order."""
    for item in menu:
        if isinstance(item, Menu):
            yield from pages_of(item.items)
        else:
            yield item
