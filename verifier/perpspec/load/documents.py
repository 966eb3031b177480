"""Which files make up a venue, and which section does each hold?

A venue is a folder of section files (``funding.yaml``) and section folders of dated files (``tiers/2025-09-15.yaml``),
or one file with a key for each section.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..language.infer import nearest
from ..model.clause import Section
from ..model.sections import SECTIONS
from ..source.nodes import Mapping, Node, Scalar
from ..source.text import DocumentError, Fault, Place, read_text
from ..source.yaml import parse

BESIDE = frozenset({"accepted"})


@dataclass(frozen=True, slots=True)
class Raw:
    """One section as it stands in a file, before any check; ``path`` leads to it inside the file."""

    file: str
    section: str
    root: Node
    body: Node
    path: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Document:
    """One validated section with the tree it came from, so that every value has its place."""

    file: str
    section: str
    body: Node
    model: Section
    digest: str

    @property
    def effective(self) -> str:
        """Return when it comes into force, as text that sorts; empty when it says nothing."""
        return self.model.effective or ""


def venue_folders(paths: list[Path]) -> list[Path]:
    """Return the venues that ``paths`` name: folders with a ``venue.yaml``, single files, or their parents."""
    found: list[Path] = []
    for path in paths:
        if path.is_file() or (path / "venue.yaml").is_file():
            found.append(path)
        elif path.is_dir():
            found += sorted(child.parent for child in path.glob("*/venue.yaml"))
        if not path.exists():
            raise DocumentError((_fault(path, "no such file or folder", "give the path of a venue, or of a folder of venues"),))
    if not found:
        raise DocumentError(
            (_fault(paths[0], "no venue in this folder", "a venue is a folder with a `venue.yaml`, or one file"),)
        )
    return list(dict.fromkeys(found))


def raw_documents(venue: Path) -> list[Raw]:
    """Return every section of a venue as read, in the order of file names; raise all faults of all files at once."""
    files = [venue] if venue.is_file() else _files(venue)
    raws: list[Raw] = []
    faults: list[Fault] = []
    for file in files:
        try:
            raws += _sections(file, venue)
        except DocumentError as error:
            faults += error.faults
    if faults:
        raise DocumentError(tuple(faults))
    return raws


def _files(folder: Path) -> list[Path]:
    here = [file for file in sorted(folder.glob("*.yaml")) if file.stem not in BESIDE]
    dated = [file for name in SECTIONS if (folder / name).is_dir() for file in sorted((folder / name).glob("*.yaml"))]
    return here + dated


def _sections(file: Path, venue: Path) -> list[Raw]:
    text = read_text(file)
    root = parse(text)
    if not isinstance(root, Mapping):
        raise DocumentError(
            (
                Fault(
                    "document.not_a_mapping",
                    "a spec file is a mapping of fields",
                    root.place,
                    "start with `perpspec: 1`",
                ),
            )
        )
    fields = {key.text: value for key, value in root.pairs}
    if "section" in fields:
        return [_one(text.file, root, fields["section"], file, venue, text.digest)]
    named = [(key, value) for key, value in root.pairs if key.text not in ("perpspec", "note")]
    unknown = [key for key, _ in named if key.text not in SECTIONS]
    if unknown:
        raise DocumentError(tuple(_unknown_section(key) for key in unknown))
    return [Raw(text.file, key.text, root, value, (key.text,), text.digest) for key, value in named]


def _one(shown: str, root: Node, section: Node, file: Path, venue: Path, digest: str) -> Raw:
    if not isinstance(section, Scalar) or section.text not in SECTIONS:
        raise DocumentError((_unknown_section(section),))
    expected = file.stem if file.parent == venue else file.parent.name
    if file != venue and section.text != expected:
        help = f"name the file `{section.text}.yaml`, or write `section: {expected}`"
        raise DocumentError(
            (Fault("document.section", f"section `{section.text}` in a file for `{expected}`", section.place, help),)
        )
    return Raw(shown, section.text, root, root, (), digest)


def _unknown_section(key: Node) -> Fault:
    text = key.text if isinstance(key, Scalar) else "…"
    return Fault("document.section", f"there is no section `{text}`", key.place, nearest(text, list(SECTIONS)))


def _fault(path: Path, message: str, help: str) -> Fault:
    return Fault("document.path", f"`{path}`: {message}", Place(str(path), 1, 1, 1, 1), help)
