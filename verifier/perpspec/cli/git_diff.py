"""``perpspec git-diff``: what does a commit mean, asked by git itself for one file at a time?

Git hands over the two contents of one file. The other files of the venue are those of the work tree, and the rules
compared are those in force when the file is: so an old file that later ones override still shows what it changed.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .exits import CLEAN
from .verb import Verb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..diff.change import Comparison
    from ..load.documents import Document

_NOTHING = "/dev/null"


def declare(parser: ArgumentParser) -> None:
    """Add what git hands over to an external diff driver."""
    parser.add_argument("handed", metavar="ARG", nargs="+", help="path, old file, old id, old mode, new file, new id, new mode")


def run(args: Namespace) -> int:
    """Print the change of one file as a notice, or as lines where it is no spec that can be understood."""
    from .output import emit

    path, *rest = args.handed
    if len(rest) < 6:
        emit(f"perpspec: {path} is unmerged\n")
        return CLEAN
    emit(f"perpspec git-diff {path}\n")
    emit("".join(_said(path, rest[0], rest[3])))
    return CLEAN


def _said(path: str, old: str, new: str) -> Iterator[str]:
    from ..source.text import DocumentError
    from .exits import UsageError

    try:
        comparison = _compared(path, old, new)
    except (DocumentError, UsageError) as error:
        yield f"not compared by meaning: {str(error).splitlines()[0]}\n"
        yield from _lines(path, old, new)
        return
    if comparison is None:
        yield from _lines(path, old, new)
        return
    from ..report.change_text import render

    yield render(comparison)


def _compared(path: str, old: str, new: str) -> Comparison | None:
    """Return what the change of one file means; None where no venue holds the file, or it is new or gone with its venue."""
    from contextlib import ExitStack
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from ..load.load import load_spec
    from .sides import Side, compared

    file = Path(path)
    venue = _venue(file)
    if venue == file and _NOTHING in (old, new):
        return None
    with ExitStack() as stack:
        specs = []
        for word, content in (("old", old), ("new", new)):
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="perpspec-")))
            root = _laid_out(venue, file, Path(content), folder)
            specs.append((load_spec(root, schema=False), f"{folder}/", f"{path} ({word})"))
        when = max(_effective(spec.venue.documents, file.name) for spec, _, _ in specs)
        sides = [Side(shown, spec.at(when), root) for spec, root, shown in specs]
        return compared(sides[0], sides[1], (), [])


def _effective(documents: tuple[Document, ...], name: str) -> str:
    return max((d.effective for d in documents if d.file.rpartition("/")[2] == name), default="")


def _venue(file: Path) -> Path:
    """Return the folder of the venue that a file belongs to, or the file itself where it is a venue of its own."""
    for folder in list(file.parents)[:2]:
        if (folder / "venue.yaml").is_file() or file.name == "venue.yaml":
            return folder
    return file


def _laid_out(venue: Path, file: Path, content: Path, folder: Path) -> Path:
    """Return the venue as written below ``folder`` with one file replaced, or left out."""
    import shutil

    if venue == file:
        target = folder / file.name
    else:
        root = folder / venue.name
        if venue.is_dir():
            shutil.copytree(venue, root, ignore=lambda _, names: [n for n in names if n.startswith(".")])
        target = root / file.relative_to(venue)
    target.parent.mkdir(parents=True, exist_ok=True)
    if str(content) == _NOTHING:
        target.unlink(missing_ok=True)
    else:
        shutil.copyfile(content, target)
    return target if venue == file else root


def _lines(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the change line by line, as git would."""
    from difflib import unified_diff
    from pathlib import Path

    texts = [[] if name == _NOTHING else Path(name).read_text("utf-8", "replace").splitlines(True) for name in (old, new)]
    for line in unified_diff(texts[0], texts[1], f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n"


GIT_DIFF = Verb("git-diff", "tell git what a change of a spec file means, as its external diff driver", declare, run)
