"""How does a site source become a site: the one door to mkdocs?"""

from __future__ import annotations

import logging
from pathlib import Path

from .site import MANIFEST, SiteError, as_json, digest

_STAMP = ".perpspec-site.json"


def build(folder: Path) -> Path:
    """Return the folder of the built site; raise ``SiteError`` where mkdocs is missing or warns of anything."""
    try:
        from mkdocs.commands.build import build as made
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort
    except ImportError as error:
        raise SiteError("mkdocs is not installed", "pip install 'perpspec[docs]'") from error
    target = folder / "site"
    if not _is_fresh(folder, target):
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        try:
            made(load_config(str(folder / "mkdocs.yml"), strict=True))
        except Abort as error:
            raise SiteError(f"mkdocs refuses the site: {error}", "what it warned of stands above") from error
        (folder / _STAMP).write_text(as_json(_state(folder, target)), encoding="utf-8")
    return target


def serve(folder: Path, address: str) -> None:
    """Serve the site at an address such as `127.0.0.1:8000` until it is interrupted."""
    try:
        from mkdocs.commands.serve import serve as served
    except ImportError as error:
        raise SiteError("mkdocs is not installed", "pip install 'perpspec[docs]'") from error
    served(str(folder / "mkdocs.yml"), dev_addr=address, livereload=False)


def _is_fresh(folder: Path, target: Path) -> bool:
    stamp = folder / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == as_json(_state(folder, target))


def _state(folder: Path, target: Path) -> dict[str, object]:
    """Return what the site was made from, and the size of each file that was made."""
    made = {file.relative_to(target).as_posix(): file.stat().st_size for file in sorted(target.rglob("*")) if file.is_file()}
    return {"source": digest((folder / MANIFEST).read_text(encoding="utf-8")), "made": made}
