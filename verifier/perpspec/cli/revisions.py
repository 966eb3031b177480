"""What did a file or folder look like at a revision of git? Reads the repository at hand, and never fetches."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from pathlib import Path

from .exits import UsageError

_REVISION = re.compile(r"(?P<ref>[^:]+):(?P<path>[^:]+(?:@\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}Z)?)?)")
_INSTANT = re.compile(r".*@\d{4}-\d{2}-\d{2}T\d{2}")


def revision(text: str) -> tuple[str, str] | None:
    """Return revision and path of ``git-ref:path``, or None where the text is a path or a venue with its date."""
    found = _REVISION.fullmatch(text)
    if found is None or Path(text).exists() or _INSTANT.fullmatch(found["ref"]):
        return None
    return found["ref"], found["path"]


def checked_out(ref: str, path: str, folder: Path) -> Path:
    """Return where the file or folder of a revision was written below ``folder``; raise ``UsageError`` if it cannot be."""
    name = path.rstrip("/")
    _known(ref)
    for candidate in (name, f"./{name}", f"specs/{name}"):
        kind = _git("cat-file", "-t", f"{ref}:{candidate}")
        if kind.returncode == 0:
            target = folder / (Path(name).name or "spec")
            _written(ref, candidate, kind.stdout.decode().strip(), target)
            return target
    raise UsageError(f"`{ref}` has no `{name}`", "give the path from the top of the repository")


def committed(ref: str) -> str:
    """Return the instant of the commit of a revision, in ISO form; empty where it is none."""
    found = _git("log", "-1", "--format=%cI", ref, "--")
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def _known(ref: str) -> None:
    if ref.startswith("-"):
        raise UsageError(f"`{ref}` is not a revision", "name a branch, a tag or a commit")
    if _git("rev-parse", "--verify", "--quiet", f"{ref}^{{tree}}").returncode == 0:
        return
    if _git("rev-parse", "--git-dir").returncode != 0:
        raise UsageError(f"`{ref}` cannot be read: this is no git repository", "run it inside the repository")
    if _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise UsageError(
            f"this clone is shallow and does not hold `{ref}`; nothing is fetched for you",
            f"`git fetch --unshallow`, or `git fetch --depth=1 origin {ref}`, brings it",
        )
    raise UsageError(f"there is no revision `{ref}` here; nothing is fetched for you", f"`git fetch origin {ref}` may bring it")


def _written(ref: str, path: str, kind: str, target: Path) -> None:
    if kind == "blob":
        target.write_bytes(_needed("cat-file", "blob", f"{ref}:{path}"))
        return
    target.mkdir(parents=True)
    tree = _needed("rev-parse", f"{ref}:{path}").decode().strip()
    top = _git("rev-parse", "--show-toplevel").stdout.decode().strip()  # git packs no tree from a folder that it does not hold
    with tarfile.open(fileobj=io.BytesIO(_needed(*(("-C", top) if top else ()), "archive", "--format=tar", tree))) as archive:
        archive.extractall(target, filter="data")


def _needed(*words: str) -> bytes:
    done = _git(*words)
    if done.returncode != 0:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise UsageError(f"git could not read it: {said}", "a partial clone does not hold every file; `git fetch --refetch` does")
    return done.stdout


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    settings = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(["git", *words], capture_output=True, env=settings, check=False)
    except FileNotFoundError as error:
        raise UsageError("there is no `git` on this machine", "install git, or give two paths") from error
